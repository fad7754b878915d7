/**
 * A family of damage.
 *
 * @module
 */
import { concatenated } from "./concatenated.ts";

/** Leaves out each byte of a frame. */
export function* drop(frame: Uint8Array): Generator<Uint8Array> {
  for (let i = 0; i < frame.length; i++) {
    yield concatenated(frame.subarray(0, i), frame.subarray(i + 1));
  }
}
