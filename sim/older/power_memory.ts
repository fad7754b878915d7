/**
 * What ICE, PME-PMI and SAPHIR meters remember: indexes by tariff of two contract periods, means over a
 * minute and over the integration period, points, maxima, and the notice of an overrun.
 *
 * @module
 */
import { parisOffset } from "../../tic/paris.ts";
import type { Assumptions } from "../assumptions.ts";
import type { Tariff } from "../contract.ts";
import type { Flow } from "../supply.ts";
import { contractPeriod } from "./contract_period.ts";
import type { Memory, Passing } from "./older_model.ts";
import { type Quantities, QuantitySums } from "./quantity_sums.ts";
import { type Indexes, TariffIndexes } from "./tariff_indexes.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Points that are sent, newest first. */
const POINTS = 6;

/** A calendar by which indexes are counted. */
export type Grid = (now: Passing) => Tariff;

/** How a meter measures. */
export interface PowerMemoryOptions {
  /** What the documents leave open: `rollover`. */
  readonly assumptions: Assumptions;
  /** Calendars, that of the contract first; its indexes are known when the meter is powered up. */
  readonly grids: readonly Grid[];
  /** Minutes of a point. */
  readonly period: number;
  /** Shares of the subscribed power above and below which a minute begins and ends the notice. */
  readonly notice: { readonly on: number; readonly off: number; readonly of: "drawn" | "apparent" };
}

/** Means of an integration period. */
export interface PowerPoint {
  /** End of the period, local time, ms since 1970 as if it were UTC. */
  readonly end: number;
  /** W, var, VA and V. */
  readonly means: Quantities;
  /** Whether an outage cut it short. */
  readonly cut: boolean;
}

/** Highest means of an integration period, W and VA. */
export type Maximum = Readonly<Pick<Quantities, "drawn" | "given" | "apparent" | "givenApparent">>;

/** What such a meter remembers. */
export interface PowerTold {
  /** Instant at which mains came last. */
  readonly poweredUp: number;
  /** By calendar: the tariff in force at the last round minute. */
  readonly tariffs: readonly Tariff[];
  /** By calendar: indexes now. */
  readonly indexes: readonly Indexes[];
  /** The same at the end of the contract period before. */
  readonly before: readonly Indexes[];
  /** Begin of the contract period of now, its end to come, and the begin of the one before. */
  readonly period: { readonly begin: number; readonly end: number; readonly before: number };
  /** The last six points, newest first. */
  readonly points: readonly PowerPoint[];
  /** Means of the last whole minute. */
  readonly minute: Quantities;
  /** Energies since the last integration period ended: Wh, varh, VAh. */
  readonly since: Quantities;
  /** Highest means of the contract period by tariff of the contract. */
  readonly maxima: readonly Maximum[];
  /** Whether the notice of an overrun is given. */
  readonly notice: boolean;
  /** VA given, by phase. */
  readonly injected: readonly number[];
}

const NONE: Maximum = { drawn: 0, given: 0, apparent: 0, givenApparent: 0 };

/** Follows what flows through a meter of a business tariff (02E §2.7 p43 ff). */
export class PowerMemory implements Memory {
  #options: PowerMemoryOptions;
  #period: number;
  /** The last moment that it was told of. */
  #now: Passing;
  #tariffs: readonly Tariff[];
  #counters: readonly TariffIndexes[];
  #before: readonly Indexes[];
  #contract: PowerTold["period"];
  #minute = new QuantitySums();
  #lastMinute = new QuantitySums().means();
  #window = new QuantitySums();
  /** Instant at which the integration period ends, and whether it was not seen whole. */
  #windowEnd: number;
  #cut: boolean;
  #points: readonly PowerPoint[];
  #maxima: readonly Maximum[] = Array.from({ length: 10 }, () => NONE);
  #notice = false;
  #injected: readonly number[] = [];
  #poweredUp: number;

  /** Begins with six points of nothing, the first of which is cut (02E §2.9 for the PME-PMI). */
  constructor(options: PowerMemoryOptions, now: Passing) {
    this.#options = options;
    this.#period = options.period * MINUTE;
    this.#now = now;
    this.#poweredUp = now.instant;
    this.#tariffs = options.grids.map((grid) => grid(now));
    this.#counters = options.grids.map((grid) =>
      new TariffIndexes(grid === options.grids[0] ? now.indexes : [])
    );
    this.#before = this.#counters.map((counter) => counter.told());
    const { begin, end } = this.#contractPeriod(now.local);
    this.#contract = { begin, end, before: this.#contractPeriod(begin - DAY).begin };
    const last = Math.floor(now.instant / this.#period) * this.#period;
    this.#windowEnd = last + this.#period;
    this.#cut = last !== now.instant;
    this.#points = Array.from({ length: POINTS }, (_, i) => ({
      end: localOf(last - i * this.#period),
      means: new QuantitySums().means(),
      cut: i === 0,
    }));
  }

  /** Lets seconds of a flow pass. */
  run(flow: Flow, seconds: number, since: Passing): void {
    this.#options.grids.forEach((grid, i) => this.#counters[i]!.count(flow, seconds, grid(since)));
    this.#minute.add(flow, seconds);
    this.#window.add(flow, seconds);
    this.#injected = flow.powers.phases.map((power) => Math.max(0, -power));
    this.#now = since;
  }

  /** A round minute: means end, and perhaps a point and a contract period. */
  tick(now: Passing): void {
    if (this.#minute.seconds > 0) this.#endMinute(now);
    if (now.instant === this.#windowEnd) this.#endWindow();
    this.#roll(now);
  }

  /** Mains are back: the minute is lost, the point that was under way is cut. */
  restart(now: Passing): void {
    this.#poweredUp = now.instant;
    this.#minute = new QuantitySums();
    this.#cut = true;
    if (now.instant >= this.#windowEnd) {
      if (this.#window.seconds > 0) this.#endWindow();
      this.#window = new QuantitySums();
      const last = Math.floor(now.instant / this.#period) * this.#period;
      this.#windowEnd = last + this.#period;
      this.#cut = last !== now.instant;
    }
    this.#roll(now);
  }

  /** What it knows now. */
  told(): PowerTold {
    return {
      poweredUp: this.#poweredUp,
      tariffs: this.#tariffs,
      indexes: this.#counters.map((counter) => counter.told()),
      before: this.#before,
      period: this.#contract,
      points: this.#points,
      minute: this.#lastMinute,
      since: this.#window.energies(),
      maxima: this.#maxima,
      notice: this.#notice,
      injected: this.#injected,
    };
  }

  #endMinute({ power }: Passing): void {
    const { on, off, of } = this.#options.notice;
    this.#lastMinute = this.#minute.means();
    this.#minute = new QuantitySums();
    const share = this.#lastMinute[of] / power;
    this.#notice = share > on || this.#notice && share >= off;
  }

  #endWindow(): void {
    const means = this.#window.means();
    const end = localOf(this.#windowEnd);
    this.#points = [{ end, means, cut: this.#cut }, ...this.#points.slice(0, POINTS - 1)];
    const i = this.#options.grids[0]!(this.#now).index - 1;
    const highest = this.#maxima[i]!;
    this.#maxima = this.#maxima.with(i, {
      drawn: Math.max(highest.drawn, means.drawn),
      given: Math.max(highest.given, means.given),
      apparent: Math.max(highest.apparent, means.apparent),
      givenApparent: Math.max(highest.givenApparent, means.givenApparent),
    });
    this.#window = new QuantitySums();
    this.#windowEnd += this.#period;
    this.#cut = false;
  }

  #roll(now: Passing): void {
    this.#now = now;
    this.#tariffs = this.#options.grids.map((grid) => grid(now));
    const { begin, end } = this.#contractPeriod(now.local);
    if (begin === this.#contract.begin) return;
    this.#contract = { begin, end, before: this.#contract.begin };
    this.#before = this.#counters.map((counter) => counter.told());
    this.#maxima = this.#maxima.map(() => NONE);
  }

  #contractPeriod(local: number) {
    return contractPeriod(local, this.#options.assumptions.rollover);
  }
}

/** The local time of an instant, ms since 1970 as if it were UTC. */
export function localOf(instant: number): number {
  return instant + parisOffset(instant) * MINUTE;
}
