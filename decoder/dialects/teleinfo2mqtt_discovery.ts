/**
 * What teleinfo2mqtt announces to Home Assistant.
 *
 * @module
 */
import type { TicMode } from "../../tic/types.ts";
import type { Message } from "./dialect.ts";
import { TELEINFO2MQTT_LABELS } from "./teleinfo2mqtt_labels.ts";

/** What is announced, and where. */
export interface Teleinfo2mqttDiscovery {
  /** First part of the topics of Home Assistant: `homeassistant`. */
  prefix: string;
  /** First part of the topics of the values. */
  base: string;
  /** Number of the meter. */
  meter: string;
  /** Mode of its line. */
  mode: TicMode;
  /** Whether identities are one for each meter, and templates work for labels with `+` and `-`. */
  mended: boolean;
}

/**
 * The announcements of every label that a meter might send in a mode, as the gateway makes them.
 *
 * As they are, two meters share their identities, and the templates of labels with `+` or `-` compute a
 * difference; `mended` is otherwise in these two alone.
 *
 * @example
 * ```ts
 * import { teleinfo2mqttDiscovery } from "./teleinfo2mqtt_discovery.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const messages = teleinfo2mqttDiscovery({
 *   prefix: "homeassistant",
 *   base: "teleinfo",
 *   meter: "021861348497",
 *   mode: "historique",
 *   mended: false,
 * });
 * assertEquals(messages.length, 34);
 * assertEquals(messages[0]!.topic, "homeassistant/sensor/teleinfo/021861348497_adco/config");
 * ```
 */
export function teleinfo2mqttDiscovery(options: Teleinfo2mqttDiscovery): Message[] {
  const { prefix, base, meter, mode, mended } = options;
  // Home Assistant takes one part of a topic there, of letters, digits, _ and -.
  const node = base.replace(/[^A-Za-z0-9_-]/g, "_");
  const state = `${base}/${meter}`;
  return Array.from(TELEINFO2MQTT_LABELS[mode], ([label, kind]) => {
    const object = label.replaceAll("-", "_minus_").replaceAll("+", "_plus_").toLowerCase();
    const config = {
      unique_id: mended ? `teleinfo_${meter}_${object}` : label,
      name: label,
      state_topic: state,
      ...kind,
      value_template: templateOf(label, mended),
      device: {
        identifiers: [meter],
        manufacturer: "Enedis",
        model: `teleinfo_${meter}`,
        name: `Teleinfo ${meter}`,
      },
      ...(label === "STGE" ? { json_attributes_topic: state, json_attributes_template: STGE } : {}),
    };
    return {
      topic: `${prefix}/sensor/${node}/${meter}_${object}/config`,
      payload: JSON.stringify(config),
      retain: true,
    };
  });
}

function templateOf(label: string, mended: boolean): string {
  const field = mended && /[-+]/.test(label) ? `value_json['${label}']` : `value_json.${label}`;
  const property = label === "ADCO" || label === "ADSC" ? "raw" : "value";
  return `{% if '${label}' in value_json %}{{ ${field}.${property} }}{% endif %}`;
}

/** Attributes of STGE by its bits (54E §6.2.3.14). */
const STGE = [
  "{% if 'STGE' in value_json %}",
  "{% set word = value_json.STGE.value | int(0, 16) %}",
  "{% set colours = ['inconnu', 'bleu', 'blanc', 'rouge'] %}",
  "{{ {",
  "'contact_sec': 'off' if word % 2 else 'on',",
  "'organe_de_coupure': (word // 2) % 8 == 0,",
  "'overvoltage': (word // 64) % 2 == 1,",
  "'overload': (word // 128) % 2 == 1,",
  "'producing': (word // 256) % 2 == 1,",
  "'clock_ok': (word // 65536) % 2 == 0,",
  "'teleinfo_mode': 'standard' if (word // 131072) % 2 else 'historique',",
  "'euridis_com_enabled': (word // 524288) % 2 == 1,",
  "'euridis_com_secured': (word // 524288) % 4 == 3,",
  "'tempo_today': colours[(word // 16777216) % 4],",
  "'tempo_tomorrow': colours[(word // 67108864) % 4]",
  "} | tojson }}",
  "{% endif %}",
].join("");
