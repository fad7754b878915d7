/**
 * Rules about the points of the load curves, and about the mean voltages.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { HOUR, MINUTE, SECOND, timeOfDay } from "./clock.ts";
import type { Frame } from "./frame.ts";

const MODE = { mode: "standard" } as const;
const CURVE = "54E §6.2.3.12 p23-24";
const MEANS = "54E §6.2.3.13 p24";

const CURVES: readonly (readonly [last: string, previous: string])[] = [
  ["CCASN", "CCASN-1"],
  ["CCAIN", "CCAIN-1"],
];
const VOLTAGES = ["UMOY1", "UMOY2", "UMOY3"] as const;

/** Time that the meter has to tell a new point (54E §6.2.3.12 p23). */
const UPDATE = 10 * SECOND;
/** Window of the mean voltage; it is programmable, and this since the TIC was published. */
const WINDOW = 10 * MINUTE;

/** Time between the two points of a frame, ms; null if it does not hold both. */
function period(frame: Frame, [last, previous]: readonly [string, string]): number | null {
  const [now, then] = [frame.stamp(last), frame.stamp(previous)];
  return now && then ? now.instant - then.instant : null;
}

/** Data of each point, by label and instant. */
function points(frame: Frame, pair: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const label of pair) {
    const [stamp, value] = [frame.stamp(label), frame.text(label)];
    if (stamp && value !== null) found.set(stamp.text, value);
  }
  return found;
}

/** Tells each value that is another than before for the same time. */
function changed(frame: Frame, earlier: Frame | null, pair: readonly string[]): string[] {
  if (!earlier) return [];
  const then = points(earlier, pair);
  return pair.filter((label) => {
    const before = then.get(frame.stamp(label)?.text ?? "");
    const now = frame.text(label);
    return before !== undefined && now !== null && now !== before;
  });
}

/** The rules. */
export const CURVE_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "curve.end",
    level: "derived",
    sentence: "A point is stamped with the end of its period, a fraction of the hour.",
    source: `${CURVE}, reference §7.2`,
    check(frame, _line, tell) {
      for (const pair of CURVES) {
        const time = period(frame, pair);
        // Without the point before, or with one that was left out, only the second is sure.
        const whole = time !== null && time > 0 && time <= HOUR ? time : MINUTE;
        if (HOUR % whole !== 0) {
          tell(`${pair.join(" and ")} are ${whole / MINUTE} min apart`, { label: pair[0] });
          continue;
        }
        for (const label of pair) {
          const stamp = frame.stamp(label);
          if (!stamp || timeOfDay(stamp.local) % whole === 0) continue;
          tell(`${label} ${stamp.text} is no end of ${whole / MINUTE} min`, { label });
        }
      }
    },
  },
  {
    ...MODE,
    id: "curve.order",
    level: "spec",
    sentence: "The point n-1 is before the point n.",
    source: CURVE,
    check(frame, _line, tell) {
      for (const pair of CURVES) {
        const time = period(frame, pair);
        if (time === null || time > 0) continue;
        tell(`${pair[1]} ${frame.stamp(pair[1])?.text} is not before ${pair[0]}`, {
          label: pair[1],
        });
      }
    },
  },
  {
    ...MODE,
    id: "curve.fresh",
    level: "spec",
    sentence: "A new point is told within 10 s of the end of its period.",
    source: CURVE,
    check(frame, line, tell) {
      for (const pair of CURVES) {
        const time = period(frame, pair);
        const [date, stamp] = [frame.date, frame.stamp(pair[0])];
        if (!date || !stamp || time === null || time <= 0 || time > HOUR) continue;
        if (date.instant - stamp.instant <= time + UPDATE) continue;
        // A period that was cut is no point.
        if (!line.settled(frame, 2 * time)) continue;
        tell(`DATE ${date.text}, ${pair[0]} is still ${stamp.text}`, { label: pair[0] });
      }
    },
  },
  {
    ...MODE,
    id: "curve.shift",
    level: "spec",
    sentence: "When a new point is told, the last one becomes n-1.",
    source: CURVE,
    check(frame, { before }, tell) {
      for (const [last, previous] of CURVES) {
        const [now, then] = [frame.stamp(last), before?.stamp(last)];
        const shifted = frame.stamp(previous);
        if (!now || !then || !shifted || now.instant <= then.instant) continue;
        if (shifted.text === then.text) continue;
        tell(`${previous} is ${shifted.text}, ${last} was ${then.text}`, { label: previous });
      }
    },
  },
  {
    ...MODE,
    id: "curve.kept",
    level: "spec",
    sentence: "A point does not change once it is told.",
    source: CURVE,
    check(frame, { earlier }, tell) {
      for (const pair of CURVES) {
        for (const label of changed(frame, earlier, pair)) {
          tell(`${label} ${frame.stamp(label)?.text} is now ${frame.text(label)} W`, { label });
        }
      }
    },
  },
  {
    ...MODE,
    id: "mean.end",
    level: "derived",
    sentence: "UMOY is stamped with the end of a window of 10 minutes.",
    source: MEANS,
    check(frame, _line, tell) {
      for (const label of VOLTAGES) {
        const stamp = frame.stamp(label);
        if (!stamp || timeOfDay(stamp.local) % WINDOW === 0) continue;
        tell(`${label} ${stamp.text} is no end of 10 min`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "mean.fresh",
    level: "derived",
    sentence: "UMOY is that of the last window of 10 minutes.",
    source: MEANS,
    check(frame, line, tell) {
      if (!line.settled(frame, 2 * WINDOW)) return;
      for (const label of VOLTAGES) {
        const [date, stamp] = [frame.date, frame.stamp(label)];
        if (!date || !stamp || date.instant - stamp.instant <= WINDOW + UPDATE) continue;
        tell(`DATE ${date.text}, ${label} is still ${stamp.text}`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "mean.phases",
    level: "derived",
    sentence: "The mean voltages of the phases are of the same window.",
    source: MEANS,
    check(frame, _line, tell) {
      const [first, ...others] = VOLTAGES;
      for (const label of others) {
        const [stamp, reference] = [frame.stamp(label), frame.stamp(first)];
        if (!stamp || !reference || stamp.text === reference.text) continue;
        tell(`${label} is of ${stamp.text}, ${first} of ${reference.text}`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "mean.kept",
    level: "derived",
    sentence: "A mean voltage does not change within its window.",
    source: MEANS,
    check(frame, { earlier }, tell) {
      for (const label of VOLTAGES) {
        if (changed(frame, earlier, [label]).length === 0) continue;
        tell(`${label} ${frame.stamp(label)?.text} is now ${frame.text(label)} V`, { label });
      }
    },
  },
];
