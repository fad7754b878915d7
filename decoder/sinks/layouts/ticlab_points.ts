/**
 * Our own layout of points.
 *
 * @module
 */
import type { SaidValue } from "../../dialects/dialect.ts";
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import type { Point } from "../line_protocol.ts";
import { instantOf, millisecondsOf, timeOf } from "./point_time.ts";
import type { PointLayout } from "./point_layout.ts";

/** Measurement of the groups. */
const GROUP = "tic";
/** Measurement of the frames. */
const FRAME = "tic_frame";

/**
 * A point a group, `tic,meter=021861348497,label=PAPP,unit=VA value=1940`, and one a frame.
 *
 * A number is always the float `value`, all else the text `text`, so that no field ever has two types.
 *
 * @example
 * ```ts
 * import { TICLAB_POINTS } from "./ticlab_points.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [power] = TICLAB_POINTS.writer({}).points([{
 *   seq: 7,
 *   at: 1_768_384_800_000,
 *   meter: "021861348497",
 *   mode: "historique",
 *   kind: "long",
 *   complete: true,
 *   lost: 0,
 *   events: [],
 *   readings: [{ label: "PAPP", raw: "01940", value: 1940, unit: "VA" }],
 * }]);
 * assertEquals(power, {
 *   measurement: "tic",
 *   tags: { meter: "021861348497", label: "PAPP", unit: "VA" },
 *   fields: { value: 1940 },
 *   at: 1_768_384_800_000_000_007n,
 * });
 * ```
 */
export const TICLAB_POINTS: PointLayout = {
  id: "ticlab",
  about:
    "ours: a point a group and one a frame, by meter and label, horodated ones at their instant",
  settings: {},
  writer: () => ({ points: (readings) => readings.flatMap(pointsOf) }),
  values: valuesOf,
};

function pointsOf(reading: FrameReading): Point[] {
  const { meter, mode, kind, complete, lost, events, seq, readings } = reading;
  const whose = meter === null ? {} : { meter };
  const frame = {
    measurement: FRAME,
    tags: whose,
    fields: {
      seq: BigInt(seq),
      mode,
      kind,
      complete,
      groups: BigInt(readings.length),
      lost: BigInt(lost),
      events: events.join(" "),
    },
    at: timeOf(reading),
  };
  return [...readings.map((group) => groupPoint(group, reading, whose)), frame];
}

function groupPoint(
  group: LabelReading,
  reading: FrameReading,
  whose: Readonly<Record<string, string>>,
): Point {
  const { label, unit, value, raw } = group;
  const instant = instantOf(group);
  return {
    measurement: GROUP,
    tags: { ...whose, label, ...(unit !== null && { unit }) },
    fields: typeof value === "number" ? { value } : { text: textOf(value, raw) },
    at: instant === undefined ? timeOf(reading) : timeOf({ at: instant, seq: 0 }),
  };
}

/** Text as it is read; a register as on the wire. */
function textOf(value: unknown, raw: string): string {
  return typeof value === "string" ? value : raw.trim();
}

function valuesOf({ measurement, tags, fields, at }: Point): SaidValue[] {
  const value = fields.value ?? fields.text;
  if (measurement !== GROUP || tags.label === undefined || value === undefined) return [];
  return [{
    label: tags.label,
    ...(tags.meter !== undefined && { meter: tags.meter }),
    value: typeof value === "bigint" ? Number(value) : value,
    ...(at !== undefined && { at: millisecondsOf(at) }),
  }];
}
