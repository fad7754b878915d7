/**
 * What a meter says for each label of historique mode.
 *
 * @module
 */
import { encodePpot } from "../tic/ppot.ts";
import type { Sayings } from "./compose.ts";
import type { MeterState } from "./meter_state.ts";

/**
 * One ampere for 200 VA subscribed, shared by the phases (54E §6.1.1-2); the pilot does not share
 * (44E §3.2.2 p8-9), and two digits hold no more than 99 A.
 */
function subscribedCurrent({ power, phases, vtic }: MeterState): number {
  return Math.min(99, Math.round(power / 200 / (vtic === "01" ? 1 : phases)));
}

/** Whole amperes of a phase, 1 to 3. */
export function current(state: MeterState, phase: number): number {
  const amperes = state.currents[phase - 1]!;
  return state.assumptions.current === "down" ? Math.floor(amperes) : Math.round(amperes);
}

/** The index that the contract shows under a label, or the total; no group where it shows none. */
const register = (label: string) => (state: MeterState) => {
  const index = state.contract.registers[label];
  return index === 0 ? state.energy : state.supplierIndexes[(index ?? 0) - 1];
};

/** A saying for each label that the contracts know as an index. */
const REGISTERS = Object.fromEntries(
  ["BASE", "HCHC", "HCHP", "EJPHN", "EJPHPM", "BBRHCJB", "BBRHPJB", "BBRHCJW", "BBRHPJW"]
    .concat("BBRHCJR", "BBRHPJR").map((label) => [label, register(label)]),
);

const DEMAIN = { none: "----", blue: "BLEU", white: "BLAN", red: "ROUG" } as const;

function demain({ contract, calendar, assumptions }: MeterState): string | undefined {
  if (contract.peaks !== "tempo") return undefined;
  const { tomorrow } = calendar;
  return tomorrow === "blue" && assumptions.demainBlue === "never" ? "----" : DEMAIN[tomorrow];
}

/**
 * In the notice of an EJP peak, and in the peak too where 02E is followed (02E §2.3.3 p26); on the pilot
 * also of the peaks of other offers (44E §3.2.2 p9).
 */
function pejp({ contract, calendar, assumptions, vtic }: MeterState): string | undefined {
  const free = contract.registers.BASE === 0;
  if (contract.peaks !== "ejp" && !(free && vtic === "01")) return undefined;
  const shown = calendar.notice > 0 && calendar.peak === 0 ||
    calendar.peak > 0 && assumptions.pejp === "notice-and-peak";
  return shown ? "30" : undefined;
}

/** A constant on production meters; on the pilot the highest current of the day (44E §3.2.2 p8). */
const highest = (constant: string, phase?: number) => (state: MeterState) => {
  if (state.vtic === "02") return constant;
  const { value } = phase === undefined ? state.maximum : state.phaseMaxima[phase - 1]!;
  return Math.round(value / (state.voltages[(phase ?? 1) - 1] || 230));
};

/** A saying for each phase, under a label that ends in its number. */
export const inPhase = (
  prefix: string,
  say: (state: MeterState, phase: number) => number | undefined,
) =>
  Object.fromEntries(
    [1, 2, 3].map((phase) => [`${prefix}${phase}`, (state: MeterState) => say(state, phase)]),
  );

/** The sayings of a Linky. */
export const SAYINGS: Sayings = {
  ADCO: (state) => state.serialNumber,
  OPTARIF: (state) => state.contract.option,
  ISOUSC: subscribedCurrent,
  ...REGISTERS,
  PEJP: pejp,
  PTEC: (state) => state.tariff.period,
  DEMAIN: demain,
  IINST: (state) => current(state, 1),
  ADPS: (state) => state.warned ? current(state, 1) : undefined,
  IMAX: highest("090"),
  ...inPhase("IINST", current),
  IMAX1: highest("060", 1),
  IMAX2: highest("060", 2),
  IMAX3: highest("060", 3),
  PMAX: (state) => state.maximumBefore.value,
  PAPP: (state) => Math.round(state.apparent / 10) * 10,
  HHPHC: () => "A",
  MOTDETAT: () => "000000",
  PPOT: (state) => encodePpot(state.missingPhases),
  ...inPhase(
    "ADIR",
    (state, phase) => state.overruns[phase - 1] ? current(state, phase) : undefined,
  ),
};
