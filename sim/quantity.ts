/**
 * Quantities as people write them: a number and its unit.
 *
 * @module
 */

/** What a quantity measures, and so which units fit. */
export type Dimension = "active power" | "apparent power" | "duration";

interface Scale {
  example: string;
  /** Unit → power of ten, then a whole factor (kept apart so that 1.1 min is exactly 66,000 ms). */
  units: Readonly<Record<string, readonly [exponent: number, factor: number]>>;
}

const SCALES: Readonly<Record<Dimension, Scale>> = {
  "active power": { example: "250 W", units: { W: [0, 1], kW: [3, 1] } },
  "apparent power": { example: "9 kVA", units: { VA: [0, 1], kVA: [3, 1] } },
  "duration": {
    example: "60 s",
    units: { ms: [0, 1], s: [3, 1], min: [3, 60], h: [3, 3600], d: [3, 86_400] },
  },
};

/**
 * Reads a quantity in the base unit of its dimension: W, VA or milliseconds.
 *
 * The unit is never guessed, so that `--power 9` cannot become 9 VA; its case does not matter.
 *
 * @example
 * ```ts
 * import { parseQuantity } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseQuantity("9 kVA", "apparent power"), 9000);
 * assertEquals(parseQuantity("1.8kW", "active power"), 1800);
 * assertEquals(parseQuantity("2 min", "duration"), 120_000);
 * ```
 *
 * @throws {SyntaxError} where it is no such quantity, with the way to write it.
 */
export function parseQuantity(text: string, dimension: Dimension): number {
  const { example, units } = SCALES[dimension];
  const cannot = (why: string) =>
    new SyntaxError(`Cannot read ${JSON.stringify(text)} as ${dimension}: ${why}`);
  const match = /^([+-]?\d+(?:[.,]\d+)?)\s*(\S*)$/.exec(text.trim());
  if (!match) throw cannot(`write a number and a unit, such as "${example}"`);
  const [, digits = "", word = ""] = match;
  if (digits.includes(",")) throw cannot(`write "${digits.replace(",", ".")} ${word}"`);
  if (word === "") {
    const guesses = Object.keys(units).slice(0, 3).map((unit) => `"${digits} ${unit}"`);
    throw cannot(`it has no unit: write ${guesses.join(", ")}`);
  }
  const [, scale] =
    Object.entries(units).find(([unit]) => unit.toLowerCase() === word.toLowerCase()) ?? [];
  if (!scale) {
    const like = Object.keys(units).find((unit) => unit[0] === word[0]) ?? Object.keys(units)[0];
    const all = Object.keys(units).join(", ");
    throw cannot(`"${word}" is none of its units ${all}: write "${digits} ${like}"`);
  }
  return Number(`${digits}e${scale[0]}`) * scale[1];
}

/** The regular expression, as JSON Schema takes it, of a quantity of a dimension. */
export function quantityPattern(dimension: Dimension): string {
  const any = (unit: string) =>
    Array.from(unit, (c) => `[${c.toLowerCase()}${c.toUpperCase()}]`).join("");
  const units = Object.keys(SCALES[dimension].units).map(any);
  return `^[+-]?\\d+(\\.\\d+)?\\s*(${units.join("|")})$`;
}
