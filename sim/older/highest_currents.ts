/**
 * The highest currents that a blue meter has seen: IMAX.
 *
 * @module
 */
import type { MeterOptions } from "../meter_options.ts";
import type { Flow } from "../supply.ts";
import type { Memory, Passing } from "./older_model.ts";

const DAY = 86_400_000;

/** Highest current by phase, A. */
export type Currents = readonly number[];

/** Follows the current of each phase, second by second (02E §2.3.3 p28, §2.5.3 p34). */
export class HighestCurrents implements Memory {
  #daily: boolean;
  #day: number;
  #highest: Currents;

  /** Begins with nothing. */
  constructor({ assumptions, phases = 1 }: MeterOptions, { local }: Passing) {
    this.#daily = assumptions?.imaxSince === "midnight";
    this.#day = Math.floor(local / DAY);
    this.#highest = new Array<number>(phases).fill(0);
  }

  /** Lets seconds of a flow pass. */
  run({ currents }: Flow, _seconds: number, { local }: Passing): void {
    this.#turn(local);
    if (currents.some((current, i) => current > this.#highest[i]!)) {
      this.#highest = this.#highest.map((highest, i) => Math.max(highest, currents[i]!));
    }
  }

  /** A round minute, which may be midnight. */
  tick({ local }: Passing): void {
    this.#turn(local);
  }

  /** Begins a new day where one begins. */
  #turn(local: number): void {
    const day = Math.floor(local / DAY);
    if (this.#daily && day !== this.#day) this.#highest = this.#highest.map(() => 0);
    this.#day = day;
  }

  /** The highest currents. */
  told(): Currents {
    return this.#highest;
  }
}
