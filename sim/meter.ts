/**
 * The meter: what it measures, counts and remembers, second by second.
 *
 * @module
 */
import { parisInstant, parisOffset } from "../tic/paris.ts";
import type { MeterAction } from "./action.ts";
import { assume, type Assumptions } from "./assumptions.ts";
import { dayNumber } from "./day.ts";
import { BAUD_RATE } from "./frames.ts";
import { Load } from "./load.ts";
import { Measurements, type Moment } from "./measurements.ts";
import {
  checkMeter,
  completeOptions,
  drawDeliveryPoint,
  drawSerialNumber,
  type MeterOptions,
} from "./meter_options.ts";
import type { MeterState } from "./meter_state.ts";
import type { Memory, OlderModel, Passing } from "./older/mod.ts";
import { OutputState } from "./older/output_state.ts";
import { refuseVerb } from "./older/refuse_verb.ts";
import type { QuirkName } from "./quirks.ts";
import { Registers } from "./registers.ts";
import { type Flow, type Powers, Supply } from "./supply.ts";
import { TariffCalendar, type Tariffing } from "./tariff_calendar.ts";
import { VOLTAGE_STEP } from "./voltage.ts";

export type { MeterOptions } from "./meter_options.ts";
export type { MeterState } from "./meter_state.ts";
export type { Point } from "./power_filter.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** How long short frames go on after the last overrun (54E §6.1.2 p17). */
const ALERT = 60_000;
/**
 * A meter: a Linky of one or three phases, a consumer's or a producer's, or a meter before it.
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
  /** What it is, where it is no Linky. */
  #model: OlderModel | undefined;
  /** What such a meter remembers besides. */
  #memory: Memory | undefined;
  #phases: 1 | 3;
  #assumptions: Assumptions;
  #quirks: readonly QuirkName[];
  #seed: number;
  #calendar: TariffCalendar;
  #load: Load;
  #supply: Supply;
  #power: number;
  #serialNumber: string;
  #deliveryPoint: string;
  #mode: MeterState["mode"];
  #instant: number;
  /** Local time minus UTC, in force at the instant, ms. */
  #offset = 0;
  /** Instants of the next local midnight, and of that with which the day before began. */
  #midnight = 0;
  #yesterday = 0;
  #tariffing!: Tariffing;
  #powers!: Powers;
  #flow!: Flow;
  /** Instants until which the flow, and the powers in it, hold. */
  #until = 0;
  #powersUntil = -Infinity;
  #registers: Registers;
  #measurements!: Measurements;
  #breaker: MeterState["breaker"] = "closed";
  #cover: MeterState["cover"] = "closed";
  #degraded = false;
  /** End of the last second with a phase in overrun. */
  #overrunEnd = -Infinity;
  #outage: { since: number; until: number; day: number } | undefined;
  #message: string | undefined;
  #ultraShort: MeterState["ultraShort"];
  #replaced = 0;
  /** What the line carries. */
  #output = new OutputState();
  /** The state as last told, while nothing has changed. */
  #told: MeterState | undefined;

  /**
   * Makes a meter and lets it run until its start.
   *
   * @throws {RangeError} where an option is not what such a meter can have.
   */
  constructor(given: MeterOptions) {
    const { options, contract, model } = completeOptions(given);
    const { phases = 1, vtic = "02", start, poweredUp = start, seed = 0 } = options;
    this.#options = options;
    this.#model = model;
    this.#phases = phases;
    this.#seed = seed;
    this.#power = options.power;
    this.#serialNumber = options.serialNumber ?? drawSerialNumber({ phases, vtic, seed, model });
    this.#deliveryPoint = options.deliveryPoint ?? drawDeliveryPoint(seed);
    checkMeter({
      power: this.#power,
      phases,
      serialNumber: this.#serialNumber,
      deliveryPoint: this.#deliveryPoint,
      model,
    });
    this.#assumptions = assume(options.assumptions ?? {});
    this.#quirks = options.quirks ?? [];
    this.#mode = options.mode ?? "historique";
    this.#calendar = new TariffCalendar({
      contract,
      days: options.calendar ?? {},
      seed,
      announced: this.#assumptions.colourAnnounced,
    });
    this.#load = new Load(
      typeof options.load === "number" ? { base: options.load } : options.load,
      { phases, most: model?.power.drawn },
    );
    this.#supply = new Supply(options, this.#assumptions);
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
    refuseVerb(action, this.#model);
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
          model: this.#model,
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
        this.#outage ??= { since: now, until: now, day: this.#localDay() };
        this.#outage.until = now + Math.ceil(action.for / SECOND) * SECOND;
        return;
      case "degrade":
        this.#degraded = true;
        return;
      case "resync":
        this.#degraded = false;
        return;
      case "output":
      case "telereport":
        return this.#output.act(action, now);
      case "replace":
        return this.#replace(action.serialNumber);
    }
  }

  #show(text: string, ultraShort: boolean): void {
    // MESSAGE of a SAPHIR has 80 characters (02E §2.10.2).
    const most = this.#model ? 80 : ultraShort ? 16 : 32;
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
        { phases: this.#phases, vtic, seed: this.#seed, model: this.#model },
        String(++this.#replaced),
      );
    checkMeter({
      power: this.#power,
      phases: this.#phases,
      serialNumber: number,
      deliveryPoint: this.#deliveryPoint,
      model: this.#model,
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
    this.#overrunEnd = -Infinity;
    this.#readClock();
    this.#readCalendar();
    this.#readFlow({ load: true });
    this.#measurements = new Measurements(this.#flow, this.#moment(), this.#assumptions);
    const options = { ...this.#options, assumptions: this.#assumptions };
    this.#memory = this.#model?.memory?.(options, this.#passing());
  }

  /** Lets time pass under a constant flow, to an instant or to what happens before it. */
  #pass(until: number): void {
    const moment = this.#moment();
    const now = moment.instant;
    let end = until;
    if (end >= this.#midnight) {
      // The second that ends at midnight is the first of the new day.
      if (now < this.#midnight - SECOND) end = this.#midnight - SECOND;
      else this.#measurements.rollOver({ ...moment, instant: this.#midnight });
    }
    const seconds = (end - now) / SECOND;
    // A meter before Linky cuts nothing.
    const trip = this.#breaker === "closed" && !this.#model
      ? this.#measurements.secondsToTrip(this.#flow, seconds, this.#power)
      : Infinity;
    this.#count(Math.min(seconds, trip), moment);
    if (trip <= seconds) this.#breaker = "overpower";
    if (this.#instant % MINUTE === 0) this.#tick();
    if (this.#instant >= this.#until || trip <= seconds) {
      this.#readFlow({ load: trip <= seconds });
    }
  }

  #count(seconds: number, since: Moment): void {
    const { active, reactive } = this.#flow.powers;
    const { tariff, gridIndex } = this.#tariffing;
    this.#measurements.run(this.#flow, seconds, since);
    this.#memory?.run(this.#flow, seconds, this.#passing());
    this.#registers.count(
      { active, reactive, seconds },
      { supplier: tariff.index, grid: gridIndex },
    );
    this.#instant += seconds * SECOND;
    if (this.#flow.overruns.includes(true)) this.#overrunEnd = this.#instant;
  }

  /** A round minute: periods end, and the calendar goes on. */
  #tick(): void {
    this.#measurements.tick(this.#moment());
    if (this.#instant % HOUR === 0) this.#readClock();
    this.#readCalendar();
    this.#memory?.tick?.(this.#passing());
  }

  /** The silence of an outage, as far as the end. */
  #wait(until: number, end: number): void {
    this.#instant = Math.min(until, end);
    if (this.#instant === until) this.#powerUp();
  }

  #powerUp(): void {
    const { since, day } = this.#outage!;
    this.#outage = undefined;
    if (this.#instant - since > this.#assumptions.clockAutonomy * DAY) this.#degraded = true;
    this.#readClock();
    this.#readCalendar();
    this.#readFlow({ load: true });
    const midnights = this.#localDay() - day;
    this.#measurements.restart(this.#flow, this.#moment(), midnights);
    this.#memory?.restart?.(this.#passing(), midnights);
  }

  #passing(): Passing {
    return {
      instant: this.#instant,
      local: this.#instant + this.#offset,
      tariffing: this.#tariffing,
      power: this.#power,
      indexes: this.#registers.supplier,
    };
  }

  #moment(): Moment {
    return { instant: this.#instant, yesterday: this.#yesterday, degraded: this.#degraded };
  }

  /** Reads local time: the offset changes at whole hours only. */
  #readClock(): void {
    this.#offset = parisOffset(this.#instant) * MINUTE;
    this.#midnight = parisInstant((this.#localDay() + 1) * DAY);
    this.#yesterday = parisInstant((this.#localDay() - 1) * DAY);
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
    if (options.load || now >= this.#powersUntil) {
      const closed = this.#breaker === "closed";
      this.#powers = this.#supply.measure(this.#load.at(now, local), { closed });
      this.#powersUntil = this.#load.until(now, local);
    }
    this.#flow = this.#supply.flow(this.#powers, now, this.#power);
    const until = Math.min(
      this.#powersUntil,
      this.#calendar.nextOrder(now),
      (Math.floor(now / VOLTAGE_STEP) + 1) * VOLTAGE_STEP,
    );
    // What happens within a second is seen at its end.
    this.#until = Math.ceil(until / SECOND) * SECOND;
  }

  #tell(): MeterState {
    const { role = "consumer", vtic = "02", missingPhases = [] } = this.#options;
    const now = this.#instant;
    const registers = this.#registers;
    const assumptions = this.#assumptions;
    const { powers, voltages, currents, overruns } = this.#flow;
    const over = overruns.includes(true);
    return {
      instant: now,
      powered: this.#outage === undefined,
      darkUntil: this.#outage?.until ?? this.#output.silentUntil(now),
      model: this.#options.model ?? "linky",
      baudRate: this.#options.baudRate ?? BAUD_RATE[this.#mode],
      output: this.#output.at(now),
      servingUntil: this.#output.servingUntil(now),
      told: this.#memory?.told(),
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
      voltage: voltages[0]!,
      current: Math.max(...currents),
      apparent: powers.apparent,
      injected: powers.injected,
      active: powers.active / 1_000,
      voltages,
      currents,
      apparents: powers.drawn,
      overruns,
      alert: over || now - this.#overrunEnd < ALERT,
      warned: over || now - this.#overrunEnd < assumptions.adpsHold * SECOND,
      overload: this.#overloaded(),
      energy: registers.energy,
      supplierIndexes: registers.supplier,
      gridIndexes: registers.grid,
      exported: registers.exported,
      reactive: registers.reactive,
      ...this.#measurements.told(now),
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
    const { apparent, drawn } = this.#powers;
    if (apparent > this.#power) return true;
    if (this.#phases === 1 || this.#assumptions.overload === "total") return false;
    return drawn.some((phase) => phase > this.#power / 3);
  }
}
