/**
 * Rules about the daily maxima SMAXSN, SMAXIN (SMAXN on VTIC 01) and those of the day before.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { DAY, dayOf, MINUTE, timeOfDay } from "./clock.ts";
import type { Frame } from "./frame.ts";

const MODE = { mode: "standard" } as const;
const SOURCE = "54E §6.2.3.11 p23";

/** Maximum of the day, and of the day before. */
const PAIRS: readonly (readonly [today: string, yesterday: string])[] = [
  ["SMAXSN", "SMAXSN-1"],
  ["SMAXSN1", "SMAXSN1-1"],
  ["SMAXSN2", "SMAXSN2-1"],
  ["SMAXSN3", "SMAXSN3-1"],
  ["SMAXIN", "SMAXIN-1"],
  ["SMAXN", "SMAXN-1"],
];

/** What the first frames after midnight hold is not documented (reference §14). */
const SETTLING = MINUTE;

/** Local midnight before a frame; null without a clock, or just after midnight. */
function settledDay(frame: Frame | null): number | null {
  const local = frame?.date?.local;
  if (local === undefined || timeOfDay(local) < SETTLING) return null;
  return dayOf(local);
}

/** Whether two frames are of the same day, its first minute aside. */
function sameDay(frame: Frame, other: Frame | null): other is Frame {
  const day = settledDay(frame);
  return day !== null && day === settledDay(other);
}

interface Maximum {
  readonly power: number;
  /** Local. */
  readonly time: number;
  readonly text: string;
}

function maximum(frame: Frame, label: string): Maximum | null {
  const [power, stamp] = [frame.value(label), frame.stamp(label)];
  if (power === null || !stamp) return null;
  return { power, time: stamp.local, text: `${stamp.text} ${power} VA` };
}

/** Whether two say the same; a degraded clock may turn the letters of the past (reference §7.2). */
function same(one: Maximum, other: Maximum): boolean {
  return one.text.toUpperCase() === other.text.toUpperCase();
}

/** The rules. */
export const MAXIMUM_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "max.today",
    level: "spec",
    sentence: "The maximum of the day is of the day that DATE says.",
    source: SOURCE,
    check(frame, line, tell) {
      const day = settledDay(frame);
      if (day === null || !line.settled(frame, 2 * DAY)) return;
      for (const [label] of PAIRS) {
        const found = maximum(frame, label);
        // A maximum of nothing has no time.
        if (!found || found.power === 0 || dayOf(found.time) === day) continue;
        tell(`${label} ${found.text} is of another day than DATE`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "max.yesterday",
    level: "spec",
    sentence: "The maximum of the day before is of the day before DATE.",
    source: SOURCE,
    check(frame, line, tell) {
      const day = settledDay(frame);
      if (day === null || !line.settled(frame, 2 * DAY)) return;
      for (const [, label] of PAIRS) {
        const found = maximum(frame, label);
        // The last second of a day may be told as the first of the next.
        if (!found || found.power === 0 || found.time === day) continue;
        const age = (day - dayOf(found.time)) / DAY;
        if (age === 1) continue;
        tell(`${label} ${found.text} is ${age} days before DATE`, {
          label,
          ...(age > 1 && { known: 6 }),
        });
      }
    },
  },
  {
    ...MODE,
    id: "max.grows",
    level: "spec",
    sentence: "Within a day the maximum does not sink, and a higher one is of a later time.",
    source: SOURCE,
    check(frame, line, tell) {
      const { earlier } = line;
      if (!sameDay(frame, earlier) || !line.settled(frame, DAY)) return;
      for (const [label] of PAIRS) {
        const [now, then] = [maximum(frame, label), maximum(earlier, label)];
        if (!now || !then) continue;
        const later = now.power > then.power ? now.time > then.time : now.time >= then.time;
        if (now.power >= then.power && (later || then.power === 0)) continue;
        tell(`${label} turns from ${then.text} to ${now.text}`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "max.kept",
    level: "spec",
    sentence: "The maximum of the day before changes only at midnight.",
    source: SOURCE,
    check(frame, line, tell) {
      const { earlier } = line;
      if (!sameDay(frame, earlier) || !line.settled(frame, DAY)) return;
      for (const [, label] of PAIRS) {
        const [now, then] = [maximum(frame, label), maximum(earlier, label)];
        if (!now || !then || same(now, then)) continue;
        tell(`${label} turns from ${then.text} to ${now.text} during the day`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "max.midnight",
    level: "spec",
    sentence: "At midnight the maximum of the day becomes that of the day before.",
    source: SOURCE,
    check(frame, line, tell) {
      const days = line.kept(this, () => new Map<string, Days>());
      for (const [today, yesterday] of PAIRS) {
        const [last, now] = [maximum(frame, today), maximum(frame, yesterday)];
        const known = days.get(today) ?? {};
        if (last && last.power > 0) {
          const next = known.today && dayOf(last.time) > dayOf(known.today.time);
          days.set(today, { today: last, yesterday: next ? known.today : known.yesterday });
        }
        const heard = days.get(today)?.yesterday;
        if (!heard || !now || dayOf(now.time) !== dayOf(heard.time)) continue;
        // It may have risen after the last frame of the day.
        if (same(now, heard) || (now.power >= heard.power && now.time > heard.time)) {
          continue;
        }
        tell(`${yesterday} is ${now.text}, ${today} was ${heard.text}`, { label: yesterday });
        days.delete(today);
      }
    },
  },
];

/** The last maximum that was heard of a day, and of the day before. */
interface Days {
  readonly today?: Maximum | undefined;
  readonly yesterday?: Maximum | undefined;
}
