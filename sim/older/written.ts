/**
 * How ICE, PME-PMI and SAPHIR meters write: units in the data, no leading zeros (02E §2.7.1 p43).
 *
 * @module
 */
import type { Group } from "../../tic/types.ts";
import type { MeterState } from "../meter_state.ts";

/** What is said under a label: its data, those of several groups, or undefined where there is none. */
export type Saying = (state: MeterState) => string | readonly string[] | undefined;

/** A group to be written. */
export interface Field {
  readonly label: string;
  readonly say: Saying;
}

/** Writes the groups of fields, in their order. */
export function write(fields: readonly Field[], state: MeterState): Group[] {
  return fields.flatMap(({ label, say }) => {
    const said = say(state);
    if (said === undefined) return [];
    return (typeof said === "string" ? [said] : said).map((value) => ({ label, value }));
  });
}

/**
 * A local time (ms since 1970 as if it were UTC) as `JJ/MM/AA HH/MM/SS`; the PME-PMI has colons.
 *
 * @example
 * ```ts
 * import { writeDate } from "./written.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(writeDate(Date.UTC(2016, 7, 26, 10, 29, 4)), "26/08/16 10/29/04");
 * assertEquals(writeDate(Date.UTC(2016, 7, 26, 10, 29, 4), ":"), "26/08/16 10:29:04");
 * ```
 */
export function writeDate(local: number, separator: "/" | ":" = "/"): string {
  const [date, time] = new Date(local).toISOString().slice(2, 19).split("T") as [string, string];
  const day = date.split("-").reverse().join("/");
  return `${day} ${time.replaceAll(":", separator)}`;
}

/** Whole units below: energy counted, `9649kWh`; it begins again after so many digits. */
export function writeEnergy(value: number, unit: string, digits = 7): string {
  return `${Math.floor(value) % 10 ** digits}${unit}`;
}

/** The nearest whole unit: a power, `-39kvar`. */
export function writePower(value: number, unit: string): string {
  return `${Math.round(value) + 0}${unit}`;
}

/** W as whole kW. */
export function writeKilowatts(value: number): string {
  return writePower(value / 1_000, "kW");
}

/** var as whole kvar; negative where they are. */
export function writeKilovars(value: number): string {
  return writePower(value / 1_000, "kvar");
}

/**
 * The tangent phi of powers, two decimals: `-0,39`; nothing drawn is 0,00, and its ends are those of eight
 * characters (02E §2.7.3).
 *
 * @example
 * ```ts
 * import { writeTangent } from "./written.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(writeTangent({ reactive: -39, active: 100 }), "-0,39");
 * assertEquals(writeTangent({ reactive: -1, active: 0 }), "-9999,99");
 * ```
 */
export function writeTangent({ reactive, active }: { reactive: number; active: number }): string {
  const tangent = reactive === 0 ? 0 : reactive / active;
  const text = Math.min(99_999.99, Math.max(-9_999.99, tangent)).toFixed(2).replace(".", ",");
  return text === "-0,00" ? "0,00" : text;
}

/** A high-voltage current of so many VA of a phase at a line voltage: `1,234A`. */
export function writeCurrent(power: number, voltage: number): string {
  const current = Math.min(99.999, power * Math.sqrt(3) / voltage);
  return `${current.toFixed(3).replace(".", ",")}A`;
}
