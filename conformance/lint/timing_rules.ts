/**
 * Rules about time on the line, where the caller says when each byte came.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { SECOND } from "./clock.ts";
import { BAUD, BAUD_TOLERANCE, BITS, LONGEST_GAP, SHORTEST_GAP } from "./line.ts";
import type { Frame } from "./frame.ts";

const SOURCE = "54E §5.3.6 p13, 02E §1.5.2 p17";

/** Room for the arithmetic of the caller's times, ms. */
const ROUNDING = 0.001;

/** Duration of a character, ms. */
function character(frame: Frame): number {
  return BITS * SECOND / BAUD[frame.meter.mode];
}

/** The rules. */
export const TIMING_RULES: readonly FrameRule[] = [
  {
    id: "time.frames",
    level: "spec",
    sentence: "Between two frames the line is silent for 16.7 to 33.4 ms.",
    source: SOURCE,
    check(frame, line, tell) {
      const { times } = frame;
      const state = line.kept(this, () => ({ end: NaN }));
      const gap = (times?.[0] ?? NaN) - state.end;
      // An interrupted frame is followed by a silence of any length (02E §1.5.2 p19).
      state.end = times && frame.ended ? times[times.length - 1]! + character(frame) : NaN;
      const slack = character(frame) * BAUD_TOLERANCE + ROUNDING;
      if (!(gap < SHORTEST_GAP - slack || gap > LONGEST_GAP + slack)) return;
      tell(`the line is silent for ${gap.toFixed(1)} ms before the frame`);
    },
  },
  {
    id: "time.groups",
    level: "spec",
    sentence: "Between two groups the line is silent for 33.4 ms at the most.",
    source: SOURCE,
    check(frame, _line, tell) {
      const { times, places } = frame;
      if (!times) return;
      for (let i = 2; i < places.length; i += 2) {
        const gap = times[places[i]!]! - times[places[i - 1]!]! - character(frame);
        if (gap <= LONGEST_GAP + character(frame) * BAUD_TOLERANCE + ROUNDING) continue;
        tell(`the line is silent for ${gap.toFixed(1)} ms before a group`, { at: places[i]! });
        return;
      }
    },
  },
  {
    id: "time.speed",
    level: "spec",
    sentence:
      "Characters follow each other no faster than 10 bits at the speed of the mode, + 1 %.",
    source: "54E §5.3.1 p9, §5.3.5 p12; 02E §1.3.1.1 p10",
    check(frame, _line, tell) {
      const { times } = frame;
      if (!times) return;
      const least = character(frame) * (1 - BAUD_TOLERANCE) - ROUNDING;
      for (let i = 1; i < times.length; i++) {
        const time = times[i]! - times[i - 1]!;
        if (time >= least) continue;
        tell(`a character after ${time.toFixed(3)} ms`, { at: i });
        return;
      }
    },
  },
];
