/**
 * Dates of ICE, SAPHIR (`JJ/MM/AA HH/MM/SS`) and PME-PMI (`JJ/MM/AA HH:MM:SS`) meters.
 *
 * @module
 */

const FORM = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d)([/:])(\d\d)\5(\d\d)$/;

/**
 * Reads such a date as ISO 8601 without an offset: the documents do not say in which zone it is.
 *
 * Source: 02E §2.7 p43, §2.9 p66, §2.10 p84.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseOlderDate } from "@ticlab/ticlab/tic";
 *
 * assertEquals(parseOlderDate("26/08/16 10:29:04"), "2016-08-26T10:29:04");
 * assertEquals(parseOlderDate("26/08/16 10/29/04"), "2016-08-26T10:29:04");
 * ```
 *
 * @throws {SyntaxError} If the text has not that form, or is no date of the calendar.
 */
export function parseOlderDate(text: string): string {
  const [, day, month, year, hour, , minute, second] = FORM.exec(text) ?? [];
  const iso = `20${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = new Date(`${iso}Z`);
  // The engine takes 31 February for 3 March, and 24:00:00 for the day after.
  if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(iso)) {
    throw new SyntaxError(`Cannot read date ${JSON.stringify(text)}: not JJ/MM/AA HH:MM:SS`);
  }
  return iso;
}
