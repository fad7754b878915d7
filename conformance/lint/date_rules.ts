/**
 * Rules about the clock of the meter as it runs.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { DAY, SECOND } from "./clock.ts";

const MODE = { mode: "standard" } as const;

/** A datum may be as old as a frame, of 4.2 s at the most (54E §6.2.1.5 p18, reference §1.8). */
const OLDEST = 5 * SECOND;

/** Seconds that a line may seem ahead of its own clock: DATE is cut to seconds, and read anywhere. */
const AHEAD = 2 * SECOND;

/** The rules. */
export const DATE_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "date.back",
    level: "derived",
    sentence: "DATE does not go back, except where a degraded clock is set.",
    source: "54E §6.2.1.1 p17-18",
    check(frame, { earlier }, tell) {
      const [now, then] = [frame.date, earlier?.date];
      if (!now || !then || now.instant >= then.instant || then.degraded) return;
      tell(`DATE goes back from ${then.text} to ${now.text}`, { label: "DATE" });
    },
  },
  {
    ...MODE,
    id: "date.pace",
    level: "derived",
    sentence: "Frames follow each other no faster than the line can carry them.",
    source: "54E §5.3.1 p9, §5.3.5 p12, §5.3.6 p13",
    check(frame, line, tell) {
      const date = frame.date;
      if (!date) return;
      const state = line.kept(this, () => ({ instant: date.instant, sent: 0 }));
      state.sent += line.sinceBefore.least;
      const passed = date.instant - state.instant;
      const set = passed < 0 || line.before?.date?.degraded !== date.degraded;
      if (set && line.before) Object.assign(state, { instant: date.instant, sent: 0 });
      else if (state.sent > passed + AHEAD) {
        const [took, clock] = [state.sent, passed].map((time) => (time / SECOND).toFixed(1));
        tell(`frames of at least ${took} s within ${clock} s of DATE`, { label: "DATE" });
        Object.assign(state, { instant: date.instant, sent: 0 });
      }
    },
  },
  {
    ...MODE,
    id: "stamp.future",
    level: "derived",
    sentence: "Nothing that is measured is later than DATE.",
    source: "54E §6.2.1.5 p18, reference §7.2",
    check(frame, line, tell) {
      if (!frame.date || !line.settled(frame, DAY)) return;
      for (const { label } of frame.groups) {
        const stamp = frame.stamp(label);
        if (!stamp?.season || stamp.instant <= frame.date.instant + OLDEST) continue;
        tell(`${label} ${stamp.text} is later than DATE ${frame.date.text}`, { label });
      }
    },
  },
];
