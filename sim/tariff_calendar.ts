/**
 * What a contract says of an instant: tariff, kinds of day, colours and mobile peaks.
 *
 * @module
 */
import { parisInstant } from "../tic/paris.ts";
import type { Colour } from "./action.ts";
import {
  type Contract,
  type DayProfile,
  shiftContract,
  type Tariff,
  tariffAt,
} from "./contract.ts";
import { monthOf, weekday } from "./day.ts";
import { EjpCalendar } from "./ejp.ts";
import { TempoCalendar, type TempoDays } from "./tempo.ts";

/** Days that are not left to the seed. */
export interface CalendarDays {
  /** Colours of Tempo days, `YYYY-MM-DD`. */
  tempo?: TempoDays;
  /** EJP days, `YYYY-MM-DD`. */
  ejp?: readonly string[];
}

/** A mobile peak that is announced or in progress. */
export interface MobilePeak {
  /** PM1, PM2 or PM3. */
  readonly number: 1 | 2 | 3;
  /** Instant at which it begins, milliseconds since 1970 UTC: DPM. */
  readonly from: number;
  /** Instant at which it ends: FPM. */
  readonly until: number;
  /** Instant from which it is announced. */
  readonly announced: number;
}

/** What holds at an instant. */
export interface Tariffing {
  /** Tariff in force. */
  readonly tariff: Tariff;
  /** Grid-operator index that counts, 1 to 4. */
  readonly gridIndex: number;
  /** Colour of the Tempo day of now; `none` on other contracts. */
  readonly today: Colour | "none";
  /** Colour of the next one, `none` while it is not announced. */
  readonly tomorrow: Colour | "none";
  /** Mobile peaks announced or in progress: the earliest of each number, in their order. */
  readonly peaks: readonly MobilePeak[];
  /** Number of the nearest peak announced and not begun; 0 is none. */
  readonly notice: number;
  /** Number of the peak in progress; 0 is none. */
  readonly peak: number;
  /** Number of the kind of day of today: NJOURF. */
  readonly dayKind: number;
  /** The same of tomorrow: NJOURF+1. */
  readonly nextDayKind: number;
  /** The day of tomorrow, mobile peaks aside: PJOURF+1. */
  readonly nextDay: DayProfile;
  /** The day of the nearest peak that is shown and has not begun: PPOINTE. */
  readonly peakDay: DayProfile | undefined;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Hours of local time within the day of a peak (reference §8.3). */
const TEMPO_DAY = [6, 30] as const;
const EJP_PEAK = [7, 25] as const;
const EJP_NOTICE = 30 * MINUTE;

/** How a calendar is made. */
export interface TariffCalendarOptions {
  /** The contract. */
  contract: Contract;
  /** Days that are given. */
  days: CalendarDays;
  /** Draws the other days. */
  seed: number;
  /** Local hour at which the colour of tomorrow appears. */
  announced: number;
}

/** The calendar of a contract, by which a meter finds its tariff. */
export class TariffCalendar {
  #ordered: Contract;
  #shift = 0;
  #announced: number;
  #tempo: TempoCalendar;
  #ejp: EjpCalendar;
  /** Peaks that were ordered one by one. */
  #orders: MobilePeak[] = [];
  /** Peaks of the calendar around a day. */
  #peaks: readonly MobilePeak[] = [];
  #peaksOf = NaN;

  /** The contract with its switching times as they are now. */
  contract: Contract;

  /**
   * Reads the days.
   *
   * @throws {RangeError} where one is no date.
   */
  constructor({ contract, days, seed, announced }: TariffCalendarOptions) {
    this.contract = this.#ordered = contract;
    this.#announced = announced;
    this.#tempo = new TempoCalendar(days.tempo ?? {}, seed);
    this.#ejp = new EjpCalendar(days.ejp ?? [], seed);
  }

  /** Moves all switching times, ms, whole minutes; what was moved before is moved on. */
  shift(by: number): void {
    this.#shift += Math.round(by / MINUTE);
    this.contract = shiftContract(this.#ordered, this.#shift);
    this.#peaksOf = NaN;
  }

  /** Gives a Tempo day (days since 1970) its colour. */
  setColour(day: number, colour: Colour): void {
    this.#tempo.set(day, colour);
    this.#peaksOf = NaN;
  }

  /** Makes a day (days since 1970) an EJP day. */
  addEjp(day: number): void {
    this.#ejp.add(day);
    this.#peaksOf = NaN;
  }

  /** Orders a mobile peak. */
  addPeak(peak: MobilePeak): void {
    this.#orders.push(peak);
  }

  /** The next instant after this one at which an ordered peak changes something; Infinity if none. */
  nextOrder(instant: number): number {
    if (this.#orders.length === 0) return Infinity;
    return Math.min(
      ...this.#orders.flatMap(({ announced, from, until }) => [announced, from, until])
        .filter((change) => change > instant),
    );
  }

  /** What holds at an instant whose local time is that of `local` (ms since 1970, as if it were UTC). */
  at(instant: number, local: number): Tariffing {
    const { contract } = this;
    this.#orders = this.#orders.filter(({ until }) => until > instant);
    const day = Math.floor(local / DAY);
    const minute = Math.floor((local - day * DAY) / MINUTE);
    const all = this.#around(day, local).filter(({ announced, until }) =>
      announced <= instant && instant < until
    ).sort((a, b) => a.from - b.from);
    const now = all.find(({ from }) => from <= instant);
    const next = all.find(({ from }) => from > instant);
    const kinds = [day, day + 1].map((each) => contract.week?.[weekday(each)] ?? 0);
    const days = [contract.day, ...contract.otherDays ?? []];
    const running = now && contract.peakDays?.[now.number];
    const month = monthOf(day);
    const tariff = tariffAt(running ?? contract.months?.[month - 1] ?? days[kinds[0]!]!, minute);
    const peaks = [1, 2, 3].flatMap((number) => all.find((peak) => peak.number === number) ?? []);
    // Only a peak whose DPM is sent has its PPOINTE: not red after red (54E §6.2.3.15 p26, §6.2.3.23 p29).
    const shown = peaks.filter(({ from }) => from > instant).sort((a, b) => a.from - b.from)[0];
    const winter = month >= 11 || month <= 3;
    return {
      tariff,
      gridIndex: winter && tariff.gridIndexInWinter || tariff.gridIndex,
      ...this.#colours(local),
      peaks,
      notice: next?.number ?? 0,
      peak: now?.number ?? 0,
      dayKind: kinds[0]!,
      nextDayKind: kinds[1]!,
      nextDay: days[kinds[1]!]!,
      peakDay: shown && (contract.peakDays?.[shown.number] ?? days[kinds[0]!]!),
    };
  }

  /** Tomorrow is known from the announcement until it begins (reference §8.3). */
  #colours(local: number): Pick<Tariffing, "today" | "tomorrow"> {
    if (this.contract.peaks !== "tempo") return { today: "none", tomorrow: "none" };
    const begun = local - TEMPO_DAY[0] * HOUR - this.#shift * MINUTE;
    const day = Math.floor(begun / DAY);
    const known = local >= this.#announcement(day);
    return {
      today: this.#tempo.colour(day),
      tomorrow: known ? this.#tempo.colour(day + 1) : "none",
    };
  }

  /** Local time at which the colour of the day after a Tempo day appears. */
  #announcement(day: number): number {
    return day * DAY + this.#announced * HOUR;
  }

  /** Peaks of the days from yesterday to tomorrow, and those that were ordered. */
  #around(day: number, local: number): readonly MobilePeak[] {
    const { peaks } = this.contract;
    if (peaks === undefined) return this.#orders;
    if (day !== this.#peaksOf) {
      this.#peaksOf = Math.floor(local / DAY);
      this.#peaks = [day - 1, day, day + 1].flatMap((each) =>
        (peaks === "tempo" ? this.#tempoPeak(each) : this.#ejpPeak(each)) ?? []
      );
    }
    return this.#orders.length === 0 ? this.#peaks : [...this.#peaks, ...this.#orders];
  }

  #tempoPeak(day: number): MobilePeak | undefined {
    const colour = this.#tempo.colour(day);
    if (colour === "blue") return undefined;
    // White is PM1, red PM2 (reference §7.5).
    return {
      number: colour === "white" ? 1 : 2,
      announced: parisInstant(this.#announcement(day - 1)),
      ...this.#span(day, TEMPO_DAY),
    };
  }

  #ejpPeak(day: number): MobilePeak | undefined {
    if (!this.#ejp.has(day)) return undefined;
    const span = this.#span(day, EJP_PEAK);
    return { number: 1, announced: span.from - EJP_NOTICE, ...span };
  }

  #span(day: number, [from, until]: readonly [number, number]) {
    const at = (hours: number) => parisInstant(day * DAY + hours * HOUR + this.#shift * MINUTE);
    return { from: at(from), until: at(until) };
  }
}
