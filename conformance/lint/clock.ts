/**
 * The clock words of the meter, read on their own: `SAAMMJJhhmmss` (54E §6.2.1.1 p17-18).
 *
 * @module
 */

import { memo } from "./memo.ts";

/** Milliseconds. */
export const SECOND = 1_000;
/** Milliseconds. */
export const MINUTE = 60 * SECOND;
/** Milliseconds. */
export const HOUR = 60 * MINUTE;
/** Milliseconds. */
export const DAY = 24 * HOUR;

/** A clock word of the right form. */
export interface Stamp {
  readonly text: string;
  /** `H` winter, `E` summer, null blank. */
  readonly season: "H" | "E" | null;
  /** Whether the letter is in lower case: the clock may be wrong. */
  readonly degraded: boolean;
  /** Local time, ms since 1970 as if it were UTC. */
  readonly local: number;
  /** Ms since 1970, UTC, as the season letter says; winter time where that is blank. */
  readonly instant: number;
  /** Whether the calendar has that day and the day that time. */
  readonly exists: boolean;
  /**
   * Seasons that the local time can have by the rule of the European Union: both in the hour that October
   * repeats (02:00 to 03:00), none in the hour that March leaves out.
   */
  readonly seasons: "H" | "E" | "HE" | "";
}

const FORM = /^[HEhe ]\d{12}$/;

/** Reads a clock word; null if it is not one letter and twelve digits. */
export const readStamp: (text: string) => Stamp | null = memo(read);

function read(text: string): Stamp | null {
  if (!FORM.test(text)) return null;
  const two = (at: number) => Number(text.slice(at, at + 2));
  const [year, month, day] = [2000 + two(1), two(3), two(5)];
  const [hour, minute, second] = [two(7), two(9), two(11)];
  const letter = text[0]!;
  const season = letter === " " ? null : letter.toUpperCase() as "H" | "E";
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return {
    text,
    season,
    degraded: letter === "h" || letter === "e",
    local,
    instant: local - (season === "E" ? 2 : 1) * HOUR,
    exists: month >= 1 && month <= 12 && day >= 1 &&
      day <= new Date(Date.UTC(year, month, 0)).getUTCDate() &&
      hour < 24 && minute < 60 && second < 60,
    seasons: seasonsOf(local),
  };
}

/** Midnight before a local time. */
export function dayOf(local: number): number {
  return local - local % DAY;
}

/** Ms of a local time since its midnight. */
export function timeOfDay(local: number): number {
  return local % DAY;
}

const MARCH = 2;
const OCTOBER = 9;

/** Midnight of the last Sunday of a month, local. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0);
  return last - new Date(last).getUTCDay() * DAY;
}

function seasonsOf(local: number): "H" | "E" | "HE" | "" {
  const year = new Date(local).getUTCFullYear();
  const march = lastSunday(year, MARCH);
  const october = lastSunday(year, OCTOBER);
  if (local < march + 2 * HOUR || local >= october + 3 * HOUR) return "H";
  if (local < march + 3 * HOUR) return "";
  return local < october + 2 * HOUR ? "E" : "HE";
}
