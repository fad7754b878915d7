/**
 * What the dialect of ticlab announces to Home Assistant.
 *
 * @module
 */
import { decodeIdentity } from "../../tic/identity.ts";
import { lookup } from "../../tic/labels.ts";
import type { TicMode } from "../../tic/types.ts";
import type { Message } from "./dialect.ts";
import type { LabelReading } from "./frame_reading.ts";
import { isMeterNumber } from "./meter_number.ts";

/** Whose labels are announced, where and in which language. */
export interface TiclabDiscovery {
  /** First part of the topics of Home Assistant: `homeassistant`. */
  prefix: string;
  /** Topic of the frames of the meter. */
  state: string;
  /** Topic that tells whether the gateway is there. */
  status: string;
  /** The meter as it stands in the topic: its number, or `unknown`. */
  meter: string;
  /** Mode of its line. */
  mode: TicMode;
  /** Of the names. */
  language: "en" | "fr";
}

interface Entity {
  component: "sensor" | "binary_sensor";
  /** Last part of its identity. */
  object: string;
  config: Readonly<Record<string, unknown>>;
}

/** How a unit is told; a factor where Home Assistant does not know it in that kind. */
const UNITS: Readonly<Record<string, { kind: string; unit: string; factor?: number; sum?: true }>> =
  {
    "Wh": { kind: "energy", unit: "Wh", sum: true },
    "kWh": { kind: "energy", unit: "kWh", sum: true },
    "VArh": { kind: "reactive_energy", unit: "varh", sum: true },
    "varh": { kind: "reactive_energy", unit: "varh", sum: true },
    "kvarh": { kind: "reactive_energy", unit: "kvarh", sum: true },
    "VA": { kind: "apparent_power", unit: "VA" },
    "kVA": { kind: "apparent_power", unit: "VA", factor: 1_000 },
    "W": { kind: "power", unit: "W" },
    "kW": { kind: "power", unit: "kW" },
    "A": { kind: "current", unit: "A" },
    "V": { kind: "voltage", unit: "V" },
    "min": { kind: "duration", unit: "min" },
  };

/** Labels that tell about the meter or the contract, not about the house. */
const DIAGNOSTIC =
  /^(ADCO|ADSC|VTIC|PRM|MOTDETAT|PPOT|HHPHC|OPTARIF|NGTF|ISOUSC|PREF|PCOUP|IMAX[123]?|STGE|DATE|MSG[12]|NJOURF(\+1)?|PJOURF\+1|PPOINTE|RELAIS|[DF]PM[123])$/;

const COLOURS = ["none", "blue", "white", "red"];
/** Sensors of fields of STGE. */
const OF_STGE = [
  { field: "today", en: "Tempo colour today", fr: "Couleur Tempo du jour" },
  { field: "tomorrow", en: "Tempo colour tomorrow", fr: "Couleur Tempo du lendemain" },
] as const;
const OVERLOAD = { en: "Overload", fr: "Dépassement de puissance" };

/**
 * The announcements of some labels, each under an identity of its meter; retained.
 *
 * @example
 * ```ts
 * import { ticlabDiscovery } from "./ticlab_discovery.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [east] = ticlabDiscovery(
 *   [{ label: "EAST", raw: "012345678", value: 12345678, unit: "Wh" }],
 *   {
 *     prefix: "homeassistant",
 *     state: "ticlab/021976551234",
 *     status: "ticlab/status",
 *     meter: "021976551234",
 *     mode: "standard",
 *     language: "en",
 *   },
 * );
 * assertEquals(east!.topic, "homeassistant/sensor/ticlab_021976551234/east/config");
 * const { unique_id, device_class, state_class } = JSON.parse(east!.payload);
 * assertEquals([unique_id, device_class, state_class], [
 *   "ticlab_021976551234_east",
 *   "energy",
 *   "total_increasing",
 * ]);
 * ```
 */
export function ticlabDiscovery(
  readings: readonly LabelReading[],
  options: TiclabDiscovery,
): Message[] {
  // The label stands in a template: only one of the dictionary does.
  return readings.filter(({ label }) => lookup(label, options.mode).length > 0)
    .flatMap((reading) => entitiesOf(reading, options))
    .map((entity) => messageOf(entity, options));
}

/**
 * The announcement of the overload, which every meter tells in a way of its own.
 *
 * @example
 * ```ts
 * import { overloadDiscovery } from "./ticlab_discovery.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { topic } = overloadDiscovery({
 *   prefix: "homeassistant",
 *   state: "ticlab/021976551234",
 *   status: "ticlab/status",
 *   meter: "021976551234",
 *   mode: "historique",
 *   language: "fr",
 * });
 * assertEquals(topic, "homeassistant/binary_sensor/ticlab_021976551234/overload/config");
 * ```
 */
export function overloadDiscovery(options: TiclabDiscovery): Message {
  const config = {
    name: OVERLOAD[options.language],
    device_class: "problem",
    value_template: "{{ 'ON' if value_json.overload else 'OFF' }}",
  };
  return messageOf({ component: "binary_sensor", object: "overload", config }, options);
}

function entitiesOf(reading: LabelReading, options: TiclabDiscovery): Entity[] {
  const { label } = reading;
  const own: Entity = {
    component: "sensor",
    object: objectName(label),
    config: {
      name: nameOf(label, options),
      ...(DIAGNOSTIC.test(label) ? { entity_category: "diagnostic" } : {}),
      ...kindOf(reading),
    },
  };
  if (label !== "STGE") return [own];
  const more = OF_STGE.map(({ field, ...name }): Entity => ({
    component: "sensor",
    object: `stge_${field}`,
    config: {
      name: name[options.language],
      device_class: "enum",
      options: COLOURS,
      value_template: templateOf(label, `.value.${field}`),
    },
  }));
  return [own, ...more];
}

/** Class, unit and template by what the reading is; a register is told as on the wire. */
function kindOf({ label, value, unit, at }: LabelReading): Record<string, unknown> {
  if (typeof value === "number" && unit !== null && Object.hasOwn(UNITS, unit)) {
    const { kind, unit: told, factor, sum } = UNITS[unit]!;
    return {
      device_class: kind,
      state_class: sum ? "total_increasing" : "measurement",
      unit_of_measurement: told,
      value_template: templateOf(label, `.value${factor === undefined ? "" : ` * ${factor}`}`, ""),
    };
  }
  if (at !== undefined && value === at) {
    return { device_class: "timestamp", value_template: templateOf(label, ".at") };
  }
  const plain = value === null || typeof value === "object" ? ".raw" : ".value";
  return { value_template: templateOf(label, plain) };
}

/**
 * A frame may lack the label, as a short one does. Home Assistant then keeps a number, for which it takes
 * nothing as no news; of a text it would take it as empty.
 */
function templateOf(label: string, rest: string, otherwise = "{{ this.state }}"): string {
  return `{% if '${label}' in value_json.labels %}{{ value_json.labels['${label}']${rest} }}` +
    `{% else %}${otherwise}{% endif %}`;
}

/** A meaning without what stands behind its first words. */
function nameOf(label: string, { mode, language }: TiclabDiscovery): string {
  const [meaning] = (lookup(label, mode)[0]?.meaning[language] ?? "").split(/ [(=]|[;:]/);
  return meaning ? `${meaning} (${label})` : label;
}

function messageOf({ component, object, config }: Entity, options: TiclabDiscovery): Message {
  const { prefix, state, status, meter, language } = options;
  const node = `ticlab_${meter}`;
  const payload = {
    unique_id: `${node}_${object}`,
    ...config,
    state_topic: state,
    availability_topic: status,
    device: deviceOf(meter, node, language),
    origin: { name: "ticlab" },
  };
  return {
    topic: `${prefix}/${component}/${node}/${object}/config`,
    payload: JSON.stringify(payload),
    retain: true,
  };
}

function deviceOf(meter: string, node: string, language: "en" | "fr"): object {
  if (!isMeterNumber(meter)) return { identifiers: [node], name: "TIC" };
  const { makerName, typeName } = decodeIdentity(meter);
  return {
    identifiers: [node],
    name: `TIC ${meter}`,
    serial_number: meter,
    ...(makerName === null ? {} : { manufacturer: makerName }),
    ...(typeName === null ? {} : { model: typeName[language] }),
  };
}

/** A label in the letters that a topic and an identity may have; no two labels become one. */
function objectName(label: string): string {
  return label.toLowerCase().replaceAll("+", "_plus_").replaceAll("-", "_minus_")
    .replace(/[^a-z0-9_]/g, (character) => `_x${character.charCodeAt(0).toString(16)}_`);
}
