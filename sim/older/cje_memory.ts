/**
 * What a CJE remembers: means over 5 minutes, maxima and overruns of contract periods.
 *
 * @module
 */
import type { Assumptions } from "../assumptions.ts";
import type { MeterOptions } from "../meter_options.ts";
import type { Flow } from "../supply.ts";
import { contractPeriod } from "./contract_period.ts";
import type { Memory, Passing } from "./older_model.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Tq: the period of a mean (02E §2.6 p38). */
const TQ = 5 * MINUTE;

/** What happened in one contract period: in peak hours and, of a meter with two thresholds, the others. */
export interface Period {
  /** Local time at which it began, ms since 1970 as if it were UTC. */
  readonly since: number;
  /** Highest mean, VA. */
  readonly highest: readonly number[];
  /** Time in overrun, ms. */
  readonly overrun: readonly number[];
}

/** What a CJE remembers. */
export interface CjeTold {
  /** Quadratic mean of the apparent power over the last Tq, VA. */
  readonly mean: number;
  /** Whether DP is shown. */
  readonly overrun: boolean;
  /** The contract period of now, and the one before it. */
  readonly periods: readonly [now: Period, before: Period];
}

/** A period in which nothing has flowed yet. */
function empty(since: number): Period {
  return { since, highest: [0, 0], overrun: [0, 0] };
}

/** Slots of off-peak hours, which a second threshold is for. */
const OFF_PEAK = ["12", "22"];

/** Follows the apparent power of a CJE (02E §2.6 p37-42). */
export class CjeMemory implements Memory {
  #assumptions: Assumptions;
  /** Σ S² × s of the running Tq, and its seconds. */
  #squares = 0;
  #seconds = 0;
  #mean = 0;
  #over = false;
  /** Whether the power of this moment is above the subscribed one, and above its share kp. */
  #instant = { over: false, notice: false };
  #threshold = 0;
  #periods: [now: Period, before: Period];

  /** Begins in the middle of a contract period in which nothing has flowed. */
  constructor({ assumptions }: MeterOptions, { local }: Passing) {
    this.#assumptions = assumptions as Assumptions;
    const { begin: now } = this.#period(local);
    this.#periods = [empty(now), empty(this.#period(now - DAY).begin)];
  }

  /** Lets seconds of a flow pass. */
  run({ powers: { apparent } }: Flow, seconds: number, since: Passing): void {
    const { tariffing, power } = since;
    this.#threshold = this.#assumptions.thresholds === 2 &&
        OFF_PEAK.includes(tariffing.tariff.period)
      ? 1
      : 0;
    this.#squares += apparent ** 2 * seconds;
    this.#seconds += seconds;
    const over = apparent > power;
    this.#instant = { over, notice: apparent > power * this.#assumptions.kp / 100 };
    if (over && this.#assumptions.overrunBy === "instant") this.#addOverrun(seconds * 1_000);
  }

  /** A round minute, at which a Tq or a contract period may end. */
  tick({ instant, local, power }: Passing): void {
    if (instant % TQ === 0 && this.#seconds > 0) this.#endMean(power);
    const [now] = this.#periods;
    const { begin: begun } = this.#period(local);
    if (begun !== now.since) this.#periods = [empty(begun), now];
  }

  /** What was measured before an outage is remembered; the mean that was under way is lost. */
  restart(now: Passing): void {
    this.#squares = this.#seconds = 0;
    this.tick(now);
  }

  /** What it knows now. */
  told(): CjeTold {
    const { overrunBy } = this.#assumptions;
    return {
      mean: this.#mean,
      overrun: overrunBy === "instant" ? this.#instant.notice : this.#over,
      periods: this.#periods,
    };
  }

  #endMean(power: number): void {
    this.#mean = Math.sqrt(this.#squares / this.#seconds);
    this.#squares = this.#seconds = 0;
    this.#over = this.#mean > power * this.#assumptions.kp / 100;
    const [now, before] = this.#periods;
    const i = this.#threshold;
    const highest = now.highest.with(i, Math.max(now.highest[i]!, this.#mean));
    this.#periods = [{ ...now, highest }, before];
    if (this.#mean > power && this.#assumptions.overrunBy === "mean") this.#addOverrun(TQ);
  }

  #addOverrun(lasting: number): void {
    const [now, before] = this.#periods;
    const i = this.#threshold;
    const overrun = now.overrun.with(i, now.overrun[i]! + lasting);
    this.#periods = [{ ...now, overrun }, before];
  }

  #period(local: number) {
    return contractPeriod(local, this.#assumptions.rollover);
  }
}
