/**
 * EJP: which days have a mobile peak.
 *
 * @module
 */
import { dayNumber, monthOf, yearOf } from "./day.ts";
import { drawDays } from "./draw_days.ts";
import { random } from "./random.ts";

/** Days of a season (reference §8.3). */
const COUNT = 22;

/**
 * The days of EJP: those given, and the rest drawn by seed, so that there are 22 from 1 November to 31
 * March.
 *
 * @example
 * ```ts
 * import { dayNumber, EjpCalendar } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const calendar = new EjpCalendar(["2026-01-14"], 42);
 * assertEquals(calendar.has(dayNumber("2026-01-14")), true);
 * assertEquals(calendar.has(dayNumber("2026-07-14")), false);
 * ```
 */
export class EjpCalendar {
  #seed: number;
  #given: Set<number>;
  #seasons = new Map<number, ReadonlySet<number>>();

  /**
   * Takes the days that are given, `YYYY-MM-DD`.
   *
   * @throws {RangeError} where a day is no date.
   */
  constructor(days: readonly string[], seed: number) {
    this.#seed = seed;
    this.#given = new Set(days.map(dayNumber));
  }

  /** Adds a day; the others stay. */
  add(day: number): void {
    this.has(day);
    this.#given.add(day);
  }

  /** Whether the peak of the day of a number (days since 1970) begins on it. */
  has(day: number): boolean {
    if (this.#given.has(day)) return true;
    const month = monthOf(day);
    if (month > 3 && month < 11) return false;
    const season = yearOf(day) - (month <= 3 ? 1 : 0);
    let drawn = this.#seasons.get(season);
    if (!drawn) this.#seasons.set(season, drawn = this.#draw(season));
    return drawn.has(day);
  }

  #draw(season: number): ReadonlySet<number> {
    const first = dayNumber(`${season}-11-01`);
    const days = Array.from(
      { length: dayNumber(`${season + 1}-03-31`) - first + 1 },
      (_, i) => first + i,
    );
    const given = days.filter((day) => this.#given.has(day)).length;
    return new Set(drawDays(days, {
      count: COUNT - given,
      draw: random(this.#seed, "ejp", String(season)),
      free: (day) => !this.#given.has(day),
    }));
  }
}
