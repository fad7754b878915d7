/**
 * The horodate of standard mode, `SAAMMJJhhmmss`, to and from an instant.
 *
 * @module
 */
import { parisInstant, parisOffset } from "./paris.ts";

/** A horodate read. */
export interface Timestamp {
  /** From the letter; null where the season is SP. */
  season: "winter" | "summer" | null;
  /** Whether the letter is lower-case: the meter's clock ran out of its autonomy. */
  degraded: boolean;
  /** 2000 to 2099. */
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
  /** 0 to 23. */
  hour: number;
  /** 0 to 59. */
  minute: number;
  /** 0 to 59. */
  second: number;
  /** Milliseconds since 1970. */
  instant: number;
  /** ISO 8601 with the offset of the season. */
  iso: string;
}

/** Season and offset, in minutes, of a letter (54E §6.2.1.1 p17-18). */
const SEASONS = {
  H: { season: "winter", degraded: false, offset: 60 },
  h: { season: "winter", degraded: true, offset: 60 },
  E: { season: "summer", degraded: false, offset: 120 },
  e: { season: "summer", degraded: true, offset: 120 },
  " ": { season: null, degraded: false, offset: null },
} as const;

/** Fields after the season, in order, with their bounds. */
const FIELDS = [
  ["year", 0, 99],
  ["month", 1, 12],
  ["day", 1, 31],
  ["hour", 0, 23],
  ["minute", 0, 59],
  ["second", 0, 59],
] as const;

/**
 * Reads a horodate.
 *
 * The offset is that of the season letter, right or wrong for the date: H is +01:00, E is +02:00.
 * With season SP (DPM, FPM) it is that of Paris; in the hour that October repeats, which SP cannot
 * tell apart, summer time.
 *
 * Source: 54E §6.2.1.1 p17-18.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseTimestamp } from "@ticlab/ticlab/tic";
 *
 * assertEquals(parseTimestamp("H081225223518").iso, "2008-12-25T22:35:18+01:00");
 * assertEquals(parseTimestamp("e090714074553").degraded, true);
 * assertEquals(parseTimestamp(" 250623060000").iso, "2025-06-23T06:00:00+02:00");
 * ```
 *
 * @throws {SyntaxError} If it is not one season letter and 12 digits, or no date of the calendar;
 * its text has the position.
 */
export function parseTimestamp(text: string): Timestamp {
  if (text.length !== 13) reject(text, `${text.length} characters, not 13`);
  const letter = text[0]!;
  if (!(letter in SEASONS)) reject(text, `${JSON.stringify(letter)} at 0 is none of H E h e SP`);
  const { season, degraded, offset } = SEASONS[letter as keyof typeof SEASONS];

  const fields = FIELDS.map(([name, min, max], i) => {
    const at = 1 + 2 * i;
    const digits = text.slice(at, at + 2);
    const number = /^[0-9]{2}$/.test(digits) ? Number(digits) : NaN;
    if (!(number >= min && number <= max)) {
      reject(text, `${name} ${JSON.stringify(digits)} at ${at} is not ${min} to ${max}`);
    }
    return number;
  }) as [number, number, number, number, number, number];
  const [age, month, day, hour, minute, second] = fields;
  const year = 2000 + age;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(local).getUTCDate() !== day) {
    reject(text, `day ${day} at 5 is not in month ${month} of ${year}`);
  }

  const instant = offset === null ? parisInstant(local) : local - offset * 60_000;
  const iso = isoText(instant, offset ?? parisOffset(instant));
  return { season, degraded, year, month, day, hour, minute, second, instant, iso };
}

function reject(text: string, why: string): never {
  throw new SyntaxError(`Cannot read timestamp ${JSON.stringify(text)}: ${why}`);
}

/** ISO 8601 of an instant with an offset of whole hours, in minutes. */
function isoText(instant: number, offset: number): string {
  const local = new Date(instant + offset * 60_000).toISOString().slice(0, 19);
  return `${local}+0${offset / 60}:00`;
}

/** How to write a horodate. */
export interface TimestampOptions {
  /** Lower-case season: the clock ran out of its autonomy. */
  degraded?: boolean;
  /** `blank`: SP for the season, as DPM and FPM have it. */
  season?: "blank";
}

/**
 * Writes an instant (ms since 1970; parts of a second are dropped) as a horodate in Paris time.
 *
 * Source: 54E §6.2.1.1 p17-18.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatTimestamp } from "@ticlab/ticlab/tic";
 *
 * const instant = Date.UTC(2026, 9, 25, 1, 30);
 * assertEquals(formatTimestamp(instant - 3_600_000), "E261025023000");
 * assertEquals(formatTimestamp(instant), "H261025023000");
 * assertEquals(formatTimestamp(instant, { degraded: true }), "h261025023000");
 * assertEquals(formatTimestamp(instant, { season: "blank" }), " 261025023000");
 * ```
 *
 * @throws {RangeError} If the year in Paris is not 2000 to 2099, which two digits stand for.
 */
export function formatTimestamp(instant: number, options: TimestampOptions = {}): string {
  const offset = parisOffset(instant);
  const local = new Date(instant + offset * 60_000);
  const year = local.getUTCFullYear();
  if (!(year >= 2000 && year <= 2099)) {
    throw new RangeError(`Cannot format timestamp ${instant}: its year is not 2000 to 2099`);
  }
  const letter = offset === 120 ? "E" : "H";
  const season = options.season === "blank"
    ? " "
    : options.degraded
    ? letter.toLowerCase()
    : letter;
  return season + local.toISOString().slice(2, 19).replace(/[^0-9]/g, "");
}
