/**
 * What flows through a meter.
 *
 * @module
 */
import type { Assumptions } from "./assumptions.ts";
import type { PhasePowers } from "./load.ts";
import type { MeterOptions } from "./meter_options.ts";
import { wander } from "./voltage.ts";

/** What is drawn and given, constant as long as the load is. */
export interface Powers {
  /** Whole mW in all; negative: given. */
  readonly active: number;
  /** Whole mvar in all; negative: capacitive. */
  readonly reactive: number;
  /** Whole VA by phase: negative where it gives. */
  readonly phases: readonly number[];
  /** The same, 0 where it gives. */
  readonly drawn: readonly number[];
  /** Whole VA drawn in all; 0 while power is given. */
  readonly apparent: number;
  /** Whole VA given in all; 0 while power is drawn. */
  readonly injected: number;
}

/** What flows, constant until the next instant at which load or mains may change. */
export interface Flow {
  /** What is drawn and given. */
  readonly powers: Powers;
  /** V by phase. */
  readonly voltages: readonly number[];
  /** A by phase. */
  readonly currents: readonly number[];
  /** Whether the current of each phase is above the reference (54E §6.1). */
  readonly overruns: readonly boolean[];
}

/** Fall of the voltage behind the mains' resistance, V for each VA of a phase. */
const SAG = 0.001;
/** Subscribed power for which that is the resistance, VA; an older meter of more has thicker wires. */
const DOMESTIC = 36_000;

/** The wires between the mains and the load. */
export class Supply {
  #options: MeterOptions;
  #phases: readonly number[];
  #whole: (current: number) => number;

  /** Wires a meter of so many phases. */
  constructor(options: MeterOptions, assumptions: Assumptions) {
    this.#options = options;
    this.#phases = Array.from({ length: options.phases ?? 1 }, (_, i) => i + 1);
    this.#whole = assumptions.current === "down" ? Math.floor : Math.round;
  }

  /** What a load draws and gives; nothing where the breaker is open. */
  measure(load: PhasePowers, options: { closed: boolean }): Powers {
    const phases: number[] = [];
    let [active, reactive, sum] = [0, 0, 0];
    for (const phase of this.#phases) {
      const fed = options.closed && !this.#isMissing(phase);
      const p = fed ? Math.round(load.active[phase - 1]! * 1_000) : 0;
      const q = fed ? Math.round(load.reactive[phase - 1]! * 1_000) : 0;
      const s = Math.round(Math.hypot(p, q) / 1_000);
      active += p;
      reactive += q;
      sum += p < 0 ? -s : s;
      phases.push(p < 0 ? -s : s);
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

  /** Voltages under some powers at an instant, and the currents that belong to them. */
  flow(powers: Powers, instant: number, subscribed: number): Flow {
    const { seed, voltage: { mean = 230, swing = 4 } = {} } = this.#options;
    const sag = SAG * Math.min(1, DOMESTIC / subscribed);
    const voltages = this.#phases.map((phase, i) => {
      if (this.#isMissing(phase)) return 0;
      if (seed === undefined) return mean;
      return mean + swing * wander(seed, phase, instant) - sag * powers.phases[i]!;
    });
    const currents = powers.phases.map((power, i) =>
      power === 0 ? 0 : Math.abs(power) / voltages[i]!
    );
    const reference = subscribed / 200 / this.#phases.length;
    const overruns = currents.map((current) => this.#whole(current) > reference);
    return { powers, voltages, currents, overruns };
  }

  #isMissing(phase: number): boolean {
    return this.#options.missingPhases?.some((missing) => missing === phase) ?? false;
  }
}
