/**
 * Reproducible randomness: one seed, a stream of its own for each purpose.
 *
 * @module
 */

/** Draws the next number of a stream, 0 ≤ x < 1. */
export type Random = () => number;

/**
 * Opens the stream of random numbers that belongs to a seed and a purpose.
 *
 * Streams of different purposes do not depend on each other, so that a new use of randomness moves
 * none of the others. The same words give the same numbers on every machine (mulberry32 over an
 * FNV-1a hash of them, 32-bit integer arithmetic throughout).
 *
 * @example
 * ```ts
 * import { random } from "@ticlab/ticlab/sim";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * assertEquals(random(42, "gap")(), random(42, "gap")());
 * assertNotEquals(random(42, "gap")(), random(42, "noise")());
 * ```
 */
export function random(seed: number, ...purpose: readonly string[]): Random {
  let state = 0x811c9dc5;
  for (const unit of [String(seed), ...purpose].join("\0")) {
    state = Math.imul(state ^ unit.codePointAt(0)!, 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
