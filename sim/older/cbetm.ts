/**
 * CBETM: the blue three-phase meter, with short frames in an overrun.
 *
 * @module
 */
import { labelsOf } from "../../tic/labels.ts";
import { composer, type Sayings } from "../compose.ts";
import { framesOf, type MeterFrame } from "../frame_cycle.ts";
import { inPhase } from "../historique_sayings.ts";
import type { MeterState } from "../meter_state.ts";
import { BLUE, BLUE_SAYINGS, highestCurrent, maxima } from "./blue.ts";
import type { FrameSequence, OlderModel } from "./older_model.ts";

/** Short frames for a long one in an alert (02E §2.5.2 p31). */
const SHORTS = 20;

function highestPower(state: MeterState): number {
  const { power, today, before } = maxima(state);
  const asked = {
    "day-before": before,
    "today": Math.max(today, state.active),
    "power-up": Math.max(power, state.active),
  };
  return Math.round(asked[state.assumptions.pmax] / 10) * 10;
}

const sayings: Sayings = {
  ...BLUE_SAYINGS,
  ...inPhase("IMAX", highestCurrent),
  PMAX: highestPower,
};

const frames = {
  long: composer(labelsOf("cbetm", { frame: "normal" }), sayings),
  short: composer(labelsOf("cbetm", { frame: "short" }), sayings),
  standby: composer(labelsOf("cbetm", { frame: "veille" }), sayings),
};

/** A phase is in overrun. */
function isOver({ overruns }: MeterState): boolean {
  return overruns.includes(true);
}

/** Cycles of twenty short frames and a long one, from the start of an overrun to a minute after its end. */
class AlertCycle implements FrameSequence {
  #place = 0;
  #over = false;
  /** Whether the long frame before had PPOT. */
  #ppot = false;

  next(state: MeterState): MeterFrame {
    const over = isOver(state);
    if (!state.alert || over && !this.#over) this.#place = 0;
    this.#over = over;
    if (!state.alert) return this.#long(state);
    const place = this.#place;
    this.#place = (place + 1) % (SHORTS + 1);
    return place < SHORTS ? framesOf(state, "short") : this.#long(state);
  }

  #long(state: MeterState): MeterFrame {
    const frame = framesOf(state);
    this.#ppot = !this.#ppot;
    if (this.#ppot || !state.quirks.includes("ppot-sometimes")) return frame;
    return { ...frame, groups: frame.groups.filter(({ label }) => label !== "PPOT") };
  }
}

/** Blue three-phase. */
export const cbetm: OlderModel = {
  ...BLUE,
  id: "cbetm",
  name: "CBETM, blue three-phase",
  source: "02E §2.5 p31-35",
  phases: [3],
  power: { least: 6_000, most: 36_000, step: 1_000, usual: 9_000 },
  // Two types that were seen (reference §6.4); which others are three-phase is not known.
  identity: { types: ["26", "30"], years: [1995, 2014] },
  groups: (state, kind) => frames[kind](state),
  sequence: () => new AlertCycle(),
  // From long to short by EOT; from short to long there is none (02E §2.5.5 table 6 p34).
  abandons: (begun, kind, now) => kind === "long" && !isOver(begun) && isOver(now),
};
