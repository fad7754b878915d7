/**
 * The status register STGE, 32 bits, to and from an object.
 *
 * @module
 */

/** STGE read; fields in the order of its bits. */
export interface Stge {
  /** Dry contact; the opposite polarity of {@linkcode decodeRelais}. */
  contact: "closed" | "open";
  /** Cut-off device: closed, or why it is open. */
  breaker:
    | "closed"
    | "overpower"
    | "overvoltage"
    | "load-shedding"
    | "order"
    | "overheating"
    | "overheating-low-current"
    | "undefined";
  /** Terminal cover: the operator's (VTIC 02) or the customer's (VTIC 01). */
  cover: "closed" | "open";
  /** Bit 5 of VTIC 02, always 0. */
  unused5?: number;
  /** Bit 5 of VTIC 01: whether the load curve of the day before was checked. */
  loadCurveCheck?: "active" | "inactive";
  /** Overvoltage on a phase. */
  overvoltage: boolean;
  /** Reference power exceeded. */
  overload: boolean;
  /** Operating mode. */
  role: "consumer" | "producer";
  /** Sign of the active energy. */
  direction: "import" | "export";
  /** Supplier index in force, 1 to 10 (11 to 16 are not defined); NTARF. */
  supplierIndex: number;
  /** Grid-operator index in force, 1 to 4. */
  gridIndex: number;
  /** Clock state. */
  clock: "ok" | "degraded";
  /** TIC output; metrology on VTIC 01 only. */
  tic: "historique" | "standard" | "metrology" | "undefined";
  /** Bit 18 of VTIC 02. */
  unused18?: number;
  /** Euridis port. */
  euridis: "disabled" | "enabled" | "undefined" | "secured";
  /** PLC status. */
  plc: "new-unlock" | "new-lock" | "registered" | "undefined";
  /** Whether PLC is synchronised. */
  plcSync: boolean;
  /** Tempo colour of today; `none` on every other contract. */
  today: "none" | "blue" | "white" | "red";
  /** Tempo colour of tomorrow; `none` is no announcement. */
  tomorrow: "none" | "blue" | "white" | "red";
  /** Mobile peak announced: 0 none, 1 to 3 PM1 to PM3. */
  notice: number;
  /** Mobile peak in progress: 0 none, 1 to 3 PM1 to PM3. */
  peak: number;
}

/** Version of the TIC, as VTIC tells it: 01 for pilot meters, 02 for production. */
export type Vtic = "01" | "02";

/** What the codes of a field stand for: words by code, true and false, or numbers from a first. */
type Codes = readonly string[] | "flag" | { readonly first: number };

/** A field: name, lowest bit, width, codes. */
type Field = readonly [keyof Stge, number, number, Codes];

const COLOURS = ["none", "blue", "white", "red"] as const;
const NUMBER = { first: 0 } as const;

/** 54E §6.2.3.14 p24-25. */
const FIELDS_02: readonly Field[] = [
  ["contact", 0, 1, ["closed", "open"]],
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
  ["cover", 4, 1, ["closed", "open"]],
  ["unused5", 5, 1, NUMBER],
  ["overvoltage", 6, 1, "flag"],
  ["overload", 7, 1, "flag"],
  ["role", 8, 1, ["consumer", "producer"]],
  ["direction", 9, 1, ["import", "export"]],
  ["supplierIndex", 10, 4, { first: 1 }],
  ["gridIndex", 14, 2, { first: 1 }],
  ["clock", 16, 1, ["ok", "degraded"]],
  ["tic", 17, 1, ["historique", "standard"]],
  ["unused18", 18, 1, NUMBER],
  ["euridis", 19, 2, ["disabled", "enabled", "undefined", "secured"]],
  ["plc", 21, 2, ["new-unlock", "new-lock", "registered", "undefined"]],
  ["plcSync", 23, 1, "flag"],
  ["today", 24, 2, COLOURS],
  ["tomorrow", 26, 2, COLOURS],
  ["notice", 28, 2, NUMBER],
  ["peak", 30, 2, NUMBER],
];

/** Fields that are others on VTIC 01, by lowest bit; bit 18 belongs to `tic` (44E §3.3.3 p14-16). */
const OVERRIDES_01: Readonly<Record<number, Field>> = {
  5: ["loadCurveCheck", 5, 1, ["active", "inactive"]],
  17: ["tic", 17, 2, ["historique", "standard", "metrology", "undefined"]],
};

const FIELDS: Readonly<Record<Vtic, readonly Field[]>> = {
  "02": FIELDS_02,
  "01": FIELDS_02.filter(([name]) => name !== "unused18")
    .map((field) => OVERRIDES_01[field[1]] ?? field),
};

/**
 * Reads STGE, 8 upper-case hexadecimal digits, most significant first.
 *
 * Source: 54E §6.2.3.14 p24-25 (VTIC 02), 44E §3.3.3 p14-16 (VTIC 01).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeStge } from "@ticlab/ticlab/tic";
 *
 * const { contact, supplierIndex, today, peak } = decodeStge("463A0800");
 * assertEquals({ contact, supplierIndex, today, peak }, {
 *   contact: "closed",
 *   supplierIndex: 3,
 *   today: "white",
 *   peak: 1,
 * });
 * ```
 *
 * @throws {SyntaxError} If the text is not 8 such digits.
 */
export function decodeStge(text: string, vtic: Vtic = "02"): Stge {
  if (!/^[0-9A-F]{8}$/.test(text)) {
    throw new SyntaxError(`Cannot read STGE ${JSON.stringify(text)}: not 8 digits 0-9 A-F`);
  }
  const word = parseInt(text, 16);
  const fields = FIELDS[vtic].map(([name, lsb, width, codes]) => {
    const code = (word >>> lsb) & ((1 << width) - 1);
    return [name, meaningOfCode(code, codes)];
  });
  return Object.fromEntries(fields);
}

function meaningOfCode(code: number, codes: Codes): string | boolean | number {
  if (codes === "flag") return code === 1;
  return "first" in codes ? codes.first + code : codes[code]!;
}

/**
 * Writes STGE; bits of fields left out are 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeStge } from "@ticlab/ticlab/tic";
 *
 * const text = encodeStge({ contact: "open", tic: "standard", euridis: "secured", plc: "new-lock" });
 * assertEquals(text, "003A0001");
 * ```
 *
 * @throws {RangeError} If a field has none of its values.
 */
export function encodeStge(fields: Partial<Stge>, vtic: Vtic = "02"): string {
  let word = 0;
  for (const [name, lsb, width, codes] of FIELDS[vtic]) {
    const value = fields[name];
    if (value === undefined) continue;
    const code = codeOf(value, codes);
    if (!(code >= 0 && code < 1 << width)) {
      throw new RangeError(
        `Cannot write STGE: ${name} ${JSON.stringify(value)} is not ${valuesText(codes, width)}`,
      );
    }
    word |= code << lsb;
  }
  return (word >>> 0).toString(16).toUpperCase().padStart(8, "0");
}

/** Code of a value; -1 or a fraction where there is none. */
function codeOf(value: string | boolean | number, codes: Codes): number {
  if (codes === "flag") return [false, true].indexOf(value as boolean);
  if (!("first" in codes)) return codes.indexOf(value as string);
  return Number.isInteger(value) ? (value as number) - codes.first : -1;
}

function valuesText(codes: Codes, width: number): string {
  if (codes === "flag") return "true or false";
  if ("first" in codes) return `${codes.first} to ${codes.first + (1 << width) - 1}`;
  return `one of ${codes.join(" ")}`;
}
