/**
 * One point a label: the layouts of hleroy/teleinfo-linky, edgd1er/teleinfo, SebastienReuiller.
 *
 * @module
 */
import { lookup } from "../../../tic/labels.ts";
import type { SaidValue } from "../../dialects/dialect.ts";
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import type { FieldValue, Point } from "../line_protocol.ts";
import { millisecondsOf, timeOf } from "./point_time.ts";
import type { PointLayout } from "./point_layout.ts";

/** What differs between the gateways of this family. */
interface LabelFamily {
  about: string;
  /** Tags that it writes where none are set. */
  tags: Readonly<Record<string, string>>;
  /** Whether a number is written as one. */
  typed: boolean;
  /** Labels that it leaves out. */
  without: readonly string[];
}

const FAMILIES: Readonly<Record<string, LabelFamily>> = {
  label: {
    about: "hleroy/teleinfo-linky: measurement = label, value an integer, tag location",
    tags: { location: "" },
    typed: true,
    without: [],
  },
  edgd1er: {
    about: "edgd1er/teleinfo: measurement = label, value a text, tag location",
    tags: { location: "" },
    typed: false,
    without: [],
  },
  reuiller: {
    about: "SebastienReuiller, Charlymd: measurement = label, tags host and region, no ADCO",
    tags: { host: "raspberry", region: "linky" },
    typed: true,
    without: ["ADCO"],
  },
};

/**
 * The layouts, by id.
 *
 * @example
 * ```ts
 * import { LABEL_POINTS } from "./label_points.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [layout] = LABEL_POINTS;
 * const [power] = layout!.writer({ location: "home" }).points([{
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
 *   measurement: "PAPP",
 *   tags: { location: "home" },
 *   fields: { value: 1940n },
 *   at: 1_768_384_800_000_000_007n,
 * });
 * ```
 */
export const LABEL_POINTS: readonly PointLayout[] = Object.entries(FAMILIES).map(
  ([id, family]) => ({
    id,
    about: family.about,
    settings: Object.fromEntries(
      Object.entries(family.tags).map(([tag, usual]) => [
        tag,
        `tag ${tag}${usual === "" ? "" : `, ${usual} without it`}`,
      ]),
    ),
    writer: (settings) => ({
      points: (readings) =>
        readings.flatMap((reading) => pointsOf(reading, family, { ...family.tags, ...settings })),
    }),
    values: valuesOf,
  }),
);

function pointsOf(
  reading: FrameReading,
  family: LabelFamily,
  tags: Readonly<Record<string, string>>,
): Point[] {
  return reading.readings
    .filter(({ label }) => !family.without.includes(label))
    .map((group) => ({
      measurement: group.label,
      tags,
      fields: { value: family.typed ? typed(group, reading) : textOf(group) },
      at: timeOf(reading),
    }));
}

/** A label that some meter sends with decimals is a float in every frame: a field has one type. */
function typed(group: LabelReading, { mode }: FrameReading): FieldValue {
  if (typeof group.value !== "number") return textOf(group);
  const fractional = lookup(group.label, mode).some(({ type }) => type.startsWith("decimal"));
  return fractional || !Number.isInteger(group.value) ? group.value : BigInt(group.value);
}

/** As edgd1er writes it; of a group that is all horodate, the horodate. */
function textOf({ raw, timestamp }: LabelReading): string {
  const text = raw.replace(/ +/g, " ").trim();
  return text === "" ? timestamp ?? "" : text;
}

function valuesOf({ measurement, fields: { value }, at }: Point): SaidValue[] {
  if (value === undefined) return [];
  return [{
    label: measurement,
    value: typeof value === "bigint" ? Number(value) : value,
    ...(at !== undefined && { at: millisecondsOf(at) }),
  }];
}
