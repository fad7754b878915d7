/**
 * Dates and clock words, read the naive way.
 *
 * @module
 */

/** A horodate as an instant, in text. */
export interface NaiveInstant {
  /** ISO 8601 with the offset of the season letter. */
  at: string;
  /** Lower-case letters are of a clock that ran out of its autonomy. */
  clock: "ok" | "degraded";
}

const HOUR = 3_600_000;

/**
 * Reads `SAAMMJJhhmmss` (54E §6.2.1.1 p17-18); null where it is none.
 *
 * `H` is winter time, `E` summer time, whatever the date. With SP it is the legal time of Paris, in
 * the hour that October repeats the summer one.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readHorodate } from "./clock_words.ts";
 *
 * assertEquals(readHorodate("h081225223518"), {
 *   at: "2008-12-25T22:35:18+01:00",
 *   clock: "degraded",
 * });
 * ```
 */
export function readHorodate(text: string): NaiveInstant | null {
  const local = /^[HEhe ][0-9]{12}$/.test(text) ? isoDate(text.slice(1).match(/../g)!) : null;
  if (local === null) return null;
  const season = text[0]!;
  const summer = season === " " ? isSummerInParis(local) : season.toUpperCase() === "E";
  const clock = season === "h" || season === "e" ? "degraded" : "ok";
  return { at: `${local}+0${summer ? 2 : 1}:00`, clock };
}

/** Reads `JJ/MM/AA HH/MM/SS`, also with colons (02E §2.7.1 p43, §2.9 p66); null where it is none. */
export function readOlderDate(text: string): string | null {
  const parts = /^(..)\/(..)\/(..) (..)([/:])(..)\5(..)$/.exec(text);
  if (parts === null) return null;
  const [, day, month, year, hour, , minute, second] = parts;
  return isoDate([year!, month!, day!, hour!, minute!, second!]);
}

/** Year, month, day, hour, minute and second of two digits as ISO 8601; null where no calendar has it. */
function isoDate([year, month, day, hour, minute, second]: readonly string[]): string | null {
  const iso = `20${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${iso}Z`);
  if (Number.isNaN(time)) return null;
  return new Date(time).toISOString().slice(0, 19) === iso ? iso : null;
}

/** Whether summer time is in force: from March to October, last Sundays at 01:00 UTC. */
function isSummerInParis(local: string): boolean {
  const asSummer = Date.parse(`${local}Z`) - 2 * HOUR;
  const year = Number(local.slice(0, 4));
  return asSummer >= lastSunday(year, 2) + HOUR && asSummer < lastSunday(year, 9) + HOUR;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getTime() - last.getUTCDay() * 24 * HOUR;
}
