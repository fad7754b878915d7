/**
 * How often a gateway passes readings on.
 *
 * @module
 */
import type { FrameReading } from "./frame_reading.ts";

/**
 * Lets one reading a period through, and at once those with which something happens.
 *
 * A short or damaged frame does not stand for a whole one: the next whole frame is let through besides
 * it, so that a consumer is not left for a period with half of the labels.
 *
 * @example
 * ```ts
 * import { RateLimit } from "./rate_limit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = { meter: null, mode: "historique", kind: "long", complete: true, lost: 0 } as const;
 * const limit = new RateLimit({ every: 10_000 });
 * const accepted = [0, 2, 4, 6, 8, 10].map((second, seq) =>
 *   limit.accept({
 *     ...frame,
 *     seq,
 *     at: second * 1_000,
 *     readings: [],
 *     events: second === 4 ? ["tariff"] : [],
 *   })
 * );
 * assertEquals(accepted, [true, false, true, false, false, true]);
 * ```
 */
export class RateLimit {
  readonly #every: number;
  #whole = -Infinity;
  #part = -Infinity;

  /**
   * Begins with everything due.
   *
   * @param options `every`: the period, ms; 0 lets everything through.
   */
  constructor(options: { every: number }) {
    this.#every = options.every;
  }

  /** Tells whether a reading is passed on; remembers that it was. */
  accept({ at, kind, complete, events }: FrameReading): boolean {
    const whole = complete && kind === "long";
    const since = at - (whole ? this.#whole : Math.max(this.#whole, this.#part));
    // A clock that was put back must not hold readings back.
    const due = since >= this.#every || since < 0;
    if (!due) return events.length > 0;
    if (whole) this.#whole = this.#part = at;
    else this.#part = at;
    return true;
  }
}
