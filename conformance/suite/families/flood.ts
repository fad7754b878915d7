/**
 * A family of damage.
 *
 * @module
 */

/** Each of some bytes alone, again and again, as a line that hangs or has the wrong speed gives it. */
export function* flood(
  _frame: Uint8Array,
  { bytes, lengths }: { bytes: readonly number[]; lengths: readonly number[] },
): Generator<Uint8Array> {
  for (const byte of bytes) {
    for (const length of lengths) yield new Uint8Array(length).fill(byte);
  }
}
