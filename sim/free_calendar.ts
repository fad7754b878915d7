/**
 * Free supplier calendars: the offers that are none of the four historic contracts.
 *
 * @module
 */
import type { Contract, DayProfile, Tariff } from "./contract.ts";

/** A supplier's offer with up to ten indexes. */
export interface FreeCalendar {
  /** Name of the offer, at most 16 characters: NGTF. */
  name: string;
  /** Its tariffs, in the order of their indexes. */
  tariffs: readonly FreeTariff[];
  /** Its kinds of day, at most ten: the times from which an index counts. */
  days: readonly (readonly FreeSwitching[])[];
  /** Kind of each day of the week, Monday first, counted from 0; all 0 by default. */
  week?: readonly number[];
  /** Days during a mobile peak, by the number of the peak: 1, 2 or 3. */
  peakDays?: Readonly<Record<number, readonly FreeSwitching[]>>;
}

/** A tariff of a free calendar. */
export interface FreeTariff {
  /** At most 16 characters: LTARF. */
  name: string;
  /** Dry contact while it is in force, open by default. */
  contact?: "open" | "closed";
  /** Grid-operator index that counts with it, 1 by default. */
  gridIndex?: number;
}

/** The index that counts from a time of the day on. */
export interface FreeSwitching {
  /** Local time, `hh:mm`; the first of a day is `00:00`, and they rise. */
  from: string;
  /** Supplier index, 1 to the number of tariffs. */
  index: number;
}

/** Blocks of a profile (54E §6.2.3.22). */
const SLOTS = 11;

/**
 * Makes the contract of a free calendar. In historique mode it shows BASE, which is the total, and
 * `TH..` (54E §6.1).
 *
 * @example
 * ```ts
 * import { freeContract } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const contract = freeContract({
 *   name: "ZEN WEEK-END",
 *   tariffs: [{ name: "SEMAINE" }, { name: "WEEK-END", contact: "closed" }],
 *   days: [[{ from: "00:00", index: 1 }], [{ from: "00:00", index: 2 }]],
 *   week: [0, 0, 0, 0, 0, 1, 1],
 * });
 * assertEquals(contract.name, "  ZEN WEEK-END  ");
 * assertEquals(contract.registers, { BASE: 0 });
 * ```
 *
 * @throws {RangeError} where it is more or other than a meter can hold; says where.
 */
export function freeContract(calendar: FreeCalendar): Contract {
  const { name, days, week, peakDays } = calendar;
  const tariffs = calendar.tariffs.map((tariff, i) => freeTariff(tariff, i + 1));
  count("tariffs", tariffs.length, 10);
  count("kinds of day", days.length, 10);
  const day = (rows: readonly FreeSwitching[], where: string) => dayOf(rows, tariffs, where);
  const [first, ...others] = days.map((rows, i) => day(rows, `day ${i}`));
  if (week && !(week.length === 7 && week.every((kind) => days[kind] !== undefined))) {
    refuse(`week: it has seven kinds of day, each 0 to ${days.length - 1}`);
  }
  return {
    option: "BASE",
    name: centred(name, "name"),
    registers: { BASE: 0 },
    tariffs,
    day: first!,
    otherDays: others,
    ...(week && { week }),
    ...(peakDays && {
      peakDays: Object.fromEntries(
        Object.entries(peakDays).map(([number, rows]) => {
          if (!/^[123]$/.test(number)) refuse(`peakDays: peak ${number} is none of 1, 2 and 3`);
          return [number, day(rows, `peak ${number}`)];
        }),
      ),
    }),
  };
}

function freeTariff({ name, contact = "open", gridIndex = 1 }: FreeTariff, index: number): Tariff {
  if (!(Number.isInteger(gridIndex) && gridIndex >= 1 && gridIndex <= 4)) {
    refuse(`tariff ${index}: grid index ${gridIndex} is not 1 to 4`);
  }
  return { index, gridIndex, period: "TH..", name: centred(name, `tariff ${index}`), contact };
}

function dayOf(
  rows: readonly FreeSwitching[],
  tariffs: readonly Tariff[],
  where: string,
): DayProfile {
  count(`${where}: switchings`, rows.length, SLOTS);
  let before = -1;
  return rows.map(({ from, index }) => {
    const minute = minuteOf(from, where);
    if (before === -1 ? minute !== 0 : minute <= before) {
      refuse(`${where}: times rise from 00:00, but ${from} does not`);
    }
    before = minute;
    const tariff = tariffs[index - 1];
    if (!tariff) refuse(`${where}: index ${index} is not 1 to ${tariffs.length}`);
    return { minute, tariff };
  });
}

function minuteOf(text: string, where: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined) refuse(`${where}: ${JSON.stringify(text)} is no time such as "22:30"`);
  return Number(hours) * 60 + Number(minutes);
}

/** Names stand in the middle of their sixteen characters in most captures (reference §8.2). */
function centred(text: string, where: string): string {
  if (!/^[ -~]{1,16}$/.test(text)) {
    refuse(`${where}: ${JSON.stringify(text)} is not 1 to 16 plain ASCII characters`);
  }
  const before = Math.floor((16 - text.length) / 2);
  return (" ".repeat(before) + text).padEnd(16);
}

function count(what: string, number: number, most: number): void {
  if (number < 1 || number > most) refuse(`${what}: ${number}, not 1 to ${most}`);
}

function refuse(why: string): never {
  throw new RangeError(`Cannot use this calendar: ${why}`);
}
