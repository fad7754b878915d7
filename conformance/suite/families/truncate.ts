/**
 * A family of damage.
 *
 * @module
 */

/** Cuts a frame before each of its bytes but the first. */
export function* truncate(frame: Uint8Array): Generator<Uint8Array> {
  for (let i = 1; i < frame.length; i++) yield frame.slice(0, i);
}
