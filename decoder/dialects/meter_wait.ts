/**
 * Readings that wait for the number of their meter.
 *
 * @module
 */
import type { FrameReading } from "./frame_reading.ts";

/** Most readings that wait: a line whose number is damaged every time is passed on, too. */
const MOST = 10;

/**
 * Keeps the readings of a line that has not yet told its meter, and passes them on under the number that
 * the next one tells: a gateway begins in the middle of a frame, behind the number, and nobody should see
 * a meter of that name for this alone. A whole frame without a number ends the wait: there is none.
 *
 * @example
 * ```ts
 * import { MeterWait } from "./meter_wait.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = { mode: "historique", kind: "long", lost: 0, events: [], readings: [] } as const;
 * const wait = new MeterWait();
 * assertEquals(wait.take({ ...frame, seq: 1, at: 0, meter: null, complete: false }), []);
 * const passed = wait.take({ ...frame, seq: 2, at: 1, meter: "021976551234", complete: true });
 * assertEquals(passed.map(({ seq, meter }) => [seq, meter]), [
 *   [1, "021976551234"],
 *   [2, "021976551234"],
 * ]);
 * ```
 */
export class MeterWait {
  #waiting: FrameReading[] = [];
  #over = false;

  /** Takes a reading; those that can be passed on now, in order. */
  take(reading: FrameReading): FrameReading[] {
    if (this.#over) return [reading];
    this.#waiting.push(reading);
    const known = reading.meter !== null || reading.complete;
    return known || this.#waiting.length === MOST ? this.end() : [];
  }

  /** What still waits, at the end of the line. */
  end(): FrameReading[] {
    const meter = this.#waiting.at(-1)?.meter ?? null;
    const readings = this.#waiting.map((reading) => ({ ...reading, meter }));
    this.#waiting = [];
    this.#over = true;
    return readings;
  }
}
