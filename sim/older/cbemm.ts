/**
 * CBEMM and CBEMM-ICC: the blue single-phase meters.
 *
 * @module
 */
import { labelsOf } from "../../tic/labels.ts";
import { composer, type Sayings } from "../compose.ts";
import { CONTRACTS } from "../contract.ts";
import { SAYINGS } from "../historique_sayings.ts";
import type { MeterState } from "../meter_state.ts";
import { type Currents, HighestCurrents } from "./highest_currents.ts";
import type { OlderModel } from "./older_model.ts";

/** What all blue meters say otherwise than a Linky. */
export const BLUE_SAYINGS: Sayings = {
  ...SAYINGS,
  // Through notice and peak (02E §2.3.3 p26).
  PEJP: ({ contract, calendar }) =>
    contract.peaks === "ejp" && (calendar.notice > 0 || calendar.peak > 0) ? "30" : undefined,
  HHPHC: ({ assumptions }) => assumptions.hhphc,
  MOTDETAT: ({ assumptions }) => assumptions.motdetat,
};

/** The highest current of a phase, whole amperes. */
export function highestCurrent({ told, assumptions }: MeterState, phase: number): number {
  const highest = (told as Currents)[phase - 1]!;
  return assumptions.current === "down" ? Math.floor(highest) : Math.round(highest);
}

const sayings: Sayings = { ...BLUE_SAYINGS, IMAX: (state) => highestCurrent(state, 1) };

function model(id: "cbemm" | "cbemm-icc"): OlderModel {
  const frames = {
    normal: composer(labelsOf(id, { frame: "normal" }), sayings),
    standby: composer(labelsOf(id, { frame: "veille" }), sayings),
  };
  const isFirst = id === "cbemm";
  return {
    id,
    name: isFirst ? "CBEMM, blue single-phase" : "CBEMM-ICC, blue single-phase with PAPP",
    source: isFirst ? "02E §2.3 p25-28" : "02E §2.4 p29-30",
    modes: ["historique"],
    speeds: [1200],
    phases: [1],
    roles: ["consumer"],
    contracts: CONTRACTS,
    power: { least: 3_000, most: 18_000, step: 1_000, usual: 6_000 },
    // Which of the blue types are single-phase is not known (reference §4).
    identity: { types: ["20", "21", "22", "23"], years: isFirst ? [1992, 1999] : [2000, 2014] },
    verbs: ["output", "telereport"],
    memory: (options, now) => new HighestCurrents(options, now),
    groups: (state, kind) => frames[kind === "standby" ? "standby" : "normal"](state),
  };
}

/** Blue single-phase, without PAPP (02E §2.3 p25-28). */
export const cbemm: OlderModel = model("cbemm");

/** Blue single-phase "évolution", with PAPP (02E §2.4 p29-30). */
export const cbemmIcc: OlderModel = model("cbemm-icc");
