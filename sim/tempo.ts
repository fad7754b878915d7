/**
 * Tempo: which day has which colour.
 *
 * @module
 */
import type { Colour } from "./action.ts";
import { dayNumber, monthOf, weekday, yearOf } from "./day.ts";
import { drawDays } from "./draw_days.ts";
import { random } from "./random.ts";

/** Days of a season, 1 September to 31 August; all others, 300 or 301, are blue. */
const COUNTS = { red: 22, white: 43 } as const;

/** Colours of days, `YYYY-MM-DD`. */
export type TempoDays = Readonly<Record<string, Colour>>;

/**
 * The colours of Tempo days: those given, and the rest drawn by seed with the real counts: from 1
 * September to 31 August 22 red days, Monday to Friday, November to March, and 43 white ones, no
 * Sundays, October to May; a day is called by the date on which it begins, at 06:00.
 *
 * @example
 * ```ts
 * import { dayNumber, TempoCalendar } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const calendar = new TempoCalendar({ "2026-01-14": "red" }, 42);
 * assertEquals(calendar.colour(dayNumber("2026-01-14")), "red");
 * assertEquals(calendar.colour(dayNumber("2026-07-14")), "blue");
 * ```
 */
export class TempoCalendar {
  #seed: number;
  #given = new Map<number, Colour>();
  #seasons = new Map<number, ReadonlyMap<number, Colour>>();

  /**
   * Takes the colours that are given.
   *
   * @throws {RangeError} where a day is no date.
   */
  constructor(days: TempoDays, seed: number) {
    this.#seed = seed;
    for (const [day, colour] of Object.entries(days)) this.#given.set(dayNumber(day), colour);
  }

  /** Gives a day its colour; the others keep theirs. */
  set(day: number, colour: Colour): void {
    this.colour(day);
    this.#given.set(day, colour);
  }

  /** Colour of the day of a number (days since 1970). */
  colour(day: number): Colour {
    const given = this.#given.get(day);
    if (given) return given;
    const season = yearOf(day) - (monthOf(day) < 9 ? 1 : 0);
    let drawn = this.#seasons.get(season);
    if (!drawn) this.#seasons.set(season, drawn = this.#draw(season));
    return drawn.get(day) ?? "blue";
  }

  /** Draws what the given days leave over of each colour. */
  #draw(season: number): ReadonlyMap<number, Colour> {
    const first = dayNumber(`${season}-09-01`);
    const last = dayNumber(`${season + 1}-08-31`);
    const days = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const drawn = new Map<number, Colour>();
    for (const colour of ["red", "white"] as const) {
      const given = days.filter((day) => this.#given.get(day) === colour).length;
      const lots = drawDays(days.filter(FITS[colour]), {
        count: COUNTS[colour] - given,
        draw: random(this.#seed, "tempo", colour, String(season)),
        free: (day) => !this.#given.has(day) && !drawn.has(day),
      });
      for (const day of lots) drawn.set(day, colour);
    }
    return drawn;
  }
}

const FITS: Readonly<Record<"red" | "white", (day: number) => boolean>> = {
  red: (day) => weekday(day) < 5 && (monthOf(day) >= 11 || monthOf(day) <= 3),
  white: (day) => weekday(day) < 6 && (monthOf(day) >= 10 || monthOf(day) <= 5),
};
