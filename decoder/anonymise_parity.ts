/**
 * Bit 7 of bytes that are replaced.
 *
 * @module
 */

import { CR } from "../tic/control.ts";

const HIGH = 0x80;

/** Bit 7 that makes the number of ones even. */
function evenBit(byte: number): number {
  let ones = 0;
  for (let bits = byte & 0x7f; bits > 0; bits >>= 1) ones ^= bits & 1;
  return ones === 1 ? HIGH : 0;
}

/** Keeps bit 7 what it was: nothing, damage, or even parity, right or wrong. */
export class ParityKeeper {
  readonly #isParity: boolean;

  /**
   * Looks at a whole stretch: CR, which has an odd number of ones, tells of a group; of others, that
   * parity is even in most bytes, and set in some.
   */
  constructor(stretch: Uint8Array) {
    const last = stretch.at(-1)!;
    if ((last & 0x7f) === CR) {
      this.#isParity = last !== CR;
      return;
    }
    const even = stretch.filter((byte) => (byte & HIGH) === evenBit(byte)).length;
    this.#isParity = stretch.some((byte) => byte >= HIGH) && even * 4 >= stretch.length * 3;
  }

  /** The seven bits of `is` with the bit 7 that fits where `was` stood. */
  keep(was: number, is: number): number {
    if ((was & 0x7f) === is) return was;
    const high = was & HIGH;
    return is | (this.#isParity ? high ^ evenBit(was) ^ evenBit(is) : high);
  }
}
