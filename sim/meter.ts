/**
 * The meter: what it measures, counts and remembers, second by second.
 *
 * @module
 */
import { parisInstant, parisOffset } from "../tic/paris.ts";
import type { MeterAction } from "./action.ts";
import { assume, type Assumptions } from "./assumptions.ts";
import { CONTRACTS } from "./contract.ts";
import { dayNumber } from "./day.ts";
import { freeContract } from "./free_calendar.ts";
import { Load } from "./load.ts";
import { PeriodMeans } from "./load_curve.ts";
import {
  checkMeter,
  drawDeliveryPoint,
  drawSerialNumber,
  type MeterOptions,
} from "./meter_options.ts";
import type { MeterState } from "./meter_state.ts";
import { type Point, PowerFilter } from "./power_filter.ts";
import { checkQuirks, type QuirkName } from "./quirks.ts";
import { Registers } from "./registers.ts";
import { TariffCalendar, type Tariffing } from "./tariff_calendar.ts";
import { VOLTAGE_STEP, wander } from "./voltage.ts";

export type { MeterOptions } from "./meter_options.ts";
export type { MeterState } from "./meter_state.ts";
export type { Point } from "./power_filter.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Window of UMOY: 10 min at publication (54E §6.2.3.13). */
const VOLTAGE_PERIOD = 600_000;
/** Trip: 1.3 × PCOUP (54E §7). */
const TRIP = 1.3;
/** How long short frames go on after the last overrun (54E §6.1.2 p17). */
const ALERT = 60_000;
/** Fall of the voltage behind the mains' resistance, V for each VA of a phase. */
const SAG = 0.001;

/** What is drawn and given, constant as long as the load is. */
interface Powers {
  /** Whole mW and mvar in all. */
  active: number;
  reactive: number;
  /** Whole VA by phase: negative where it gives. */
  phases: readonly number[];
  /** The same, 0 where it gives. */
  drawn: readonly number[];
  /** Whole VA in all: drawn, given. */
  apparent: number;
  injected: number;
}

/** What flows, constant until the next instant at which load or mains may change. */
interface Flow extends Powers {
  /** V and A by phase. */
  voltages: readonly number[];
  currents: readonly number[];
  overruns: readonly boolean[];
}

/**
 * A Linky: one or three phases, a consumer's or a producer's.
 *
 * It lives on a clock of its own, which moves only when told to, a second at a time (54E §6.2.3.7).
 * Between two moments at which something may change, what flows is constant: energy is counted over the
 * whole stretch in integers, the filters second by second, so that any two ways to the same instant
 * give the same state. What the documents leave open is in {@linkcode ASSUMPTIONS}.
 *
 * @example
 * ```ts
 * import { Meter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const meter = new Meter({
 *   contract: "hc",
 *   power: 9_000,
 *   load: 1_800,
 *   start: Date.parse("2026-01-14T05:59:58+01:00"),
 * });
 * assertEquals(meter.state().tariff.period, "HC..");
 * meter.advance(2);
 * assertEquals(meter.state().tariff.period, "HP..");
 * ```
 */
export class Meter {
  #options: MeterOptions;
  #phases: 1 | 3;
  #assumptions: Assumptions;
  #quirks: readonly QuirkName[];
  #seed: number;
  #calendar: TariffCalendar;
  #load: Load;
  #power: number;
  #serialNumber: string;
  #deliveryPoint: string;
  #mode: MeterState["mode"];
  #instant: number;
  /** Local time minus UTC, in force at the instant, ms. */
  #offset = 0;
  /** Instant of the next local midnight. */
  #midnight = 0;
  #tariffing!: Tariffing;
  #flow!: Flow;
  /** Instants until which the flow, and the powers in it, hold. */
  #until = 0;
  #powersUntil = -Infinity;
  #registers: Registers;
  /** Drawn in all, given in all, drawn by phase (three-phase only). */
  #filters!: { drawn: PowerFilter; given: PowerFilter; phases: PowerFilter[] };
  #curve!: PeriodMeans;
  #exportCurve!: PeriodMeans;
  #means!: PeriodMeans[];
  #breaker: MeterState["breaker"] = "closed";
  #cover: MeterState["cover"] = "closed";
  #degraded = false;
  /** End of the last second with a phase in overrun. */
  #overrunEnd = -Infinity;
  #outage: { since: number; until: number } | undefined;
  #message: string | undefined;
  #ultraShort: MeterState["ultraShort"];
  #replaced = 0;
  /** The state as last told, while nothing has changed. */
  #told: MeterState | undefined;

  /**
   * Makes a meter and lets it run until its start.
   *
   * @throws {RangeError} where an option is not what such a meter can have.
   */
  constructor(options: MeterOptions) {
    const { contract, phases = 1, vtic = "02", start, poweredUp = start, seed = 0 } = options;
    this.#options = options;
    this.#phases = phases;
    this.#seed = seed;
    this.#power = options.power;
    this.#serialNumber = options.serialNumber ?? drawSerialNumber({ phases, vtic, seed });
    this.#deliveryPoint = options.deliveryPoint ?? drawDeliveryPoint(seed);
    checkMeter({
      power: this.#power,
      phases,
      serialNumber: this.#serialNumber,
      deliveryPoint: this.#deliveryPoint,
    });
    this.#assumptions = assume(options.assumptions ?? {});
    this.#quirks = options.quirks ?? [];
    checkQuirks(this.#quirks);
    this.#mode = options.mode ?? "historique";
    this.#calendar = new TariffCalendar({
      contract: typeof contract === "string" ? CONTRACTS[contract] : freeContract(contract),
      days: options.calendar ?? {},
      seed,
      announced: this.#assumptions.colourAnnounced,
    });
    this.#load = new Load(
      typeof options.load === "number" ? { base: options.load } : options.load,
      phases,
    );
    this.#instant = Math.floor(poweredUp / SECOND) * SECOND;
    this.#registers = new Registers(options.indexes ?? [], this.#calendar.contract.tariffs);
    this.#begin();
    this.advanceTo(start);
  }

  /** Milliseconds since 1970 UTC, a whole second. */
  get instant(): number {
    return this.#instant;
  }

  /** Lets whole seconds pass. */
  advance(seconds: number): void {
    this.advanceTo(this.#instant + seconds * SECOND);
  }

  /** Lets the seconds pass that lie before an instant (milliseconds since 1970 UTC); never goes back. */
  advanceTo(instant: number): void {
    const end = Math.floor(instant / SECOND) * SECOND;
    while (this.#instant < end) {
      this.#told = undefined;
      if (this.#outage) this.#wait(this.#outage.until, end);
      else this.#pass(Math.min(end, this.#until));
    }
  }

  /**
   * Lets something happen to the meter now.
   *
   * @throws {RangeError} where it cannot happen to such a meter.
   */
  apply(action: MeterAction): void {
    this.#act(action);
    this.#told = undefined;
    if (this.#outage) return;
    this.#readCalendar();
    this.#readFlow({ load: true });
  }

  /** Everything about the meter now. */
  state(): MeterState {
    return this.#told ??= this.#tell();
  }

  #act(action: MeterAction): void {
    const now = this.#instant;
    switch (action.do) {
      case "load":
        return this.#load.replaceBase(action, now);
      case "overload":
        return this.#load.overload(action, now);
      case "power":
        checkMeter({
          power: action.power,
          phases: this.#phases,
          serialNumber: this.#serialNumber,
          deliveryPoint: this.#deliveryPoint,
        });
        this.#power = action.power;
        return;
      case "tariff-shift":
        return this.#calendar.shift(action.by);
      case "colour":
        return this.#calendar.setColour(dayNumber(action.day), action.colour);
      case "ejp":
        return this.#calendar.addEjp(dayNumber(action.day));
      case "peak": {
        const { number, from, until, notice = 0 } = action;
        if (!(until > from)) throw new RangeError(`Cannot order a peak that ends before it begins`);
        return this.#calendar.addPeak({ number, from, until, announced: from - notice });
      }
      case "trip":
        this.#breaker = "overpower";
        return;
      case "reset":
        this.#breaker = "closed";
        return;
      case "cover":
        this.#cover = action.open ? "open" : "closed";
        return;
      case "message":
        return this.#show(action.text, action.ultraShort ?? false);
      case "mode":
        this.#mode = action.mode;
        return;
      case "outage":
        this.#outage ??= { since: now, until: now };
        this.#outage.until = now + Math.ceil(action.for / SECOND) * SECOND;
        return;
      case "degrade":
        this.#degraded = true;
        return;
      case "resync":
        this.#degraded = false;
        return;
      case "replace":
        return this.#replace(action.serialNumber);
    }
  }

  #show(text: string, ultraShort: boolean): void {
    const most = ultraShort ? 16 : 32;
    if (!/^[ -~]*$/.test(text) || text.length > most) {
      throw new RangeError(
        `Cannot show ${JSON.stringify(text)}: ` +
          `a message is at most ${most} characters of plain ASCII`,
      );
    }
    if (ultraShort) this.#ultraShort = { text, number: (this.#ultraShort?.number ?? 0) + 1 };
    else this.#message = text;
  }

  /** Another meter: its own number, indexes at 0, nothing remembered. */
  #replace(serialNumber: string | undefined): void {
    const { vtic = "02" } = this.#options;
    const number = serialNumber ??
      drawSerialNumber(
        { phases: this.#phases, vtic, seed: this.#seed },
        String(++this.#replaced),
      );
    checkMeter({
      power: this.#power,
      phases: this.#phases,
      serialNumber: number,
      deliveryPoint: this.#deliveryPoint,
    });
    this.#serialNumber = number;
    this.#registers = new Registers([], this.#calendar.contract.tariffs);
    this.#breaker = "closed";
    this.#cover = "closed";
    this.#degraded = false;
    this.#message = this.#ultraShort = undefined;
    this.#begin();
  }

  /** A meter that has seen nothing yet. */
  #begin(): void {
    const now = this.#instant;
    this.#readClock();
    const filter = () =>
      new PowerFilter(this.#zero(now), this.#yesterday(), {
        instant: this.#assumptions.smaxsn === "instant",
      });
    const { curvePeriod } = this.#assumptions;
    const curve = () => new PeriodMeans(curvePeriod * MINUTE, now, { whole: true });
    this.#filters = {
      drawn: filter(),
      given: filter(),
      phases: this.#phases === 1 ? [] : [filter(), filter(), filter()],
    };
    this.#curve = curve();
    this.#exportCurve = curve();
    this.#means = Array.from(
      { length: this.#phases },
      () => new PeriodMeans(VOLTAGE_PERIOD, now, { whole: false }),
    );
    this.#overrunEnd = -Infinity;
    this.#readCalendar();
    this.#readFlow({ load: true });
    this.#beginMeans();
  }

  /** Lets time pass under a constant flow, to an instant or to what happens before it. */
  #pass(end: number): void {
    const now = this.#instant;
    const { apparent, injected, drawn, active, reactive } = this.#flow;
    // The second that ends at midnight is the first of the new day.
    const last = end >= this.#midnight && now === this.#midnight - SECOND;
    if (last) this.#rollOver(this.#midnight);
    else if (end >= this.#midnight) end = this.#midnight - SECOND;
    let seconds = (end - now) / SECOND;
    const trip = this.#secondsToTrip(seconds);
    seconds = Math.min(seconds, trip);
    end = now + seconds * SECOND;

    const since = { instant: now, degraded: this.#degraded };
    const { drawn: all, given, phases } = this.#filters;
    all.run(apparent, seconds, since);
    given.run(injected, seconds, since);
    for (let i = 0; i < phases.length; i++) phases[i]!.run(drawn[i]!, seconds, since);
    const { tariff, gridIndex } = this.#tariffing;
    this.#registers.count({ active, reactive, seconds }, {
      supplier: tariff.index,
      grid: gridIndex,
    });
    const lasting = end - now;
    this.#curve.add(Math.max(0, active), lasting);
    this.#exportCurve.add(Math.max(0, -active), lasting);
    for (let i = 0; i < this.#means.length; i++) {
      this.#means[i]!.add(this.#flow.voltages[i]! * 1_000, lasting);
    }
    if (this.#flow.overruns.includes(true)) this.#overrunEnd = end;

    this.#instant = end;
    if (trip === seconds) this.#breaker = "overpower";
    if (end % MINUTE === 0) this.#tick();
    if (end >= this.#until || trip === seconds) this.#readFlow({ load: trip === seconds });
  }

  /** Seconds until the breaker opens, out of some. */
  #secondsToTrip(seconds: number): number {
    if (this.#breaker !== "closed") return Infinity;
    const { drawn, phases } = this.#filters;
    if (phases.length === 0) {
      return drawn.secondsUntil(TRIP * this.#power, this.#flow.apparent, seconds);
    }
    const share = this.#assumptions.phaseLimit === "third" ? 3 : 1;
    const limit = TRIP * this.#power / share;
    return Math.min(
      ...phases.map((phase, i) => phase.secondsUntil(limit, this.#flow.drawn[i]!, seconds)),
    );
  }

  /** A round minute: periods end, and the calendar goes on. */
  #tick(): void {
    const now = this.#instant;
    this.#curve.tick(now, this.#degraded);
    this.#exportCurve.tick(now, this.#degraded);
    for (const mean of this.#means) mean.tick(now, this.#degraded);
    if (now % HOUR === 0) this.#readClock();
    this.#readCalendar();
  }

  #rollOver(midnight: number): void {
    const zero = this.#assumptions.midnight === "zero" ? this.#zero(midnight) : undefined;
    const { drawn, given, phases } = this.#filters;
    for (const filter of [drawn, given, ...phases]) filter.rollOver(zero);
  }

  /** The silence of an outage, as far as the end. */
  #wait(until: number, end: number): void {
    this.#instant = Math.min(until, end);
    if (this.#instant === until) this.#powerUp();
  }

  /** Mains again: what was measured before is remembered, what was being measured is lost. */
  #powerUp(): void {
    const now = this.#instant;
    const { since } = this.#outage!;
    const midnights = [this.#midnight, this.#midnight + DAY].filter((each) => each <= now).length;
    this.#outage = undefined;
    if (now - since > this.#assumptions.clockAutonomy * DAY) this.#degraded = true;
    this.#readClock();
    this.#readCalendar();
    this.#readFlow({ load: true });
    // A day without mains has no maximum of its own.
    const days = midnights === 0 ? undefined : {
      maximum: this.#zero(now),
      ...(midnights > 1 && { before: this.#yesterday() }),
    };
    const { drawn, given, phases } = this.#filters;
    for (const filter of [drawn, given, ...phases]) filter.restart(days);
    const keep = this.#assumptions.curveAfterOutage === "kept";
    for (const curve of [this.#curve, this.#exportCurve]) {
      curve.restart(now, keep ? curve.shown(now, 0) : []);
    }
    this.#beginMeans();
  }

  /** Before a window is over, the voltage of now stands for the window before it. */
  #beginMeans(): void {
    const now = this.#instant;
    const at = Math.floor(now / VOLTAGE_PERIOD) * VOLTAGE_PERIOD;
    this.#means.forEach((mean, i) =>
      mean.restart(now, [this.#dated(Math.round(this.#flow.voltages[i]!), at)])
    );
  }

  #dated(value: number, at: number): Point {
    return this.#degraded ? { value, at, degraded: true } : { value, at };
  }

  #zero(at: number): Point {
    return this.#dated(0, at);
  }

  #yesterday(): Point {
    return this.#dated(0, parisInstant(this.#localDay() * DAY - DAY));
  }

  /** Reads local time: the offset changes at whole hours only. */
  #readClock(): void {
    this.#offset = parisOffset(this.#instant) * MINUTE;
    this.#midnight = parisInstant((this.#localDay() + 1) * DAY);
  }

  #localDay(): number {
    return Math.floor((this.#instant + this.#offset) / DAY);
  }

  #readCalendar(): void {
    this.#tariffing = this.#calendar.at(this.#instant, this.#instant + this.#offset);
  }

  /** Reads what flows from now on, and how long it will; the load anew where it may be another. */
  #readFlow(options: { load: boolean }): void {
    const now = this.#instant;
    const local = now + this.#offset;
    if (this.#calendar.nextOrder(now - SECOND) <= now) this.#readCalendar();
    let powers: Powers = this.#flow;
    if (options.load || now >= this.#powersUntil) {
      powers = this.#measure(now, local);
      this.#powersUntil = this.#load.until(now, local);
    }
    this.#flow = this.#supply(powers, now);
    const until = Math.min(
      this.#powersUntil,
      this.#calendar.nextOrder(now),
      (Math.floor(now / VOLTAGE_STEP) + 1) * VOLTAGE_STEP,
    );
    // What happens within a second is seen at its end.
    this.#until = Math.ceil(until / SECOND) * SECOND;
  }

  #measure(now: number, local: number): Powers {
    const connected = this.#load.at(now, local);
    const phases: number[] = [];
    let [active, reactive, sum] = [0, 0, 0];
    for (let i = 0; i < this.#phases; i++) {
      const cut = this.#breaker !== "closed" || this.#isMissing(i);
      const p = cut ? 0 : Math.round(connected.active[i]! * 1_000);
      const q = cut ? 0 : Math.round(connected.reactive[i]! * 1_000);
      const s = Math.round(Math.hypot(p, q) / 1_000);
      active += p;
      reactive += q;
      phases.push(p < 0 ? -s : s);
      sum += phases[i]!;
    }
    // The total is the absolute value of the signed sum; its side is that of P (54E §6.2.3.10 p23).
    const total = Math.abs(sum);
    return {
      active,
      reactive,
      phases,
      drawn: phases.map((phase) => Math.max(0, phase)),
      apparent: active >= 0 ? total : 0,
      injected: active >= 0 ? 0 : total,
    };
  }

  /** Voltages under the powers, and the currents that belong to them. */
  #supply(powers: Powers, now: number): Flow {
    const { seed, voltage: { mean = 230, swing = 4 } = {} } = this.#options;
    const voltages = powers.phases.map((phase, i) => {
      if (this.#isMissing(i)) return 0;
      return seed === undefined ? mean : mean + swing * wander(seed, i + 1, now) - SAG * phase;
    });
    const currents = powers.phases.map((phase, i) =>
      phase === 0 ? 0 : Math.abs(phase) / voltages[i]!
    );
    const reference = this.#power / 200 / this.#phases;
    const whole = this.#assumptions.current === "down" ? Math.floor : Math.round;
    const overruns = currents.map((current) => whole(current) > reference);
    const { active, reactive, phases, drawn, apparent, injected } = powers;
    return {
      active,
      reactive,
      phases,
      drawn,
      apparent,
      injected,
      voltages,
      currents,
      overruns,
    };
  }

  #isMissing(phase: number): boolean {
    return this.#options.missingPhases?.some((missing) => missing === phase + 1) ?? false;
  }

  #tell(): MeterState {
    const { role = "consumer", vtic = "02", missingPhases = [] } = this.#options;
    const now = this.#instant;
    const { drawn, given, phases } = this.#filters;
    const registers = this.#registers;
    const flow = this.#flow;
    const assumptions = this.#assumptions;
    const over = flow.overruns.includes(true);
    const delay = assumptions.curveDelay * SECOND;
    const means = this.#means.map((mean) => mean.shown(now, 0)[0]!);
    return {
      instant: now,
      powered: this.#outage === undefined,
      darkUntil: this.#outage?.until,
      mode: this.#mode,
      vtic,
      phases: this.#phases,
      missingPhases,
      role,
      serialNumber: this.#serialNumber,
      deliveryPoint: this.#deliveryPoint,
      contract: this.#calendar.contract,
      tariff: this.#tariffing.tariff,
      calendar: this.#tariffing,
      power: this.#power,
      voltage: flow.voltages[0]!,
      current: Math.max(...flow.currents),
      apparent: flow.apparent,
      injected: flow.injected,
      active: flow.active / 1_000,
      voltages: flow.voltages,
      currents: flow.currents,
      apparents: flow.drawn,
      overruns: flow.overruns,
      alert: over || now - this.#overrunEnd < ALERT,
      warned: over || now - this.#overrunEnd < assumptions.adpsHold * SECOND,
      overload: this.#overloaded(),
      energy: registers.energy,
      supplierIndexes: registers.supplier,
      gridIndexes: registers.grid,
      exported: registers.exported,
      reactive: registers.reactive,
      maximum: drawn.maximum,
      maximumBefore: drawn.before,
      phaseMaxima: phases.map((each) => each.maximum),
      phaseMaximaBefore: phases.map((each) => each.before),
      exportMaximum: given.maximum,
      exportMaximumBefore: given.before,
      curve: this.#curve.shown(now, delay),
      exportCurve: this.#exportCurve.shown(now, delay),
      meanVoltage: means[0]!,
      meanVoltages: means,
      breaker: this.#breaker,
      cover: this.#cover,
      degraded: this.#degraded,
      message: this.#message,
      ultraShort: this.#ultraShort,
      quirks: this.#quirks,
      assumptions,
    };
  }

  #overloaded(): boolean {
    const { apparent, drawn } = this.#flow;
    if (apparent > this.#power) return true;
    if (this.#phases === 1 || this.#assumptions.overload === "total") return false;
    return drawn.some((phase) => phase > this.#power / 3);
  }
}
