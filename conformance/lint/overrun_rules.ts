/**
 * Rules about the short frames of a three-phase meter in overrun: cycles of 20 short frames and a long
 * one, while a phase is above its reference current and for a minute after (54E §6.1.2 p17).
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { SECOND } from "./clock.ts";
import type { Frame } from "./frame.ts";
import { type Line, type Span, spanOf } from "./line.ts";

const MODE = { mode: "historique" } as const;
const SOURCE = "54E §6.1.2 p17, 02E §2.5.4-2.5.5 p33";
const PHASES = [1, 2, 3] as const;
const SHORT_FRAMES = 20;
const TRAILING = 60 * SECOND;

/**
 * Reference current, A a phase, from the last long frame. On the pilot ISOUSC is of all phases together,
 * while the threshold is a third of it (44E §3.2.2 p8-9).
 */
function limitOf(frame: Frame, line: Line): number | null {
  const subscribed = frame.value("ISOUSC") ?? line.earlier?.value("ISOUSC") ?? null;
  return subscribed !== null && frame.meter.family === "pilot" ? subscribed / 3 : subscribed;
}

/**
 * Phases whose current is above the reference beyond doubt: ISOUSC is rounded where the subscribed power
 * is no multiple of 3 kVA, and then is none of 5 A.
 */
function over(frame: Frame, limit: number): number[] {
  const doubt = limit % 5 === 0 ? 0 : 1;
  return PHASES.filter((phase) => (frame.value(`IINST${phase}`) ?? 0) > limit + doubt);
}

/** Whether a frame tells of an overrun. */
function inOverrun(frame: Frame, line: Line): boolean {
  if (frame.kind === "short" && PHASES.some((phase) => frame.has(`ADIR${phase}`))) return true;
  const limit = limitOf(frame, line);
  return frame.kind === "long" && frame.meter.phases === 3 && limit !== null &&
    over(frame, limit).length > 0;
}

const ends: FrameRule = {
  ...MODE,
  id: "hist.short.minute",
  level: "spec",
  sentence: "Short frames go on for one minute after the last overrun.",
  source: SOURCE,
  check(frame, line, tell) {
    const state = line.kept(ends, () => ({
      since: null as Span | null,
      // A line that begins in the middle of a cycle may end it at any time.
      shorts: SHORT_FRAMES,
    }));
    const overrun = inOverrun(frame, line);
    if (frame.kind === "short") state.shorts++;
    else {
      const early = state.shorts < SHORT_FRAMES;
      if (early && !overrun && state.since && state.since.most < TRAILING - 2 * SECOND) {
        tell(
          `a long frame after ${state.shorts} short ones, ${seconds(state.since)} after an overrun`,
          state.shorts === 0 ? { known: 13 } : {},
        );
        state.since = null;
      }
      state.shorts = 0;
    }
    if (overrun) state.since = { least: 0, most: 0 };
    else if (state.since) {
      const { least, most } = spanOf(frame);
      state.since = { least: state.since.least + least, most: state.since.most + most };
      // The cycle under way may be completed.
      if (frame.kind === "short" && state.since.least > TRAILING + SHORT_FRAMES * most) {
        tell(`a short frame ${seconds(state.since)} after the last overrun`);
        state.since = null;
      }
    }
  },
};

const cycle: FrameRule = {
  ...MODE,
  id: "hist.short.cycle",
  level: "spec",
  sentence: "While the overrun lasts, a long frame comes after every 20 short ones.",
  source: SOURCE,
  check(frame, line, tell) {
    const state = line.kept(cycle, () => ({ shorts: 0, whole: false, overrun: false }));
    const overrun = inOverrun(frame, line);
    if (frame.kind === "short") {
      if (++state.shorts === SHORT_FRAMES + 1) tell(`a short frame after ${SHORT_FRAMES} others`);
    } else {
      const few = state.whole && state.shorts > 0 && state.shorts < SHORT_FRAMES;
      if (few && state.overrun && overrun) tell(`a long frame after ${state.shorts} short ones`);
      state.shorts = 0;
      state.whole = true;
    }
    state.overrun = overrun;
  },
};

/** The rules. */
export const OVERRUN_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "hist.short.begins",
    level: "spec",
    sentence: "A long frame with a phase above ISOUSC is followed by a short one.",
    source: SOURCE,
    check(frame, line, tell) {
      const state = line.kept(this, () => ({ over: [] as number[] }));
      if (frame.kind === "long" && state.over.length > 0) {
        tell(`a long frame after one with phase ${state.over.join(", ")} above ISOUSC`, {
          known: 13,
        });
      }
      const limit = limitOf(frame, line);
      const watched = frame.kind === "long" && frame.meter.phases === 3 && limit !== null;
      state.over = watched ? over(frame, limit) : [];
    },
  },
  cycle,
  ends,
  {
    ...MODE,
    id: "hist.adir.sent",
    level: "spec",
    sentence:
      "A short frame holds ADIR for each phase above its reference current, and for no other.",
    source: SOURCE,
    check(frame, line, tell) {
      const limit = limitOf(frame, line);
      if (frame.kind !== "short" || limit === null) return;
      const above = over(frame, limit);
      for (const phase of PHASES) {
        const current = frame.value(`IINST${phase}`);
        const label = `ADIR${phase}`;
        if (frame.whole && above.includes(phase) && !frame.has(label)) {
          tell(`IINST${phase} ${current} A is above ${limit} A and no ${label} is sent`);
        }
        // Equal is allowed: the current is rounded, in a way that no document states.
        if (frame.has(label) && current !== null && current < limit - (limit % 5 === 0 ? 0 : 1)) {
          tell(`${label} is sent at IINST${phase} ${current} A, below ${limit} A`, { label });
        }
      }
    },
  },
  {
    ...MODE,
    id: "hist.adir.value",
    level: "derived",
    sentence: "ADIR tells the current of IINST of its phase.",
    source: SOURCE,
    check(frame, _line, tell) {
      for (const phase of PHASES) {
        const [warning, current] = [frame.value(`ADIR${phase}`), frame.value(`IINST${phase}`)];
        if (warning === null || current === null || warning === current) continue;
        tell(`ADIR${phase} ${warning} A, IINST${phase} ${current} A`, { label: `ADIR${phase}` });
      }
    },
  },
];

function seconds({ least, most }: Span): string {
  return `${(least / SECOND).toFixed(0)} to ${(most / SECOND).toFixed(0)} s`;
}
