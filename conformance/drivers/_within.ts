/**
 * Waits, but not for ever.
 *
 * @module
 */
import { Patience } from "./_patience.ts";

/** Whether something comes true within some milliseconds; what it brings is for others. */
export function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  return new Patience(ms).until(promise);
}
