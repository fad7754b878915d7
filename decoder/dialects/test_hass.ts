/**
 * What Home Assistant takes of MQTT discovery, written down from its documentation of the sensor and
 * binary sensor (topics, classes with their units and state classes, templates), apart from our dialects.
 *
 * @module
 */

/** Device classes of numbers: units, and whether they measure, or only grow. */
const CLASSES: Readonly<Record<string, { units: readonly string[]; states: readonly string[] }>> = {
  apparent_power: { units: ["VA"], states: ["measurement"] },
  current: { units: ["A", "mA"], states: ["measurement"] },
  duration: { units: ["d", "h", "min", "s"], states: ["measurement", "total_increasing"] },
  energy: { units: ["Wh", "kWh", "MWh"], states: ["total", "total_increasing"] },
  power: { units: ["W", "kW"], states: ["measurement"] },
  reactive_energy: { units: ["varh", "kvarh"], states: ["total", "total_increasing"] },
  voltage: { units: ["V", "mV"], states: ["measurement"] },
};
const CONFIG = /^[^+#]+\/(sensor|binary_sensor)\/(?:[A-Za-z0-9_-]+\/)?[A-Za-z0-9_-]+\/config$/;
/** Longest state, characters. */
const LONGEST = 255;

/** An entity of Home Assistant. */
export interface HassEntity {
  /** `sensor` or `binary_sensor`. */
  component: string;
  /** As announced. */
  config: Readonly<Record<string, unknown>> & { unique_id: string };
  /** Its states, each that differs from the one before. */
  states: string[];
}

/** A Home Assistant that is subscribed to everything. */
export class HomeAssistant {
  /** Entities by `unique_id`. */
  readonly entities: Map<string, HassEntity> = new Map();
  readonly #topics = new Map<string, string>();

  /**
   * Hears a message, an announcement or a state.
   *
   * @throws {Error} where Home Assistant would refuse it, or log an error.
   */
  hear(topic: string, payload: string): void {
    if (topic.endsWith("/config")) this.#announce(topic, payload);
    else this.#state(topic, payload);
  }

  #announce(topic: string, payload: string): void {
    const component = CONFIG.exec(topic)?.[1];
    if (component === undefined) throw new Error(`no topic of discovery: ${topic}`);
    const config = JSON.parse(payload);
    const { unique_id, state_topic, device, name } = config;
    for (const text of [unique_id, state_topic, name]) {
      if (typeof text !== "string" || text === "") throw new Error(`incomplete: ${payload}`);
    }
    if (!Array.isArray(device?.identifiers)) throw new Error(`no device: ${payload}`);
    const owner = this.#topics.get(unique_id);
    if (owner !== undefined && owner !== topic) throw new Error(`${unique_id} is not unique`);
    this.#topics.set(unique_id, topic);
    if (component === "sensor") checkSensor(config);
    this.entities.set(unique_id, { component, config, states: [] });
  }

  #state(topic: string, payload: string): void {
    const value_json = JSON.parse(payload);
    for (const entity of this.entities.values()) {
      if (entity.config.state_topic !== topic) continue;
      const before = entity.states.at(-1) ?? "unknown";
      const state = rendered(String(entity.config.value_template), value_json, before);
      // Nothing is no news for a number.
      if (state === "" && entity.config.unit_of_measurement !== undefined) continue;
      checkState(entity, state);
      if (state !== before) entity.states.push(state);
    }
  }
}

function checkSensor(config: Readonly<Record<string, unknown>>): void {
  const { device_class, state_class, unit_of_measurement, options } = config;
  const told = JSON.stringify({ device_class, state_class, unit_of_measurement });
  if (device_class === "enum" || device_class === "timestamp" || device_class === undefined) {
    if (device_class === "enum" && !Array.isArray(options)) throw new Error(`no options: ${told}`);
    if (device_class !== undefined && (state_class ?? unit_of_measurement) !== undefined) {
      throw new Error(`neither unit nor state class goes with it: ${told}`);
    }
    return;
  }
  const kind = CLASSES[String(device_class)];
  if (!kind?.units.includes(String(unit_of_measurement))) throw new Error(`wrong unit: ${told}`);
  if (state_class !== undefined && !kind.states.includes(String(state_class))) {
    throw new Error(`wrong state class: ${told}`);
  }
}

function checkState({ component, config, states }: HassEntity, state: string): void {
  const { unique_id, device_class, unit_of_measurement, options, state_class } = config;
  const fail = (why: string) => new Error(`${unique_id}: ${why}: ${JSON.stringify(state)}`);
  if (state.length > LONGEST) throw fail("longer than 255");
  if (component === "binary_sensor" && !["ON", "OFF"].includes(state)) throw fail("not ON or OFF");
  if (Array.isArray(options) && !options.includes(state)) throw fail("none of its options");
  if (device_class === "timestamp" && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(state)) {
    throw fail("no instant");
  }
  if (unit_of_measurement !== undefined && !/^-?\d+(\.\d+)?$/.test(state)) throw fail("no number");
  const before = Number(states.at(-1) ?? 0);
  // A tenth less or more is taken as a counter that began anew; what is between is an error in its log.
  if (
    state_class === "total_increasing" && Number(state) < before && Number(state) > 0.9 * before
  ) throw fail(`less than ${before}`);
}

const IN =
  /^\{% if '([^']+)' in value_json(?:\.labels)? %\}(.*?)(?:\{% else %\}(.*))?\{% endif %\}$/;
const FIELD = /^\{\{ value_json(?:\.labels)?(?:\['([^']+)'\]|\.(\w+))((?:\.\w+)+)( \* 1000)? \}\}$/;

/** What Jinja makes of the forms of template that we know. */
// deno-lint-ignore no-explicit-any
function rendered(template: string, value_json: any, state: string): string {
  if (template === "{{ 'ON' if value_json.overload else 'OFF' }}") {
    return value_json.overload ? "ON" : "OFF";
  }
  const [, label, then, otherwise] = IN.exec(template) ?? [];
  const labels = template.includes("value_json.labels") ? value_json.labels : value_json;
  if (label === undefined) throw new Error(`TemplateError: ${template}`);
  if (!(label in labels)) return otherwise === "{{ this.state }}" ? state : "";
  const [, quoted, plain, path, factor] = FIELD.exec(then ?? "") ?? [];
  if (path === undefined) throw new Error(`TemplateError: ${then}`);
  const value = path.slice(1).split(".").reduce(
    (at, name) => at?.[name],
    labels[quoted ?? plain ?? ""],
  );
  if (value === undefined || typeof value === "object") throw new Error(`no value: ${then}`);
  return String(factor === undefined ? value : value * 1_000);
}
