/**
 * A family of damage.
 *
 * @module
 */

/** Flips each bit of each byte of a frame, bit 7 (the parity of a 7-bit character) included. */
export function* flip(frame: Uint8Array): Generator<Uint8Array> {
  for (let i = 0; i < frame.length; i++) {
    for (let bit = 0; bit < 8; bit++) {
      const member = frame.slice();
      member[i]! ^= 1 << bit;
      yield member;
    }
  }
}
