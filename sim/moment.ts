/**
 * Moments and days as people write them in scenarios.
 *
 * @module
 */
import { parisInstant, parisOffset } from "../tic/paris.ts";
import { parseQuantity } from "./quantity.ts";
import { parseStart } from "./start.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Reads a moment as milliseconds since 1970 UTC: an offset from `from` (`+60 s`), the next time that
 * clocks in Paris show something (`06:00:00`), or a date and clock (`2026-01-14 06:00:00`).
 *
 * @example
 * ```ts
 * import { parseMoment } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const from = Date.parse("2026-01-14T05:59:30+01:00");
 * assertEquals(parseMoment("+30 s", from), from + 30_000);
 * assertEquals(parseMoment("06:00", from), from + 30_000);
 * assertEquals(parseMoment("2026-01-14 06:00", from), from + 30_000);
 * ```
 *
 * @throws {SyntaxError} where it is none, with examples.
 */
export function parseMoment(text: string, from: number): number {
  if (text.startsWith("+")) return from + parseQuantity(text.slice(1).trim(), "duration");
  if (/^\d{4}-/.test(text)) return parseStart(text);
  const clock = parseClock(text);
  if (clock === undefined) {
    throw new SyntaxError(
      `Cannot read ${JSON.stringify(text)} as a moment: write such as "+60 s", "06:00:00" or ` +
        `"2026-01-14 06:00:00"`,
    );
  }
  const local = from + parisOffset(from) * MINUTE;
  const today = Math.floor(local / DAY) * DAY;
  const instant = parisInstant(today + clock);
  return instant >= from ? instant : parisInstant(today + DAY + clock);
}

/** Reads a time of day (`06:00`, `22:30:15`) as ms after midnight; undefined where it is none. */
export function parseClock(text: string): number | undefined {
  const [, h, m, s = "0"] = /^(\d\d?):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (h === undefined || Number(h) > 23 || Number(m) > 59 || Number(s) > 59) return undefined;
  return (Number(h) * 60 + Number(m)) * MINUTE + Number(s) * 1_000;
}

/**
 * Reads a day of the calendar, `2026-01-14`, and gives it back.
 *
 * @throws {SyntaxError} where there is no such day.
 */
export function parseDay(text: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : NaN;
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return text;
  throw new SyntaxError(
    /^\d{4}-\d\d-\d\d$/.test(text)
      ? `Cannot use ${text}: the calendar has no such day`
      : `Cannot read ${JSON.stringify(text)} as a day: write such as 2026-01-14`,
  );
}
