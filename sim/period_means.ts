/**
 * Means over periods: the points of the load curve, the means of the voltage.
 *
 * @module
 */
import type { Point } from "./power_filter.ts";

/**
 * Means over periods that end at round times, in whole units; each has the end of its period as its time
 * (54E §6.2.3.12-13 p23-24).
 */
export class PeriodMeans {
  #period: number;
  #whole: boolean;
  #sum = 0;
  #since: number;
  #points: readonly Point[] = [];

  /** Periods of some ms, none where that is 0; `whole` leaves out those that were not seen from their start. */
  constructor(period: number, since: number, options: { whole: boolean }) {
    this.#period = period;
    this.#since = since;
    this.#whole = options.whole;
  }

  /** The last two points that are out some ms after the end of their period, latest first. */
  shown(instant: number, delay: number): readonly Point[] {
    const [latest] = this.#points;
    const first = latest && latest.at + delay > instant ? 1 : 0;
    return this.#points.slice(first, first + 2);
  }

  /** Counts a value, in thousandths of its unit, over some ms. */
  add(value: number, lasting: number): void {
    this.#sum += value * lasting;
  }

  /** Ends the period where one ends at this instant. */
  tick(instant: number, degraded: boolean): void {
    if (this.#period === 0 || instant % this.#period !== 0 || instant === this.#since) return;
    const lasting = instant - this.#since;
    if (!this.#whole || lasting === this.#period) {
      const value = Math.round(this.#sum / lasting / 1_000);
      const point = degraded ? { value, at: instant, degraded } : { value, at: instant };
      this.#points = [point, ...this.#points.slice(0, 2)];
    }
    this.#since = instant;
    this.#sum = 0;
  }

  /** Begins anew at an instant, with points that are known. */
  restart(instant: number, points: readonly Point[]): void {
    this.#since = instant;
    this.#sum = 0;
    this.#points = points;
  }
}
