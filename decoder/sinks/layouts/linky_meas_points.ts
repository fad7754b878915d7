/**
 * The points of linky-meas.py: a mean of the current, and the index once a night.
 *
 * @module
 */
import { parisOffset } from "../../../tic/paris.ts";
import type { SaidValue } from "../../dialects/dialect.ts";
import type { FrameReading } from "../../dialects/frame_reading.ts";
import type { Point } from "../line_protocol.ts";
import { millisecondsOf, timeOf } from "./point_time.ts";
import type { PointLayout, PointWriter } from "./point_layout.ts";

const MEASUREMENT = "elec";
const MINUTE = 60_000;
/** Labels of the current; the second is what a meter says that was switched to standard. */
const CURRENT = ["IINST", "IRMS1"];
/** Labels of the index, likewise. */
const INDEX = ["BASE", "EAST"];

/** What is known of the window that is not over. */
interface Window {
  /** When it began, ms since 1970 UTC. */
  readonly from: number;
  readonly sum: number;
  readonly count: number;
  readonly index: number | undefined;
}

/**
 * `elec iinst=9.94` at the end of each window, the mean of IINST, and `elec base=2809720` where the window
 * ends in the first ten minutes after two at night.
 *
 * @example
 * ```ts
 * import { LINKY_MEAS_POINTS } from "./linky_meas_points.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = { meter: null, mode: "historique", kind: "long", complete: true } as const;
 * const points = LINKY_MEAS_POINTS.writer({}).points([9, 11, 40].map((value, seq) => ({
 *   ...frame,
 *   seq,
 *   at: 1_768_384_800_000 + seq * 30_000,
 *   lost: 0,
 *   events: [],
 *   readings: [{ label: "IINST", raw: `0${value}`, value, unit: "A" }],
 * })));
 * assertEquals(points, [{
 *   measurement: "elec",
 *   tags: {},
 *   fields: { iinst: 10 },
 *   at: 1_768_384_860_000_000_000n,
 * }]);
 * ```
 */
export const LINKY_MEAS_POINTS: PointLayout = {
  id: "linky-meas",
  about: "linky-meas.py and linky_read.py: the mean of the current, the index at two at night",
  settings: { every: "window of the mean in seconds, 60 without it; linky_read.py has 600" },
  writer(settings) {
    const every = Number(settings.every ?? "60");
    if (!/^[0-9]+$/.test(settings.every ?? "60") || every < 1 || every > 3600) {
      throw new SyntaxError(
        `layout linky-meas has no every=${settings.every}: it is a number of seconds, 1 to 3600`,
      );
    }
    return new LinkyMeasWriter(every * 1000);
  },
  values: valuesOf,
};

class LinkyMeasWriter implements PointWriter {
  readonly #every: number;
  #window: Window | undefined;
  #next: Window | undefined;

  constructor(every: number) {
    this.#every = every;
  }

  points(readings: readonly FrameReading[]): Point[] {
    const points: Point[] = [];
    let window = this.#window;
    for (const reading of readings) {
      const from = Math.floor(reading.at / this.#every) * this.#every;
      if (window !== undefined && window.from !== from) {
        points.push(...this.#ended(window));
        window = undefined;
      }
      window = added(window ?? { from, sum: 0, count: 0, index: undefined }, reading);
    }
    this.#next = window;
    return points;
  }

  taken(): void {
    this.#window = this.#next;
  }

  rest(): Point[] {
    return this.#window === undefined ? [] : this.#ended(this.#window);
  }

  #ended({ from, sum, count, index }: Window): Point[] {
    const end = from + this.#every;
    const at = timeOf({ at: end, seq: 0 });
    const night = Math.floor((end + parisOffset(end) * MINUTE) / (10 * MINUTE)) % 144 === 12;
    const fields = [
      ...(count > 0 ? [{ iinst: Math.round(sum / count * 100) / 100 }] : []),
      ...(night && index !== undefined ? [{ base: index }] : []),
    ];
    return fields.map((field) => ({ measurement: MEASUREMENT, tags: {}, fields: field, at }));
  }
}

function added(window: Window, { readings }: FrameReading): Window {
  const number = (labels: readonly string[]) =>
    readings.map(({ label, value }) => labels.includes(label) ? value : null)
      .find((value) => typeof value === "number");
  const current = number(CURRENT);
  const counted = current === undefined
    ? window
    : { ...window, sum: window.sum + current, count: window.count + 1 };
  return { ...counted, index: number(INDEX) ?? window.index };
}

function valuesOf({ measurement, fields, at }: Point): SaidValue[] {
  if (measurement !== MEASUREMENT) return [];
  return Object.entries(fields).map(([label, value]) => ({
    label,
    value: typeof value === "bigint" ? Number(value) : value,
    ...(at !== undefined && { at: millisecondsOf(at) }),
  }));
}
