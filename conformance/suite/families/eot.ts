/**
 * A family of damage.
 *
 * @module
 */
import { concatenated } from "./concatenated.ts";

/** Ends a frame by EOT at each of its bytes but the first (02E §1.5.2 p19). */
export function* eot(frame: Uint8Array): Generator<Uint8Array> {
  for (let i = 1; i < frame.length; i++) yield concatenated(frame.subarray(0, i), [0x04]);
}
