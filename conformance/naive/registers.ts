/**
 * STGE, RELAIS, PPOT, the day profiles and the groups of the CJE, read the naive way: from texts of
 * bits, by tables.
 *
 * @module
 */

/** A field of STGE: name, first bit, last bit, and what its codes are called. */
export type StgeField = readonly [
  name: string,
  first: number,
  last: number,
  codes?: readonly (string | boolean | number)[],
];

const COLOURS = ["none", "blue", "white", "red"];
const NO_YES = [false, true];

/** 54E §6.2.3.14 p24-25. */
export const STGE_FIELDS: readonly StgeField[] = [
  ["contact", 0, 0, ["closed", "open"]],
  ["breaker", 1, 3, [
    "closed",
    "overpower",
    "overvoltage",
    "load-shedding",
    "order",
    "overheating",
    "overheating-low-current",
    "undefined",
  ]],
  ["cover", 4, 4, ["closed", "open"]],
  ["unused5", 5, 5],
  ["overvoltage", 6, 6, NO_YES],
  ["overload", 7, 7, NO_YES],
  ["role", 8, 8, ["consumer", "producer"]],
  ["direction", 9, 9, ["import", "export"]],
  ["supplierIndex", 10, 13, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  ["gridIndex", 14, 15, [1, 2, 3, 4]],
  ["clock", 16, 16, ["ok", "degraded"]],
  ["tic", 17, 17, ["historique", "standard"]],
  ["unused18", 18, 18],
  ["euridis", 19, 20, ["disabled", "enabled", "undefined", "secured"]],
  ["plc", 21, 22, ["new-unlock", "new-lock", "registered", "undefined"]],
  ["plcSync", 23, 23, NO_YES],
  ["today", 24, 25, COLOURS],
  ["tomorrow", 26, 27, COLOURS],
  ["notice", 28, 29],
  ["peak", 30, 31],
];

/** What is otherwise on a pilot meter, VTIC 01 (44E §3.3.3 p14-16). */
export const STGE_FIELDS_01: readonly StgeField[] = STGE_FIELDS
  .filter(([name]) => name !== "unused18")
  .map((field): StgeField => {
    if (field[0] === "unused5") return ["loadCurveCheck", 5, 5, ["active", "inactive"]];
    if (field[0] !== "tic") return field;
    return ["tic", 17, 18, ["historique", "standard", "metrology", "undefined"]];
  });

/**
 * The bits of hexadecimal digits, bit 0 first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bitsOf } from "./registers.ts";
 *
 * assertEquals(bitsOf("1C"), [0, 0, 1, 1, 1, 0, 0, 0]);
 * ```
 */
export function bitsOf(hexadecimal: string): number[] {
  const digits = Array.from(hexadecimal, (digit) => parseInt(digit, 16).toString(2));
  return Array.from(digits.map((bits) => bits.padStart(4, "0")).join(""), Number).reverse();
}

/** The number that bits first … last spell. */
export function codeOf(bits: readonly number[], first: number, last: number): number {
  return parseInt(bits.slice(first, last + 1).reverse().join(""), 2);
}

/**
 * Reads STGE by its bits and a table of fields.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bitsOf, readStge, STGE_FIELDS } from "./registers.ts";
 *
 * assertEquals(readStge(bitsOf("463A0800"), STGE_FIELDS).today, "white");
 * ```
 */
export function readStge(
  bits: readonly number[],
  fields: readonly StgeField[],
): Record<string, unknown> {
  return Object.fromEntries(fields.map(([name, first, last, codes]) => {
    const code = codeOf(bits, first, last);
    return [name, codes ? codes[code] : code];
  }));
}

/** Numbers of the bits that are 1, where the first has number `from`. */
export function numbersOf(bits: readonly number[], from: number): number[] {
  return bits.flatMap((bit, i) => bit === 1 ? [i + from] : []);
}

/** Relays that are closed, 54E §6.2.3.19 p26: relay n weighs 2^(n-1), 1 is closed. */
export function readRelais(text: string): number[] | null {
  const word = Number(text);
  return word > 255 ? null : numbersOf(bitsOf(word.toString(16).padStart(2, "0")), 1);
}

/** How HHMM of a profile is written; 54E does not say (reference §7.7). */
export type HourBase = "decimal" | "hexadecimal";

const CONTACTS = ["unchanged", "tempo", "open", "closed"];

/** A profile read. */
export interface NaiveProfile {
  /** How its hours are written. */
  base: HourBase;
  /** Whether its times exist in one base only. */
  certain: boolean;
  /** Its used blocks. */
  blocks: Record<string, unknown>[];
}

/**
 * Reads PJOURF+1 or PPOINTE: 11 blocks HHMMSSSS or NONUTILE (54E §6.2.3.22 p27-28); null where it is
 * none. `assumed` is the base where the text leaves it open.
 */
export function readProfile(text: string, assumed: HourBase): NaiveProfile | null {
  const form = /^([0-9A-F]{8} ){0,11}(NONUTILE ){0,11}$/;
  const blocks = text.split(" ");
  if (blocks.length !== 11 || !form.test(`${text} `)) return null;
  const used = blocks.filter((block) => block !== "NONUTILE");
  const bases = (["decimal", "hexadecimal"] as const)
    .filter((base) => used.every((block) => minutesOf(block, base) !== null));
  if (bases.length === 0) return null;
  const base = bases.length === 1 ? bases[0]! : assumed;
  return {
    base,
    certain: bases.length === 1,
    blocks: used.map((block) => readBlock(block, minutesOf(block, base)!)),
  };
}

function minutesOf(block: string, base: HourBase): number | null {
  if (base === "decimal" && !/^[0-9]{4}/.test(block)) return null;
  const [hour, minute] = [block.slice(0, 2), block.slice(2, 4)]
    .map((digits) => parseInt(digits, base === "decimal" ? 10 : 16));
  return hour! < 24 && minute! < 60 ? hour! * 60 + minute! : null;
}

function readBlock(block: string, minutes: number): Record<string, unknown> {
  const bits = bitsOf(block.slice(4));
  const code = codeOf(bits, 0, 3);
  const index = code >= 1 && code <= 10 ? code : null;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  return {
    time: `${two(minutes / 60)}:${two(minutes % 60)}`,
    minutes,
    contact: CONTACTS[codeOf(bits, 14, 15)],
    virtual: numbersOf(bits.slice(4, 11), 1),
    index,
  };
}

const CJE_PERIODS: Readonly<Record<string, string>> = {
  "11": "summer peak",
  "12": "summer off-peak",
  "21": "winter peak",
  "22": "winter off-peak",
  "23": "fixed peak",
  "44": "mobile peak",
};

/** How the groups of the CJE are read, from their fields between colons (02E §2.6 p37-42). */
export const CJE_READERS: Readonly<Record<string, (fields: string[]) => unknown>> = {
  JAUNE: ([hour, minute, day, month, period, overload, power, notice]) => ({
    date: `${month}-${day}T${hour}:${minute}`,
    period: CJE_PERIODS[period!] ?? null,
    overload: overload === "DP",
    power: Number(power) * 10,
    notice: notice === "00" ? 100 : Number(notice),
  }),
  ENERG: (fields) => fields.map(Number),
  PERCC: rollover,
  PERCP: rollover,
  PMAXC: (fields) => fields.map(Number),
  PMAXP: (fields) => fields.map(Number),
  TDEPA: (fields) => fields.map(Number),
  PSOUSC: (fields) => fields.map(Number),
  PSOUSP: (fields) => fields.map(Number),
  FCOU: ([hour, minute, minutes]) => ({ time: `${hour}:${minute}`, minutes: Number(minutes) }),
};

function rollover([day, month, hour, code]: string[]): unknown {
  return { date: `${month}-${day}T${hour}`, code };
}
