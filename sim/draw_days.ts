/**
 * Days drawn by lot.
 *
 * @module
 */
import type { Random } from "./random.ts";

/** What to draw. */
export interface DrawDaysOptions {
  /** How many days. */
  count: number;
  /** The lots: each day takes one, whether it is free or not. */
  draw: Random;
  /** Whether a day may be drawn. */
  free: (day: number) => boolean;
}

/** Draws days from a list, fewer where too few are free; a day that is not free moves none of the others. */
export function drawDays(days: readonly number[], options: DrawDaysOptions): number[] {
  const { count, draw, free } = options;
  return days.map((day) => ({ day, lot: draw() }))
    .sort((a, b) => a.lot - b.lot)
    .filter(({ day }) => free(day))
    .slice(0, Math.max(0, count))
    .map(({ day }) => day);
}
