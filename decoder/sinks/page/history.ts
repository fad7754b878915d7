/**
 * What was heard of each label in the last day, in bounded memory.
 *
 * @module
 */

/** Length of a step, ms: on a screen of 1,000 points a day has steps of 86 s. */
export const STEP = 10_000;
/** Steps that are kept: a day. */
const STEPS = 8640;
/** Labels that are kept: those of any Linky. With 32 bytes a step that is 18 MB at most. */
const LABELS = 64;

/** What was heard in one step. */
export interface HistoryPoint {
  /** Begin of the step, ms since 1970 UTC. */
  at: number;
  /** Mean, least and most of the values heard in it. */
  mean: number;
  min: number;
  max: number;
}

/** One label: a place for each step of a day, found by the step's number, so that a clock may jump. */
class LabelHistory {
  readonly unit: string;
  readonly #steps = new Int32Array(STEPS).fill(-1);
  readonly #counts = new Uint32Array(STEPS);
  readonly #means = new Float64Array(STEPS);
  readonly #mins = new Float64Array(STEPS);
  readonly #maxs = new Float64Array(STEPS);

  constructor(unit: string) {
    this.unit = unit;
  }

  push(at: number, value: number): void {
    const step = Math.floor(at / STEP);
    const i = step % STEPS;
    if (this.#steps[i] !== step) {
      this.#steps[i] = step;
      this.#counts[i] = 0;
      this.#means[i] = 0;
      this.#mins[i] = Infinity;
      this.#maxs[i] = -Infinity;
    }
    const count = ++this.#counts[i]!;
    this.#means[i]! += (value - this.#means[i]!) / count;
    this.#mins[i] = Math.min(this.#mins[i]!, value);
    this.#maxs[i] = Math.max(this.#maxs[i]!, value);
  }

  /** The steps from one instant to another, in order. */
  points(from: number, to: number): HistoryPoint[] {
    const first = Math.max(Math.floor(from / STEP), Math.floor(to / STEP) - STEPS + 1);
    const points: HistoryPoint[] = [];
    for (let step = first; step * STEP <= to; step++) {
      const i = step % STEPS;
      if (this.#steps[i] !== step) continue;
      points.push({
        at: step * STEP,
        mean: this.#means[i]!,
        min: this.#mins[i]!,
        max: this.#maxs[i]!,
      });
    }
    return points;
  }

  /** The oldest step of the day that ends at `to`. */
  oldest(to: number): HistoryPoint | undefined {
    const last = Math.floor(to / STEP);
    for (let step = last - STEPS + 1; step <= last; step++) {
      if (this.#steps[step % STEPS] === step) return this.points(step * STEP, step * STEP)[0];
    }
    return undefined;
  }
}

/**
 * Keeps a day of values by label, in steps of 10 s.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { History } from "./history.ts";
 *
 * const history = new History();
 * history.push("PAPP", { at: 20_000, value: 300, unit: "VA" });
 * history.push("PAPP", { at: 21_000, value: 500, unit: "VA" });
 * assertEquals(history.points("PAPP", 0, 30_000), [{ at: 20_000, mean: 400, min: 300, max: 500 }]);
 * ```
 */
export class History {
  readonly #labels = new Map<string, LabelHistory>();

  /** Takes a value; a label beyond the 64th is not kept. */
  push(label: string, { at, value, unit }: { at: number; value: number; unit: string }): void {
    let history = this.#labels.get(label);
    if (!history) {
      if (this.#labels.size === LABELS) return;
      history = new LabelHistory(unit);
      this.#labels.set(label, history);
    }
    history.push(at, value);
  }

  /** The labels that are kept, with their units, in the order in which they were first heard. */
  labels(): { label: string; unit: string }[] {
    return [...this.#labels].map(([label, { unit }]) => ({ label, unit }));
  }

  /** Points of a label from one instant to another, ms since 1970; undefined where it is not kept. */
  points(label: string, from: number, to: number): HistoryPoint[] | undefined {
    return this.#labels.get(label)?.points(from, to);
  }

  /** The oldest point of a label in the day that ends at `to`. */
  oldest(label: string, to: number): HistoryPoint | undefined {
    return this.#labels.get(label)?.oldest(to);
  }

  /** Forgets everything, for another meter. */
  clear(): void {
    this.#labels.clear();
  }
}
