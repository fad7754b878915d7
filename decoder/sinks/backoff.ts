/**
 * How long is waited before a sink that is away is tried again.
 *
 * @module
 */

/** First wait, ms; each is twice the one before. */
const FIRST = 250;
/** Longest wait, ms: the other side is cheap to ask, and a person who starts it again waits for it. */
const LONGEST = 10_000;

/** Wait before the try after `failures` failures in a row, ms. */
export function backoff(failures: number): number {
  return Math.min(LONGEST, FIRST * 2 ** (failures - 1));
}
