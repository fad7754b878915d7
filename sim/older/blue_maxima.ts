/**
 * The highest currents and powers that a blue meter has seen: IMAX, PMAX.
 *
 * @module
 */
import type { MeterOptions } from "../meter_options.ts";
import type { Flow } from "../supply.ts";
import type { Memory, Passing } from "./older_model.ts";

const DAY = 86_400_000;
const MILLIWATTS = 1_000;

/** What a blue meter remembers. */
export interface Maxima {
  /** Highest current by phase, A. */
  readonly currents: readonly number[];
  /** Highest active power in all, W: since power-up, of today, of the day before. */
  readonly power: number;
  readonly today: number;
  readonly before: number;
}

/** Follows current and power, second by second (02E §2.3.3 p28, §2.5.3 p34). */
export class BlueMaxima implements Memory {
  #daily: boolean;
  #day: number;
  #told: Maxima;

  /** Begins with nothing. */
  constructor({ assumptions, phases = 1 }: MeterOptions, { local }: Passing) {
    this.#daily = assumptions?.imaxSince === "midnight";
    this.#day = Math.floor(local / DAY);
    const currents = new Array<number>(phases).fill(0);
    this.#told = { currents, power: 0, today: 0, before: 0 };
  }

  /** Lets seconds of a flow pass. */
  run({ currents, powers }: Flow, _seconds: number, { local }: Passing): void {
    this.#turn(local);
    const told = this.#told;
    const power = powers.active / MILLIWATTS;
    const isHigher = power > told.today ||
      currents.some((current, i) => current > told.currents[i]!);
    if (!isHigher) return;
    this.#told = {
      currents: told.currents.map((highest, i) => Math.max(highest, currents[i]!)),
      power: Math.max(told.power, power),
      today: Math.max(told.today, power),
      before: told.before,
    };
  }

  /** A round minute, which may be midnight. */
  tick({ local }: Passing): void {
    this.#turn(local);
  }

  /** Begins a new day where one begins. */
  #turn(local: number): void {
    const day = Math.floor(local / DAY);
    if (day === this.#day) return;
    const { currents, power, today } = this.#told;
    this.#told = {
      currents: this.#daily ? currents.map(() => 0) : currents,
      power,
      today: 0,
      before: day === this.#day + 1 ? today : 0,
    };
    this.#day = day;
  }

  /** What it has seen. */
  told(): Maxima {
    return this.#told;
  }
}
