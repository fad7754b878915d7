/**
 * Supply contracts as data: what each one is called, its tariffs and the day that switches them.
 *
 * @module
 */

/** One tariff of a contract, with all that changes when it comes into force. */
export interface Tariff {
  /** Supplier index that counts, 1 to 10: NTARF, EASFnn, STGE bits 10–13. */
  index: number;
  /** Grid-operator index that counts, 1 to 4: EASDnn, STGE bits 14–15. */
  gridIndex: number;
  /** PTEC, four characters. */
  period: string;
  /** LTARF, sixteen characters, padding included. */
  name: string;
  /** Dry contact: RELAIS bit 1, STGE bit 0, action of PJOURF+1. */
  contact: "open" | "closed";
}

/** A tariff coming into force at a minute of the local day. */
export interface Switching {
  /** Minutes after local midnight, 0 to 1439. */
  minute: number;
  /** What comes into force. */
  tariff: Tariff;
}

/** A supply contract. */
export interface Contract {
  /** OPTARIF, four characters. */
  option: string;
  /** NGTF, sixteen characters, padding included. */
  name: string;
  /** Label of each index in historique mode and the supplier index that it shows (54E §6.1.1). */
  registers: Readonly<Record<string, number>>;
  /** A day: the first switching is at minute 0, and they rise. */
  day: readonly Switching[];
}

/** Name of a contract, as `--contract` says it. */
export type ContractName = "base" | "hc";

// The names as captures show them, the contact as in their PJOURF+1 (`00008001`; `…8002 …C001`).
// The grid-operator index follows the supplier's, as in the same captures.
const BASE: Tariff = {
  index: 1,
  gridIndex: 1,
  period: "TH..",
  name: "      BASE      ",
  contact: "open",
};
const OFF_PEAK: Tariff = {
  index: 1,
  gridIndex: 1,
  period: "HC..",
  name: " HEURE  CREUSE  ",
  contact: "closed",
};
const PEAK: Tariff = {
  index: 2,
  gridIndex: 2,
  period: "HP..",
  name: " HEURE  PLEINE  ",
  contact: "open",
};

/** The contracts that the meter can play; off-peak hours are 22:00 to 06:00, local time. */
export const CONTRACTS: Readonly<Record<ContractName, Contract>> = {
  base: {
    option: "BASE",
    name: "      BASE      ",
    registers: { BASE: 1 },
    day: [{ minute: 0, tariff: BASE }],
  },
  hc: {
    option: "HC..",
    name: "H PLEINE/CREUSE ",
    registers: { HCHC: 1, HCHP: 2 },
    day: [
      { minute: 0, tariff: OFF_PEAK },
      { minute: 6 * 60, tariff: PEAK },
      { minute: 22 * 60, tariff: OFF_PEAK },
    ],
  },
};

/**
 * Finds the tariff in force at a minute of the local day, 0 to 1439.
 *
 * @example
 * ```ts
 * import { CONTRACTS, tariffAt } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tariffAt(CONTRACTS.hc, 21 * 60 + 59).period, "HP..");
 * assertEquals(tariffAt(CONTRACTS.hc, 22 * 60).period, "HC..");
 * ```
 */
export function tariffAt(contract: Contract, minute: number): Tariff {
  return contract.day.findLast((switching) => switching.minute <= minute)!.tariff;
}
