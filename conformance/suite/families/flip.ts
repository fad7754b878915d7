/**
 * A family of damage.
 *
 * @module
 */

/**
 * Flips each bit of each byte of a frame, bit 7 (the parity of a 7-bit character) included.
 *
 * Left out are those that make a control character of a letter: that is bit 6, which no sum sees, and
 * another fault than the one that this family is about.
 */
export function* flip(frame: Uint8Array): Generator<Uint8Array> {
  for (let i = 0; i < frame.length; i++) {
    for (let bit = 0; bit < 8; bit++) {
      const flipped = frame[i]! ^ (1 << bit);
      if (bit === 6 && flipped < 0x20) continue;
      const member = frame.slice();
      member[i] = flipped;
      yield member;
    }
  }
}
