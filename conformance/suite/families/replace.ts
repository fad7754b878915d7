/**
 * A family of damage.
 *
 * @module
 */

/** Replaces each byte of a frame by each of some others. */
export function* replace(
  frame: Uint8Array,
  { bytes }: { bytes: readonly number[] },
): Generator<Uint8Array> {
  for (let i = 0; i < frame.length; i++) {
    for (const byte of bytes) {
      if (byte === frame[i]) continue;
      const member = frame.slice();
      member[i] = byte;
      yield member;
    }
  }
}
