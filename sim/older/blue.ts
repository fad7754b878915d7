/**
 * What all blue meters have in common.
 *
 * @module
 */
import type { Sayings } from "../compose.ts";
import { CONTRACTS } from "../contract.ts";
import { SAYINGS } from "../historique_sayings.ts";
import type { MeterState } from "../meter_state.ts";
import { BlueMaxima, type Maxima } from "./blue_maxima.ts";
import type { OlderModel } from "./older_model.ts";

/** What a blue meter is, whatever its phases. */
export const BLUE = {
  modes: ["historique"],
  speeds: [1200],
  roles: ["consumer"],
  contracts: CONTRACTS,
  verbs: ["output", "telereport"],
  memory: (options, now) => new BlueMaxima(options, now),
} as const satisfies Partial<OlderModel>;

/** What it says otherwise than a Linky. */
export const BLUE_SAYINGS: Sayings = {
  ...SAYINGS,
  // Through notice and peak (02E §2.3.3 p26).
  PEJP: ({ contract, calendar }) =>
    contract.peaks === "ejp" && (calendar.notice > 0 || calendar.peak > 0) ? "30" : undefined,
  HHPHC: ({ assumptions }) => assumptions.hhphc,
  MOTDETAT: ({ assumptions }) => assumptions.motdetat,
};

/** What it remembers. */
export function maxima({ told }: MeterState): Maxima {
  return told as Maxima;
}

/** The highest current of a phase, that of this second included, whole amperes. */
export function highestCurrent(state: MeterState, phase: number): number {
  const highest = Math.max(maxima(state).currents[phase - 1]!, state.currents[phase - 1]!);
  return state.assumptions.current === "down" ? Math.floor(highest) : Math.round(highest);
}
