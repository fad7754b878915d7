/**
 * Calendar days as numbers: days since 1 January 1970, whatever the hour or the season.
 *
 * @module
 */

const DAY = 86_400_000;

/**
 * Reads a day, `YYYY-MM-DD`, as its number.
 *
 * @example
 * ```ts
 * import { dayNumber } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dayNumber("1970-01-02"), 1);
 * ```
 *
 * @throws {RangeError} where it is no day of the calendar.
 */
export function dayNumber(text: string): number {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : NaN;
  // A 30 February would be read as 2 March.
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(text)) {
    throw new RangeError(`Cannot read ${JSON.stringify(text)} as a day: write it as 2026-01-14`);
  }
  return instant / DAY;
}

/** Year of the day of a number. */
export function yearOf(day: number): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** Month of the day of a number, 1 to 12. */
export function monthOf(day: number): number {
  return new Date(day * DAY).getUTCMonth() + 1;
}

/** Day of the week of the day of a number, 0 Monday to 6 Sunday. */
export function weekday(day: number): number {
  return (day + 3) % 7;
}
