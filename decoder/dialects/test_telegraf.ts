/**
 * What Telegraf keeps of the messages of the Node-RED flow, by the configuration of tms0/energy-monitoring
 * (dialects.md B7), written down apart from our dialect.
 *
 * @module
 */

/** Fields that pass, with their new names. */
const FIELDS: Readonly<Record<string, string>> = {
  BASE: "energy_consumption_total",
  EAST: "energy_consumption_total",
  HCHC: "energy_consumption_hc",
  HCHP: "energy_consumption_hp",
  EAIT: "energy_injection_total",
};

/** A point of the measurement `teleinfo`. */
export interface TelegrafPoint {
  /** Milliseconds since 1970 UTC. */
  time: number;
  /** Fields, numbers all. */
  fields: Record<string, number>;
}

/**
 * Reads a message with `data_format = "json"`, `json_time_key = "timestamp"`, `json_time_format = "unix_ms"`;
 * null where no field is left, which Telegraf does not say.
 *
 * @throws {Error} where Telegraf refuses the message.
 */
export function telegrafPoint(payload: string): TelegrafPoint | null {
  const object = JSON.parse(payload);
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    throw new Error("JSON object expected");
  }
  const { timestamp } = object;
  if (!Number.isInteger(timestamp)) throw new Error("JSON time key could not be found");
  const fields: Record<string, number> = {};
  for (const [name, value] of Object.entries(object)) {
    // A text is no field unless it is listed in json_string_fields.
    if (Object.hasOwn(FIELDS, name) && typeof value === "number") fields[FIELDS[name]!] = value;
  }
  return Object.keys(fields).length === 0 ? null : { time: timestamp, fields };
}
