/**
 * A frame as ticlab itself says it.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "./frame_reading.ts";

/** A label of a frame. */
export interface TiclabLabel {
  /** Data as on the wire. */
  raw: string;
  /** Number, text or the fields of a register; null where it cannot be read. */
  value: unknown;
  /** Unit of a number. */
  unit?: string;
  /** Instant of its horodate, ISO 8601 in UTC. */
  at?: string;
  /** Whether the meter's clock was in order; only with `at`. */
  clock?: "ok" | "degraded";
  /** What cut the period of a load-curve point short. */
  mark?: string;
}

/** A frame; `ticlab.schema.json` says the same. */
export interface TiclabFrame {
  /** Version of this form. */
  v: 1;
  /** Counts the frames that the gateway accepted; the same number is the same frame. */
  seq: number;
  /** Number of the meter, null where none is known. */
  meter: string | null;
  /** When the gateway heard it, ISO 8601 in UTC. */
  time: string;
  /** Mode of the line. */
  mode: FrameReading["mode"];
  /** Long, short or standby. */
  kind: FrameReading["kind"];
  /** Every group was good. */
  complete: boolean;
  /** Groups that were lost. */
  lost: number;
  /** An overload goes on. */
  overload: boolean;
  /** What happens with it. */
  events: FrameReading["events"];
  /** Its labels; of two groups with one label, the last. */
  labels: Record<string, TiclabLabel>;
}

/**
 * Makes the object of a frame.
 *
 * @param overload Whether an overload goes on.
 *
 * @example
 * ```ts
 * import { ticlabFrame } from "./ticlab_frame.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = ticlabFrame({
 *   seq: 7,
 *   at: Date.parse("2026-01-14T06:00:01+01:00"),
 *   meter: "021976551234",
 *   mode: "historique",
 *   kind: "long",
 *   complete: true,
 *   lost: 0,
 *   events: [],
 *   readings: [{ label: "PAPP", raw: "00360", value: 360, unit: "VA" }],
 * }, false);
 * assertEquals(frame.time, "2026-01-14T05:00:01.000Z");
 * assertEquals(frame.labels.PAPP, { raw: "00360", value: 360, unit: "VA" });
 * ```
 */
export function ticlabFrame(reading: FrameReading, overload: boolean): TiclabFrame {
  const { seq, meter, at, mode, kind, complete, lost, events, readings } = reading;
  return {
    v: 1,
    seq,
    meter,
    time: new Date(at).toISOString(),
    mode,
    kind,
    complete,
    lost,
    overload,
    events,
    labels: Object.fromEntries(readings.map((one) => [one.label, labelOf(one)])),
  };
}

function labelOf({ raw, value, unit, at, clock, mark }: LabelReading): TiclabLabel {
  const instant = at === undefined ? undefined : utc(at);
  return {
    raw,
    // The instant of DATE, DPM and FPM is their value, too: in UTC like all others.
    value: instant !== undefined && value === at ? instant : value,
    ...(unit === null ? {} : { unit }),
    ...(instant === undefined ? {} : { at: instant }),
    ...(clock === undefined ? {} : { clock }),
    ...(mark === undefined ? {} : { mark }),
  };
}

/** Whole seconds, as horodates have them. */
function utc(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19)}Z`;
}
