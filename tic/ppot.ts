/**
 * PPOT: which phases a three-phase meter misses.
 *
 * @module
 */

/**
 * Reads PPOT as the numbers, 1 to 3, of the phases that are missing.
 *
 * Source: 54E §6.1.2 p16, 02E §2.5.6 p35.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodePpot } from "@ticlab/ticlab/tic";
 *
 * assertEquals(decodePpot("0A"), [1, 3]);
 * ```
 *
 * @throws {SyntaxError} If the text is not 0 and an even hexadecimal digit.
 */
export function decodePpot(text: string): number[] {
  if (!/^0[02468ACE]$/.test(text)) {
    throw new SyntaxError(
      `Cannot read PPOT ${JSON.stringify(text)}: not 0 and one of 0 2 4 6 8 A C E`,
    );
  }
  const word = parseInt(text, 16);
  return [1, 2, 3].filter((phase) => word & (1 << phase));
}

/**
 * Writes PPOT from the numbers of the phases that are missing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodePpot } from "@ticlab/ticlab/tic";
 *
 * assertEquals(encodePpot([2]), "04");
 * ```
 *
 * @throws {RangeError} If a number is not 1 to 3.
 */
export function encodePpot(missing: readonly number[]): string {
  let word = 0;
  for (const phase of missing) {
    if (!(Number.isInteger(phase) && phase >= 1 && phase <= 3)) {
      throw new RangeError(`Cannot write PPOT: phase ${phase} is not 1 to 3`);
    }
    word |= 1 << phase;
  }
  return `0${word.toString(16).toUpperCase()}`;
}
