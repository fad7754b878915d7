/**
 * A family of damage.
 *
 * @module
 */

/** Replaces each byte of a frame by each of some others, but for those of the same worth in a sum. */
export function* replace(
  frame: Uint8Array,
  { bytes }: { bytes: readonly number[] },
): Generator<Uint8Array> {
  for (let i = 0; i < frame.length; i++) {
    for (const byte of bytes) {
      if ((byte & 0x3f) === (frame[i]! & 0x3f)) continue;
      const member = frame.slice();
      member[i] = byte;
      yield member;
    }
  }
}
