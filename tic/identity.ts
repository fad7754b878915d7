/**
 * The meter's identity, ADCO or ADSC: 12 digits that tell maker, year, type and serial number.
 *
 * @module
 */

/** ADCO or ADSC read. */
export interface Identity {
  /** Two digits. */
  maker: string;
  /** Name of the maker; null if its code is not known. */
  makerName: string | null;
  /** Year of manufacture; two digits, of which 70 to 99 are taken as 1970 to 1999. */
  year: number;
  /** Two digits. */
  type: string;
  /** Kind of meter; null if its code is not known. */
  typeName: { en: string; fr: string } | null;
  /** Six digits. */
  serial: string;
}

/** impl: hekmon/linkytic, reference §4. */
const MAKERS: Readonly<Record<string, string>> = {
  "01": "Crouzet",
  "02": "Sagemcom",
  "03": "Itron",
  "04": "Landis+Gyr",
  "06": "Itron",
};

const BLUE = { en: "blue-tariff meter (CBE)", fr: "compteur bleu (CBE)" };
const YELLOW = { en: "yellow-tariff meter (CJE)", fr: "compteur jaune (CJE)" };
const SEI = { en: "meter of SEI", fr: "compteur SEI" };
const ORES = { en: "meter of ORES", fr: "compteur ORES" };

/** 54E §2.2 p5 for 61 to 64, 70, 71, 75, 76; the others from the Euridis list, reference §4. */
const TYPES: Readonly<Record<string, { en: string; fr: string }>> = {
  "01": YELLOW,
  "05": YELLOW,
  "06": YELLOW,
  "33": YELLOW,
  "07": { en: "PRISME or ICE meter", fr: "compteur PRISME ou ICE" },
  "34": { en: "ICE-4Q meter", fr: "compteur ICE-4Q" },
  "36": { en: "PME-PMI meter", fr: "compteur PME-PMI" },
  "61": {
    en: "Linky, single-phase 60 A, G3, feed from the top",
    fr: "Linky monophasé 60 A, G3, arrivée par le haut",
  },
  "62": {
    en: "Linky, single-phase 90 A, G1, feed from the bottom",
    fr: "Linky monophasé 90 A, G1, arrivée par le bas",
  },
  "63": { en: "Linky, three-phase 60 A, G1", fr: "Linky triphasé 60 A, G1" },
  "64": {
    en: "Linky, single-phase 60 A, G3, feed from the bottom",
    fr: "Linky monophasé 60 A, G3, arrivée par le bas",
  },
  "67": { en: "pilot Linky, single-phase 90 A", fr: "Linky pilote monophasé 90 A" },
  "68": { en: "pilot Linky, three-phase", fr: "Linky pilote triphasé" },
  "70": { en: "Linky for G3 tuning, single-phase", fr: "Linky de mise au point G3, monophasé" },
  "71": {
    en: "Linky for G3 tuning, three-phase 60 A",
    fr: "Linky de mise au point G3, triphasé 60 A",
  },
  "75": { en: "Linky, single-phase 90 A, G3", fr: "Linky monophasé 90 A, G3" },
  "76": { en: "Linky, three-phase 60 A, G3", fr: "Linky triphasé 60 A, G3" },
  "86": SEI,
  "87": SEI,
  ...Object.fromEntries(["92", "93", "94"].map((type) => [type, ORES])),
  ...Object.fromEntries(
    "09 10 15 20 21 22 23 25 26 27 28 29 30 31".split(" ").map((type) => [type, BLUE]),
  ),
};

/** First two-digit year that is of the last century: no electronic meter is older. */
const LAST_CENTURY = 70;

/**
 * Reads ADCO or ADSC.
 *
 * Source: 54E §2.2 p5, §6.2.3.1 p21.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeIdentity } from "@ticlab/ticlab/tic";
 *
 * const { makerName, year, typeName, serial } = decodeIdentity("021976551234");
 * assertEquals({ makerName, year, serial }, { makerName: "Sagemcom", year: 2019, serial: "551234" });
 * assertEquals(typeName?.en, "Linky, three-phase 60 A, G3");
 * ```
 *
 * @throws {SyntaxError} If the text is not 12 digits.
 */
export function decodeIdentity(text: string): Identity {
  if (!/^[0-9]{12}$/.test(text)) {
    throw new SyntaxError(`Cannot read meter identity ${JSON.stringify(text)}: not 12 digits`);
  }
  const maker = text.slice(0, 2);
  const age = Number(text.slice(2, 4));
  const type = text.slice(4, 6);
  return {
    maker,
    makerName: MAKERS[maker] ?? null,
    year: age >= LAST_CENTURY ? 1900 + age : 2000 + age,
    type,
    typeName: TYPES[type] ?? null,
    serial: text.slice(6),
  };
}

/**
 * Writes ADCO or ADSC from its codes; the names are not looked at.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeIdentity } from "@ticlab/ticlab/tic";
 *
 * const text = encodeIdentity({ maker: "04", year: 2021, type: "75", serial: "000042" });
 * assertEquals(text, "042175000042");
 * ```
 *
 * @throws {RangeError} If a code has not its digits, or the year is not 1970 to 2069.
 */
export function encodeIdentity(
  identity: Pick<Identity, "maker" | "year" | "type" | "serial">,
): string {
  const { maker, year, type, serial } = identity;
  if (!(Number.isInteger(year) && year >= 1900 + LAST_CENTURY && year < 2000 + LAST_CENTURY)) {
    throw new RangeError(`Cannot write meter identity: year ${year} is not 1970 to 2069`);
  }
  const text = maker + String(year % 100).padStart(2, "0") + type + serial;
  if (!/^[0-9]{2}$/.test(maker) || !/^[0-9]{2}$/.test(type) || !/^[0-9]{6}$/.test(serial)) {
    throw new RangeError(
      `Cannot write meter identity ${JSON.stringify(text)}: ` +
        `maker and type are 2 digits, serial is 6`,
    );
  }
  return text;
}
