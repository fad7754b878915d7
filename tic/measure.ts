/**
 * A number with its unit in the data, as ICE, PME-PMI and SAPHIR meters write it: `12kWh`,
 * `-39kvar`, `1,234A`, `57H.kW`.
 *
 * @module
 */

/** Number, unit and mark of such data. */
export interface Measure {
  /** The number. */
  value: number;
  /** Unit as written; null if there is none. */
  unit: string | null;
  /** What happened in the period that the number is of. */
  mark: PointMark | null;
}

/** Why a period is shorter than its length, or not in normal use. */
export type PointMark = "clock-set" | "outage" | "control-mode" | "truncated";

/** 02E §2.7.3 p47 for `H.` `C.` `M.`; PME-PMI has `T` for all (02E §2.9). */
const MARKS: Readonly<Record<string, PointMark>> = {
  "H.": "clock-set",
  "C.": "outage",
  "M.": "control-mode",
  "T": "truncated",
};

const FORM =
  /^(-?[0-9]+(?:[,.][0-9]+)?)(H\.|C\.|M\.|T)?(Wh|kWh|varh|kvarh|VAh|W|kW|VA|kVA|kvar|V|A|%)?$/;

/**
 * Reads a number with a mark and a unit, both optional; the decimal mark is comma or point.
 *
 * Source: 02E §2.7.1 p43, §2.7.3 p47, §2.9.3 p79, §2.10.2.1 p85.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeMeasure } from "@ticlab/ticlab/tic";
 *
 * assertEquals(decodeMeasure("57C.kW"), { value: 57, unit: "kW", mark: "outage" });
 * assertEquals(decodeMeasure("-0,39"), { value: -0.39, unit: null, mark: null });
 * ```
 *
 * @throws {SyntaxError} If the text is no such number.
 */
export function decodeMeasure(text: string): Measure {
  const [, number, mark, unit] = FORM.exec(text) ?? [];
  if (number === undefined) {
    throw new SyntaxError(
      `Cannot read measure ${JSON.stringify(text)}: not a number, a mark H. C. M. T and a unit`,
    );
  }
  return {
    value: Number(number.replace(",", ".")),
    unit: unit ?? null,
    mark: mark === undefined ? null : MARKS[mark]!,
  };
}
