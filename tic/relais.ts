/**
 * RELAIS: the state of eight relays as a decimal number.
 *
 * @module
 */

/**
 * Reads RELAIS as the numbers, 1 to 8, of the relays that are closed; relay 1 is the dry contact.
 *
 * Relay n weighs 2^(n-1) and 1 is closed: the opposite polarity of STGE bit 0.
 *
 * Source: 54E §6.2.3.19 p26.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeRelais } from "@ticlab/ticlab/tic";
 *
 * assertEquals(decodeRelais("140"), [3, 4, 8]);
 * ```
 *
 * @throws {SyntaxError} If the text is not 3 digits up to 255.
 */
export function decodeRelais(text: string): number[] {
  const word = /^[0-9]{3}$/.test(text) ? Number(text) : Infinity;
  if (word > 255) {
    throw new SyntaxError(`Cannot read RELAIS ${JSON.stringify(text)}: not 3 digits, 000 to 255`);
  }
  return [1, 2, 3, 4, 5, 6, 7, 8].filter((relay) => word & (1 << (relay - 1)));
}

/**
 * Writes RELAIS from the numbers of the relays that are closed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeRelais } from "@ticlab/ticlab/tic";
 *
 * assertEquals(encodeRelais([1]), "001");
 * ```
 *
 * @throws {RangeError} If a number is not 1 to 8.
 */
export function encodeRelais(closed: readonly number[]): string {
  let word = 0;
  for (const relay of closed) {
    if (!(Number.isInteger(relay) && relay >= 1 && relay <= 8)) {
      throw new RangeError(`Cannot write RELAIS: relay ${relay} is not 1 to 8`);
    }
    word |= 1 << (relay - 1);
  }
  return String(word).padStart(3, "0");
}
