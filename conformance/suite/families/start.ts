/**
 * A family of damage.
 *
 * @module
 */

/** Begins a frame at each of its bytes but the first, as a reader does that comes late. */
export function* start(frame: Uint8Array): Generator<Uint8Array> {
  for (let i = 1; i < frame.length; i++) yield frame.slice(i);
}
