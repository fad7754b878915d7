/**
 * Lines that were read at 8N1, so that bit 7 carries their parity.
 *
 * @module
 */

/** Share of bytes with an even number of ones by which a stretch is taken for 7E1 read at 8N1. */
const MOST = 0.95;

/**
 * Gives the bytes themselves, or without their bit 7 where that is even parity nearly throughout
 * (02E §1.5.1).
 *
 * @example
 * ```ts
 * import { bareBytes } from "./parity_off.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(bareBytes(Uint8Array.of(0x82, 0x0a, 0x41)), Uint8Array.of(0x02, 0x0a, 0x41));
 * ```
 */
export function bareBytes(bytes: Uint8Array): Uint8Array {
  let even = 0;
  let high = false;
  for (const byte of bytes) {
    let ones = byte ^ (byte >> 4);
    ones ^= ones >> 2;
    ones ^= ones >> 1;
    if ((ones & 1) === 0) even++;
    if (byte > 0x7f) high = true;
  }
  return high && even >= bytes.length * MOST ? bytes.map((byte) => byte & 0x7f) : bytes;
}
