/**
 * The frame of historique mode.
 *
 * @module
 */
import { labelsOf } from "../tic/labels.ts";
import type { Group } from "../tic/types.ts";
import { composer, type Sayings } from "./compose.ts";
import type { MeterState } from "./meter.ts";

/** Reference current, A: one ampere for 200 VA subscribed (54E §6.1.1). */
const referenceCurrent = (state: MeterState) => state.power / 200;
const current = (state: MeterState) => Math.round(state.current);

/** The index that the contract shows under a label; no group where it shows none. */
const register = (label: string) => (state: MeterState) =>
  state.supplierIndexes[(state.contract.registers[label] ?? 0) - 1];

const SAYINGS: Sayings = {
  ADCO: (state) => state.serialNumber,
  OPTARIF: (state) => state.contract.option,
  ISOUSC: referenceCurrent,
  BASE: register("BASE"),
  HCHC: register("HCHC"),
  HCHP: register("HCHP"),
  PTEC: (state) => state.tariff.period,
  IINST: current,
  // As long as the current is above the reference: no hysteresis is documented (54E §6.1.1 p15).
  ADPS: (state) => current(state) > referenceCurrent(state) ? current(state) : undefined,
  IMAX: () => "090",
  PAPP: (state) => Math.round(state.apparent / 10) * 10,
  HHPHC: () => "A",
  MOTDETAT: () => "000000",
};

const compose = composer(labelsOf("linky", { frame: "long" }), SAYINGS);

/**
 * Makes the groups of a single-phase frame in historique mode.
 *
 * Source: 54E §6.1.1.
 *
 * @example
 * ```ts
 * import { historiqueGroups, Meter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const meter = new Meter({
 *   contract: "base",
 *   power: 6_000,
 *   load: 250,
 *   serialNumber: "022162000042",
 *   deliveryPoint: "01234567890123",
 *   start: 0,
 * });
 * const groups = historiqueGroups(meter.state());
 * assertEquals(groups[2], { label: "ISOUSC", value: "30" });
 * assertEquals(groups[5], { label: "IINST", value: "001" });
 * ```
 */
export function historiqueGroups(state: MeterState): Group[] {
  return compose(state);
}
