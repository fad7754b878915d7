/**
 * The meter: what it measures, counts and remembers, second by second.
 *
 * @module
 */
import { parisOffset } from "../tic/paris.ts";
import { type Contract, type ContractName, CONTRACTS, type Tariff, tariffAt } from "./contract.ts";

/** How a meter is made and what is connected to it. */
export interface MeterOptions {
  /** Supply contract. */
  contract: ContractName;
  /** Subscribed power in VA, whole kVA from 1 to 18: PREF, and PCOUP with it. */
  power: number;
  /** Active power drawn, in W, 0 to 99,990; the power factor is 1, so that S = P. */
  load: number;
  /** ADCO and ADSC, twelve digits (54E §2.2). */
  serialNumber: string;
  /** Point of delivery, fourteen digits. */
  deliveryPoint: string;
  /** Instant at which it is first looked at, in milliseconds since 1970 UTC. */
  start: number;
  /**
   * Instant at which it was powered up, `start` by default. What lies between is played, so that
   * the maximum of the day before and the points of the load curve are known at `start`.
   */
  poweredUp?: number;
  /** Supplier indexes at power-up, in Wh; missing ones are 0. */
  indexes?: readonly number[];
}

/** A value that the meter remembers with its time. */
export interface Point {
  /** In the unit of the place where it stands. */
  value: number;
  /** Milliseconds since 1970 UTC. */
  at: number;
}

/** Everything about the meter at the beginning of a second. */
export interface MeterState {
  /** Milliseconds since 1970 UTC, a whole second. */
  readonly instant: number;
  /** ADCO, ADSC. */
  readonly serialNumber: string;
  /** PRM. */
  readonly deliveryPoint: string;
  /** Contract in force. */
  readonly contract: Contract;
  /** Tariff in force. */
  readonly tariff: Tariff;
  /** Subscribed power, VA. */
  readonly power: number;
  /** RMS voltage, V. */
  readonly voltage: number;
  /** RMS current, A. */
  readonly current: number;
  /** Apparent power drawn, VA. */
  readonly apparent: number;
  /** Active energy drawn in all, Wh. */
  readonly energy: number;
  /** The same by supplier index (ten of them), Wh. */
  readonly supplierIndexes: readonly number[];
  /** The same by grid-operator index (four of them), Wh. */
  readonly gridIndexes: readonly number[];
  /** Highest apparent power of the day, VA. */
  readonly maximum: Point;
  /** Highest apparent power of the day before, VA. */
  readonly maximumBefore: Point;
  /** The last two complete points of the load curve, latest first, W. */
  readonly curve: readonly Point[];
  /** Mean voltage of the last complete period, V. */
  readonly meanVoltage: Point;
}

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Millijoules in a watt-hour. */
const WATT_HOUR = 3_600_000;
/** Nominal voltage, V (§10.1 of the reference). */
const VOLTAGE = 230;
/** Weight of the filter for maxima and trip, per second (54E §7). */
const FILTER = 0.008;
/** Period of the load curve: 30 min in most captures, 54E §6.2.3.12 fixes none. */
const CURVE_PERIOD = 1_800_000;
/** Window of UMOY: 10 min at publication (54E §6.2.3.13). */
const VOLTAGE_PERIOD = 600_000;

/**
 * A single-phase Linky of a consumer (VTIC 02) under a constant load.
 *
 * It lives on a clock of its own, which moves only when told to, a second at a time (54E §6.2.3.7).
 * Energy is counted in millijoules; each watt-hour that becomes full goes to the indexes of the tariff
 * in force, so that EAST = Σ EASF = Σ EASD at every instant and no energy is lost or made.
 *
 * Assumptions where the documents are silent: SMAXSN is the square root of the filter, rounded to the
 * VA, with the second at which that value was first reached; at midnight it begins again from the
 * filter; before the first full day SMAXSN-1 is 0 at power-up, and before the first full window
 * UMOY1 is the voltage at power-up. The breaker does not act yet.
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
 *   serialNumber: "022162000042",
 *   deliveryPoint: "01234567890123",
 *   start: Date.parse("2026-01-14T05:59:58+01:00"),
 * });
 * assertEquals(meter.state().tariff.period, "HC..");
 * meter.advance(2);
 * assertEquals(meter.state().tariff.period, "HP..");
 * ```
 */
export class Meter {
  #options: MeterOptions;
  #contract: Contract;
  #tariff: Tariff;
  #apparent: number;
  #instant: number;
  /** Local time minus UTC, in force at the instant, ms. */
  #offset: number;
  /** Number of the local day. */
  #day = 0;
  /** Energy of the watt-hour that is not full yet, mJ. */
  #millijoules = 0;
  /** Energy drawn each second, mJ. */
  #rate: number;
  #energy: number;
  #supplierIndexes: readonly number[];
  #gridIndexes: readonly number[];
  /** Output of the filter, VA² (54E §7). */
  #filter = 0;
  #maximum: Point;
  #maximumBefore: Point;
  /** Energy (mJ) of the current period of the load curve, and when it was begun. */
  #curveEnergy = 0;
  #curveSince: number;
  #curve: readonly Point[] = [];
  #meanVoltage: Point;

  /**
   * Makes a meter and lets it run until its start.
   *
   * @throws {RangeError} where an option is not what a single-phase meter can have.
   */
  constructor(options: MeterOptions) {
    check(options);
    const { load, indexes = [], start, poweredUp = start } = options;
    this.#options = options;
    this.#contract = CONTRACTS[options.contract];
    this.#apparent = Math.round(load);
    this.#rate = Math.round(load * 1_000);
    this.#instant = Math.floor(poweredUp / SECOND) * SECOND;
    this.#supplierIndexes = Array.from({ length: 10 }, (_, i) => indexes[i] ?? 0);
    this.#energy = this.#supplierIndexes.reduce((sum, index) => sum + index, 0);
    this.#gridIndexes = [
      this.#energy - this.#supplierIndexes[1]!,
      this.#supplierIndexes[1]!,
      0,
      0,
    ];
    this.#curveSince = this.#instant;
    this.#meanVoltage = { value: VOLTAGE, at: this.#instant };
    this.#maximum = this.#maximumBefore = { value: 0, at: this.#instant };
    this.#offset = parisOffset(this.#instant) * MINUTE;
    const local = this.#instant + this.#offset;
    this.#tariff = tariffAt(this.#contract, Math.floor((local % DAY) / MINUTE));
    this.#readClock();
    this.advanceTo(start);
  }

  /** Lets whole seconds pass. */
  advance(seconds: number): void {
    for (let i = 0; i < seconds; i++) this.#second();
  }

  /** Lets the seconds pass that lie before an instant (milliseconds since 1970 UTC); never goes back. */
  advanceTo(instant: number): void {
    this.advance(Math.floor((instant - this.#instant) / SECOND));
  }

  /** Everything about the meter now. */
  state(): MeterState {
    const { serialNumber, deliveryPoint, power } = this.#options;
    return {
      instant: this.#instant,
      serialNumber,
      deliveryPoint,
      contract: this.#contract,
      tariff: this.#tariff,
      power,
      voltage: VOLTAGE,
      current: this.#apparent / VOLTAGE,
      apparent: this.#apparent,
      energy: this.#energy,
      supplierIndexes: this.#supplierIndexes,
      gridIndexes: this.#gridIndexes,
      maximum: this.#maximum,
      maximumBefore: this.#maximumBefore,
      curve: this.#curve,
      meanVoltage: this.#meanVoltage,
    };
  }

  #second(): void {
    this.#count();
    this.#filter += FILTER * (this.#apparent ** 2 - this.#filter);
    this.#instant += SECOND;
    const day = this.#day;
    this.#readClock();
    this.#keepMaximum(this.#day !== day);
    this.#keepMeans();
  }

  /** Counts the energy of one second; a watt-hour belongs to the tariff in which it becomes full. */
  #count(): void {
    this.#millijoules += this.#rate;
    this.#curveEnergy += this.#rate;
    const full = Math.floor(this.#millijoules / WATT_HOUR);
    if (full === 0) return;
    this.#millijoules -= full * WATT_HOUR;
    this.#energy += full;
    this.#supplierIndexes = add(this.#supplierIndexes, this.#tariff.index, full);
    this.#gridIndexes = add(this.#gridIndexes, this.#tariff.gridIndex, full);
  }

  /** Reads local time: the offset changes at whole hours only, the tariff at whole minutes. */
  #readClock(): void {
    if (this.#instant % HOUR === 0) this.#offset = parisOffset(this.#instant) * MINUTE;
    const local = this.#instant + this.#offset;
    this.#day = Math.floor(local / DAY);
    if (local % MINUTE === 0) this.#tariff = tariffAt(this.#contract, (local % DAY) / MINUTE);
  }

  /** SMAXSN begins again at midnight, and what it was becomes SMAXSN-1 (54E §6.2.3.11). */
  #keepMaximum(midnight: boolean): void {
    const value = Math.round(Math.sqrt(this.#filter));
    if (midnight) this.#maximumBefore = this.#maximum;
    if (midnight || value > this.#maximum.value) this.#maximum = { value, at: this.#instant };
  }

  /** Points of curve and voltage carry the end of their period; only whole periods count. */
  #keepMeans(): void {
    if (this.#instant % VOLTAGE_PERIOD === 0) {
      this.#meanVoltage = { value: VOLTAGE, at: this.#instant };
    }
    if (this.#instant % CURVE_PERIOD !== 0) return;
    if (this.#instant - this.#curveSince === CURVE_PERIOD) {
      const value = Math.round(this.#curveEnergy / CURVE_PERIOD);
      this.#curve = [{ value, at: this.#instant }, ...this.#curve.slice(0, 1)];
    }
    this.#curveSince = this.#instant;
    this.#curveEnergy = 0;
  }
}

function add(indexes: readonly number[], index: number, wattHours: number): readonly number[] {
  return indexes.with(index - 1, indexes[index - 1]! + wattHours);
}

function check({ power, load, serialNumber, deliveryPoint }: MeterOptions): void {
  if (!(power >= 1_000 && power <= 18_000 && power % 1_000 === 0)) {
    throw new RangeError(
      `Cannot subscribe ${power} VA: a single-phase meter has whole kVA from 1 to 18, such as 9 kVA`,
    );
  }
  if (!(load >= 0 && load <= 99_990)) {
    throw new RangeError(
      `Cannot draw ${load} W: the load is from 0 to 99,990 W (five digits of PAPP)`,
    );
  }
  digits("serial number", serialNumber, 12);
  digits("point of delivery", deliveryPoint, 14);
}

function digits(what: string, text: string, length: number): void {
  if (/^\d+$/.test(text) && text.length === length) return;
  throw new RangeError(`Cannot use ${JSON.stringify(text)} as ${what}: it has ${length} digits`);
}
