/**
 * A family of damage.
 *
 * @module
 */
import { concatenated } from "./concatenated.ts";

/** A group that never ends: a frame up to its first separator, then bytes without LF or CR. */
export function* longRun(
  frame: Uint8Array,
  { lengths }: { lengths: readonly number[] },
): Generator<Uint8Array> {
  const separator = frame.findIndex((byte) => byte === 0x20 || byte === 0x09);
  for (const length of lengths) {
    // "U" is 0x55: what a UART reads of a line that toggles.
    yield concatenated(frame.subarray(0, separator + 1), new Uint8Array(length).fill(0x55));
  }
}
