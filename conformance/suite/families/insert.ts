/**
 * A family of damage.
 *
 * @module
 */
import { concatenated } from "./concatenated.ts";

/** Inserts each of some bytes before each byte of a frame. */
export function* insert(
  frame: Uint8Array,
  { bytes }: { bytes: readonly number[] },
): Generator<Uint8Array> {
  for (let i = 0; i < frame.length; i++) {
    for (const byte of bytes) yield concatenated(frame.subarray(0, i), [byte], frame.subarray(i));
  }
}
