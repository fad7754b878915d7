/**
 * What a meter remembers of what has flowed: maxima, load curve, mean voltages.
 *
 * @module
 */
import type { Assumptions } from "./assumptions.ts";
import { PeriodMeans } from "./period_means.ts";
import type { MeterState } from "./meter_state.ts";
import { type Point, PowerFilter } from "./power_filter.ts";
import type { Flow } from "./supply.ts";

/** The moment of a measurement. */
export interface Moment {
  /** Milliseconds since 1970 UTC. */
  readonly instant: number;
  /** Instant of the local midnight with which the day before began. */
  readonly yesterday: number;
  /** Whether the clock is degraded. */
  readonly degraded: boolean;
}

const SECOND = 1_000;
const MINUTE = 60_000;
/** Window of UMOY: 10 min at publication (54E §6.2.3.13). */
const VOLTAGE_PERIOD = 600_000;
/** Trip: 1.3 × PCOUP (54E §7). */
const TRIP = 1.3;

/** Follows what flows, as one meter's filters and means do (54E §6.2.3.11-13, §7). */
export class Measurements {
  #assumptions: Assumptions;
  #drawn: PowerFilter;
  #given: PowerFilter;
  /** By phase, of a three-phase meter only (54E §7). */
  #phases: PowerFilter[];
  #curve: PeriodMeans;
  #exportCurve: PeriodMeans;
  #means: PeriodMeans[];

  /** Begins with nothing but the voltages of this moment. */
  constructor(flow: Flow, moment: Moment, assumptions: Assumptions) {
    this.#assumptions = assumptions;
    const filter = () =>
      new PowerFilter(dated(0, moment.instant, moment), dated(0, moment.yesterday, moment), {
        instant: assumptions.smaxsn === "instant",
      });
    const curve = () =>
      new PeriodMeans(assumptions.curvePeriod * MINUTE, moment.instant, { whole: true });
    this.#drawn = filter();
    this.#given = filter();
    this.#phases = flow.voltages.length === 1 ? [] : flow.voltages.map(filter);
    this.#curve = curve();
    this.#exportCurve = curve();
    this.#means = flow.voltages.map(() =>
      new PeriodMeans(VOLTAGE_PERIOD, moment.instant, { whole: false })
    );
    this.#beginMeans(flow, moment);
  }

  /** Seconds of a flow until the breaker opens on a subscribed power, VA, out of some. */
  secondsToTrip({ powers }: Flow, seconds: number, subscribed: number): number {
    if (this.#phases.length === 0) {
      return this.#drawn.secondsUntil(TRIP * subscribed, powers.apparent, seconds);
    }
    const share = this.#assumptions.phaseLimit === "third" ? 3 : 1;
    const limit = TRIP * subscribed / share;
    return Math.min(
      ...this.#phases.map((phase, i) => phase.secondsUntil(limit, powers.drawn[i]!, seconds)),
    );
  }

  /** Lets seconds of a flow pass. */
  run({ powers, voltages }: Flow, seconds: number, since: Moment): void {
    this.#drawn.run(powers.apparent, seconds, since);
    this.#given.run(powers.injected, seconds, since);
    for (let i = 0; i < this.#phases.length; i++) {
      this.#phases[i]!.run(powers.drawn[i]!, seconds, since);
    }
    const lasting = seconds * SECOND;
    this.#curve.add(Math.max(0, powers.active), lasting);
    this.#exportCurve.add(Math.max(0, -powers.active), lasting);
    for (let i = 0; i < this.#means.length; i++) {
      this.#means[i]!.add(voltages[i]! * 1_000, lasting);
    }
  }

  /** Ends the periods that end at a round minute. */
  tick({ instant, degraded }: Moment): void {
    this.#curve.tick(instant, degraded);
    this.#exportCurve.tick(instant, degraded);
    for (const mean of this.#means) mean.tick(instant, degraded);
  }

  /** Begins a new day, of which the next second is the first. */
  rollOver(midnight: Moment): void {
    const zero = this.#assumptions.midnight === "zero"
      ? dated(0, midnight.instant, midnight)
      : undefined;
    for (const filter of this.#filters()) filter.rollOver(zero);
  }

  /**
   * Goes on after an outage over some midnights: what was measured before is remembered, what was being
   * measured is lost, and a day without mains has no maximum of its own.
   */
  restart(flow: Flow, moment: Moment, midnights: number): void {
    const { instant, yesterday } = moment;
    const days = midnights === 0 ? undefined : {
      maximum: dated(0, instant, moment),
      ...(midnights > 1 && { before: dated(0, yesterday, moment) }),
    };
    for (const filter of this.#filters()) filter.restart(days);
    const keep = this.#assumptions.curveAfterOutage === "kept";
    for (const curve of [this.#curve, this.#exportCurve]) {
      curve.restart(instant, keep ? curve.shown(instant, 0) : []);
    }
    this.#beginMeans(flow, moment);
  }

  /** What of it a frame tells at an instant. */
  told(instant: number): Pick<
    MeterState,
    | "maximum"
    | "maximumBefore"
    | "phaseMaxima"
    | "phaseMaximaBefore"
    | "exportMaximum"
    | "exportMaximumBefore"
    | "curve"
    | "exportCurve"
    | "meanVoltage"
    | "meanVoltages"
  > {
    const delay = this.#assumptions.curveDelay * SECOND;
    const means = this.#means.map((mean) => mean.shown(instant, 0)[0]!);
    return {
      maximum: this.#drawn.maximum,
      maximumBefore: this.#drawn.before,
      phaseMaxima: this.#phases.map((phase) => phase.maximum),
      phaseMaximaBefore: this.#phases.map((phase) => phase.before),
      exportMaximum: this.#given.maximum,
      exportMaximumBefore: this.#given.before,
      curve: this.#curve.shown(instant, delay),
      exportCurve: this.#exportCurve.shown(instant, delay),
      meanVoltage: means[0]!,
      meanVoltages: means,
    };
  }

  #filters(): PowerFilter[] {
    return [this.#drawn, this.#given, ...this.#phases];
  }

  /** Before a window is over, the voltage of now stands for the window before it. */
  #beginMeans({ voltages }: Flow, moment: Moment): void {
    const { instant } = moment;
    const at = Math.floor(instant / VOLTAGE_PERIOD) * VOLTAGE_PERIOD;
    this.#means.forEach((mean, i) =>
      mean.restart(instant, [dated(Math.round(voltages[i]!), at, moment)])
    );
  }
}

function dated(value: number, at: number, { degraded }: Moment): Point {
  return degraded ? { value, at, degraded } : { value, at };
}
