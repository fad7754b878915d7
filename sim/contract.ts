/**
 * Supply contracts as data: what each one is called, its tariffs and the days that switch them.
 *
 * @module
 */
import { encodeOptarif } from "../tic/optarif.ts";

/** One tariff of a contract, with all that changes when it comes into force. */
export interface Tariff {
  /** Supplier index that counts, 1 to 10: NTARF, EASFnn, STGE bits 10–13. */
  index: number;
  /** Grid-operator index that counts, 1 to 4: EASDnn, STGE bits 14–15. */
  gridIndex: number;
  /** The same from 1 November to 31 March, where the grid operator tells the seasons apart. */
  gridIndexInWinter?: number;
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

/** A day of switchings: the first is at minute 0, and they rise. */
export type DayProfile = readonly Switching[];

/** A supply contract. */
export interface Contract {
  /** OPTARIF, four characters. */
  option: string;
  /** NGTF, sixteen characters, padding included. */
  name: string;
  /**
   * Label of each index in historique mode and the supplier index that it shows; 0 is the total
   * (54E §6.1.1).
   */
  registers: Readonly<Record<string, number>>;
  /** Its tariffs, in the order of their indexes. */
  tariffs: readonly Tariff[];
  /** The ordinary day, number 0 (NJOURF). */
  day: DayProfile;
  /** Days of other kinds, numbers 1 to 9. */
  otherDays?: readonly DayProfile[];
  /** Number of the kind of each day of the week, Monday first; all 0 by default. */
  week?: readonly number[];
  /** Days by month, January first, of a contract with seasons; they stand for every kind of day. */
  months?: readonly DayProfile[];
  /** Days during a mobile peak, by the number of the peak. */
  peakDays?: Readonly<Record<number, DayProfile>>;
  /** Where mobile peaks come from: the colour of the day, or a list of days. */
  peaks?: "tempo" | "ejp";
}

/** Name of a contract, as `--contract` says it. */
export type ContractName = "base" | "hc" | "ejp" | "tempo";

/** Minute of the day at which off-peak hours end and begin: those of Tempo (reference §8.3). */
const MORNING = 6 * 60;
const EVENING = 22 * 60;

/** Tariffs in the order of their indexes, from those of PTEC, LTARF, contact and grid indexes. */
function tariffs(
  rows: readonly (readonly [
    period: string,
    name: string,
    contact: Tariff["contact"],
    grid: number,
    winter?: number,
  ])[],
): Tariff[] {
  return rows.map(([period, name, contact, gridIndex, gridIndexInWinter], i) => ({
    index: i + 1,
    gridIndex,
    ...(gridIndexInWinter !== undefined && { gridIndexInWinter }),
    period,
    name,
    contact,
  }));
}

/** A day with off-peak hours in the night. */
function nightAndDay(offPeak: Tariff, peak: Tariff): DayProfile {
  return [
    { minute: 0, tariff: offPeak },
    { minute: MORNING, tariff: peak },
    { minute: EVENING, tariff: offPeak },
  ];
}

// The names as captures show them, those of EJP centred in the same way (reference §8.2), the contact
// as in their PJOURF+1 (`00008001`; `…8002 …C001`) or STGE (Tempo). With one or two tariffs the
// grid-operator index follows the supplier's, as in the same captures; on Tempo it tells the seasons.
const BASE = tariffs([["TH..", "      BASE      ", "open", 1]]) as [Tariff];
const HC = tariffs([
  ["HC..", " HEURE  CREUSE  ", "closed", 1],
  ["HP..", " HEURE  PLEINE  ", "open", 2],
]) as [Tariff, Tariff];
const EJP = tariffs([
  ["HN..", " HEURE NORMALE  ", "closed", 1],
  ["PM..", "  HEURE POINTE  ", "open", 2],
]) as [Tariff, Tariff];
const TEMPO = tariffs([
  ["HCJB", "    HC  BLEU    ", "closed", 1, 3],
  ["HPJB", "    HP  BLEU    ", "open", 2, 4],
  ["HCJW", "   HC  BLANC    ", "closed", 1, 3],
  ["HPJW", "   HP  BLANC    ", "open", 2, 4],
  ["HCJR", "   HC  ROUGE    ", "closed", 1, 3],
  ["HPJR", "   HP  ROUGE    ", "open", 2, 4],
]) as [Tariff, Tariff, Tariff, Tariff, Tariff, Tariff];

/** The historic contracts; off-peak hours are 22:00 to 06:00, local time. */
export const CONTRACTS: Readonly<Record<ContractName, Contract>> = {
  base: {
    option: encodeOptarif({ option: "BASE" }),
    name: "      BASE      ",
    registers: { BASE: 1 },
    tariffs: BASE,
    day: [{ minute: 0, tariff: BASE[0] }],
  },
  hc: {
    option: encodeOptarif({ option: "HC" }),
    name: "H PLEINE/CREUSE ",
    registers: { HCHC: 1, HCHP: 2 },
    tariffs: HC,
    day: nightAndDay(HC[0], HC[1]),
  },
  ejp: {
    option: encodeOptarif({ option: "EJP" }),
    name: "      EJP       ",
    registers: { EJPHN: 1, EJPHPM: 2 },
    tariffs: EJP,
    day: [{ minute: 0, tariff: EJP[0] }],
    // From 07:00 to 01:00 the next morning: at any time of the day within it.
    peakDays: { 1: [{ minute: 0, tariff: EJP[1] }] },
    peaks: "ejp",
  },
  tempo: {
    // Relay programmes A and P0: those of every Linky seen (reference §5.3).
    option: encodeOptarif({ option: "TEMPO", circuit1: "A", circuit2: 0 }),
    name: "     TEMPO      ",
    registers: {
      BBRHCJB: 1,
      BBRHPJB: 2,
      BBRHCJW: 3,
      BBRHPJW: 4,
      BBRHCJR: 5,
      BBRHPJR: 6,
    },
    tariffs: TEMPO,
    day: nightAndDay(TEMPO[0], TEMPO[1]),
    peakDays: { 1: nightAndDay(TEMPO[2], TEMPO[3]), 2: nightAndDay(TEMPO[4], TEMPO[5]) },
    peaks: "tempo",
  },
};

/**
 * Finds the tariff in force at a minute of a day, 0 to 1439.
 *
 * @example
 * ```ts
 * import { CONTRACTS, tariffAt } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tariffAt(CONTRACTS.hc.day, 21 * 60 + 59).period, "HP..");
 * assertEquals(tariffAt(CONTRACTS.hc.day, 22 * 60).period, "HC..");
 * ```
 */
export function tariffAt(day: DayProfile, minute: number): Tariff {
  return day.findLast((switching) => switching.minute <= minute)!.tariff;
}

/**
 * Moves all switchings of a contract by some minutes, forwards or back.
 *
 * @example
 * ```ts
 * import { CONTRACTS, shiftContract } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const late = shiftContract(CONTRACTS.hc, 90);
 * assertEquals(late.day.map(({ minute }) => minute), [0, 7 * 60 + 30, 23 * 60 + 30]);
 * ```
 */
export function shiftContract(contract: Contract, minutes: number): Contract {
  const move = (day: DayProfile) => shiftDay(day, minutes);
  const { day, otherDays, months, peakDays } = contract;
  return {
    ...contract,
    day: move(day),
    ...(otherDays && { otherDays: otherDays.map(move) }),
    ...(months && { months: months.map(move) }),
    ...(peakDays && {
      peakDays: Object.fromEntries(
        Object.entries(peakDays).map(([number, day]) => [number, move(day)]),
      ),
    }),
  };
}

/** The tariff of midnight is what was in force before the first switching that is left. */
function shiftDay(day: DayProfile, minutes: number): DayProfile {
  const moved = day
    .filter(({ tariff }, i) => tariff !== day.at(i - 1)!.tariff)
    .map(({ minute, tariff }) => ({ minute: ((minute + minutes) % 1440 + 1440) % 1440, tariff }))
    .sort((a, b) => a.minute - b.minute);
  if (moved.length === 0) return day;
  return moved[0]!.minute === 0 ? moved : [{ minute: 0, tariff: moved.at(-1)!.tariff }, ...moved];
}
