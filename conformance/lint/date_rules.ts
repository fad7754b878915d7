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

/** DATE is cut to seconds, and may be as old as a frame: for a line it may seem so far off, ms. */
const SLACK = 2 * SECOND;
/** Share by which two clocks may differ. */
const DRIFT = 0.001;

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
    sentence:
      "DATE keeps the time of the line; frames follow no faster than the line can carry them.",
    source: "54E §5.3.1 p9, §5.3.5 p12, §5.3.6 p13",
    check(frame, line, tell) {
      const date = frame.date;
      if (!date) return;
      const start = { instant: date.instant, least: 0, most: 0 };
      const state = line.kept(this, () => ({ ...start }));
      state.least += line.sinceBefore.least;
      state.most += frame.times ? line.sinceBefore.most : Infinity;
      const passed = date.instant - state.instant;
      const drift = SLACK + state.least * DRIFT;
      const set = line.before && line.before.date?.degraded !== date.degraded;
      if (set || passed < 0) Object.assign(state, start);
      else if (state.least > passed + drift || state.most < passed - drift) {
        const [took, clock] = [state.least, passed].map((time) => (time / SECOND).toFixed(1));
        tell(`frames of ${took} s, while DATE went on for ${clock} s`, { label: "DATE" });
        Object.assign(state, start);
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
