/**
 * Legal time in Paris by the rule of the European Union, as pure arithmetic: summer time from the
 * last Sunday of March to the last Sunday of October, both at 01:00 UTC.
 *
 * @module
 */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MARCH = 2;
const OCTOBER = 9;

/**
 * Tells the offset of Paris from UTC at an instant (ms since 1970): 120 minutes in summer, else 60.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parisOffset } from "@ticlab/ticlab/tic";
 *
 * assertEquals(parisOffset(Date.UTC(2026, 9, 25, 0, 59, 59)), 120);
 * assertEquals(parisOffset(Date.UTC(2026, 9, 25, 1, 0, 0)), 60);
 * ```
 */
export function parisOffset(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  return instant >= change(year, MARCH) && instant < change(year, OCTOBER) ? 120 : 60;
}

/** Instant of a year's change of time in a month: its last Sunday, 01:00 UTC. */
function change(year: number, month: number): number {
  const lastDay = Date.UTC(year, month + 1, 0);
  return lastDay - new Date(lastDay).getUTCDay() * DAY + 60 * MINUTE;
}

/**
 * Finds the instant (ms since 1970) of a local time in Paris, given as if it were UTC.
 *
 * In the hour that October repeats, it is the first one, summer time. In the hour that March
 * leaves out, it is as far behind 02:00 winter time.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parisInstant } from "@ticlab/ticlab/tic";
 *
 * assertEquals(parisInstant(Date.UTC(2026, 9, 25, 2, 30)), Date.UTC(2026, 9, 25, 0, 30));
 * assertEquals(parisInstant(Date.UTC(2026, 2, 29, 2, 30)), Date.UTC(2026, 2, 29, 1, 30));
 * ```
 */
export function parisInstant(local: number): number {
  const summer = local - 120 * MINUTE;
  return parisOffset(summer) === 120 ? summer : local - 60 * MINUTE;
}
