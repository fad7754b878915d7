/**
 * The instant at which a meter's clock starts, as people write it.
 *
 * @module
 */
import { parisInstant } from "../tic/paris.ts";

/** What a horodate can say, with some days to spare for the meter's past. */
const FIRST = Date.UTC(2000, 0, 4);
const LAST = Date.UTC(2099, 11, 31);

/**
 * Reads a date and time as milliseconds since 1970 UTC: local time in Paris, unless it says its offset.
 *
 * In the hour that October repeats, local time is the first one; an offset of `+01:00` is the second.
 *
 * @example
 * ```ts
 * import { parseStart } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseStart("2026-07-14T06:00"), Date.parse("2026-07-14T04:00:00Z"));
 * ```
 *
 * @throws {SyntaxError} where it is none from 2000 to 2099 (two digits of a horodate), with an example.
 */
export function parseStart(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  const [, date = "", time = "00:00", offset] = match ?? [];
  const local = Date.parse(`${date}T${time}Z`);
  // A 30 February would be read as 2 March.
  if (local >= FIRST && local < LAST && new Date(local).toISOString().startsWith(date)) {
    return offset === undefined ? parisInstant(local) : Date.parse(`${date}T${time}${offset}`);
  }
  throw new SyntaxError(
    `Cannot read ${JSON.stringify(text)} as a date and time of 2000 to 2099: ` +
      `write it as 2026-01-14T05:59:30`,
  );
}
