/**
 * The mains: a voltage that wanders slowly.
 *
 * @module
 */

/** Periods of the wandering, s, and the share of each in it. */
const WAVES = [[1_200, 0.6], [120, 0.3], [10, 0.1]] as const;

/** Time for which a voltage holds, ms. */
export const VOLTAGE_STEP = 10_000;

/**
 * Tells how far the voltage of a phase is from its mean at an instant (milliseconds since 1970 UTC): -1
 * to 1, the same in the whole step of 10 s, by seed alone and not by what happened before.
 *
 * @example
 * ```ts
 * import { wander } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wander(42, 1, 1_000_000), wander(42, 1, 1_009_999));
 * ```
 */
export function wander(seed: number, phase: number, instant: number): number {
  const seconds = Math.floor(instant / VOLTAGE_STEP) * (VOLTAGE_STEP / 1_000);
  let sum = 0;
  for (const [period, share] of WAVES) {
    const knot = Math.floor(seconds / period);
    const part = seconds / period - knot;
    const from = noise(seed, phase * 16 + period, knot);
    sum += share * (from + part * (noise(seed, phase * 16 + period, knot + 1) - from));
  }
  return sum;
}

/** A number of -1 to 1 for three words (the mixing of murmur3, on 32 bits). */
function noise(seed: number, wave: number, knot: number): number {
  let h = mix(seed >>> 0 ^ Math.floor(seed / 2 ** 32), 0x811c9dc5);
  h = mix(wave, h);
  h = mix(knot, h);
  h = Math.imul(h ^ h >>> 16, 0x85ebca6b);
  h = Math.imul(h ^ h >>> 13, 0xc2b2ae35);
  return ((h ^ h >>> 16) >>> 0) / 2 ** 31 - 1;
}

function mix(word: number, hash: number): number {
  const k = Math.imul(
    Math.imul(word, 0xcc9e2d51) << 15 | Math.imul(word, 0xcc9e2d51) >>> 17,
    0x1b873593,
  );
  const h = hash ^ k;
  return Math.imul(h << 13 | h >>> 19, 5) + 0xe6546b64 | 0;
}
