/**
 * The messages of fmartinou/teleinfo2mqtt, which Home Assistant users and EDDIE AIIDA read.
 *
 * @module
 */
import type { Dialect, Message, SaidValue, Speaker, SpeakOptions } from "./dialect.ts";
import type { FrameReading, LabelReading } from "./frame_reading.ts";
import { jsonObject, objectOf } from "./json_object.ts";
import { isMeterNumber, meterOfTopic } from "./meter_number.ts";
import { Settings } from "./settings.ts";
import { teleinfo2mqttDiscovery } from "./teleinfo2mqtt_discovery.ts";
import { TELEINFO2MQTT_LABELS } from "./teleinfo2mqtt_labels.ts";

/** Labels that it says in VA, with three zeros more than on the wire, where they are kVA. */
const THOUSANDS = /^(PREF|PCOUP)$/;
const HOUR = 3_600_000;

/**
 * One JSON a frame under the number of the meter, `{"PAPP":{"raw":"01940","value":1940}}`.
 *
 * @example
 * ```ts
 * import { TELEINFO2MQTT } from "./teleinfo2mqtt.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const speaker = TELEINFO2MQTT.speaker({ base: "teleinfo", settings: {} });
 * const [message] = speaker.say({
 *   seq: 1,
 *   at: 1_700_000_000_000,
 *   meter: "021861348497",
 *   mode: "historique",
 *   kind: "long",
 *   complete: true,
 *   lost: 0,
 *   events: [],
 *   readings: [{ label: "ADCO", raw: "021861348497", value: "021861348497", unit: null }],
 * });
 * assertEquals(message, {
 *   topic: "teleinfo/021861348497",
 *   payload: `{"ADCO":{"raw":"021861348497","value":21861348497}}`,
 *   retain: false,
 * });
 * ```
 */
export const TELEINFO2MQTT: Dialect = {
  id: "teleinfo2mqtt",
  about: "fmartinou/teleinfo2mqtt 9.1.1, from its source and as it ran",
  base: "teleinfo",
  settings: {
    discovery: "Prefix of Home Assistant, such as homeassistant: announces every label",
    short: "yes: short frames of a three-phase overload too, with ADIR1-3, which AIIDA refuses",
    mend: "times: instants with their offset; discovery: one identity a meter, working templates",
  },
  speaker: (options) => new Teleinfo2mqttSpeaker(options),
  values,
};

class Teleinfo2mqttSpeaker implements Speaker {
  readonly #base: string;
  readonly #discovery: string | undefined;
  readonly #short: boolean;
  readonly #mended: ReadonlySet<"times" | "discovery">;
  readonly #announced = new Set<string>();

  constructor(options: SpeakOptions) {
    const settings = new Settings(TELEINFO2MQTT, options);
    this.#base = options.base;
    this.#discovery = settings.prefix("discovery", "homeassistant");
    this.#short = settings.choice("short", ["no", "yes"]) === "yes";
    this.#mended = settings.list("mend", ["times", "discovery"]);
  }

  /** A frame that lost its number is not said, as in the gateway; nor is a short one, unless asked. */
  say({ mode, kind, readings }: FrameReading): Message[] {
    const number = mode === "historique" ? "ADCO" : "ADSC";
    const meter = readings.find(({ label }) => label === number)?.raw;
    if (!isMeterNumber(meter) || (kind === "short" && !this.#short)) return [];
    const known = TELEINFO2MQTT_LABELS[mode];
    const entries = readings
      // MOTDETAT is what makes the gateway say the frame, so that it is never in it.
      .filter((one) => known.has(one.label) && one.label !== "MOTDETAT" && isDated(one))
      .map((one) => [one.label, fieldOf(one, this.#mended.has("times"))]);
    return [
      ...this.#announce(meter, mode),
      {
        topic: `${this.#base}/${meter}`,
        payload: JSON.stringify(Object.fromEntries(entries)),
        retain: false,
      },
      { topic: `${this.#base}/status`, payload: "up", retain: false },
    ];
  }

  #announce(meter: string, mode: FrameReading["mode"]): Message[] {
    const key = `${meter} ${mode}`;
    if (this.#discovery === undefined || this.#announced.has(key)) return [];
    this.#announced.add(key);
    return teleinfo2mqttDiscovery({
      prefix: this.#discovery,
      base: this.#base,
      meter,
      mode,
      mended: this.#mended.has("discovery"),
    });
  }
}

/** A group with a horodate that is no date is left out: AIIDA wants an instant there. */
function isDated({ timestamp, at }: LabelReading): boolean {
  return timestamp === undefined || at !== undefined;
}

function fieldOf({ label, raw, at }: LabelReading, mended: boolean) {
  const text = THOUSANDS.test(label) ? `${raw}000` : raw;
  const field = { raw: text, value: label === "STGE" ? text : coerced(text) };
  if (at === undefined) return field;
  // The season of h and e is that of H and E, of SP that of the day; the gateway drops or guesses them.
  const dst = at.endsWith("+01:00") ? "winter" : "summer";
  return { ...field, timestamp: { dst, date: mended ? at : `${at.slice(0, 19)}.000Z` } };
}

/** A number where one begins the text, as parseInt has it, or the text without two dots. */
function coerced(text: string): number | string {
  const clean = text.replaceAll("..", "");
  const number = Number.parseInt(clean, 10);
  return Number.isNaN(number) ? clean : number;
}

function values({ topic, payload }: Pick<Message, "topic" | "payload">): SaidValue[] {
  const fields = Object.entries(jsonObject(payload) ?? {}).map(([label, field]) =>
    [label, objectOf(field)] as const
  );
  const meter = meterOfTopic(topic);
  return fields.flatMap(([label, field]) => {
    if (typeof field?.raw !== "string") return [];
    const value = THOUSANDS.test(label) ? field.raw.replace(/000$/, "") : field.raw;
    const at = instantOf(objectOf(field.timestamp));
    return [{
      label,
      ...(meter === undefined ? {} : { meter }),
      value,
      ...(at === undefined ? {} : { at }),
    }];
  });
}

/** The Z of the gateway is false: the date is local, and its season tells the offset. */
function instantOf(timestamp: Record<string, unknown> | null): number | undefined {
  if (typeof timestamp?.date !== "string") return undefined;
  const at = Date.parse(timestamp.date);
  if (Number.isNaN(at)) return undefined;
  if (!timestamp.date.endsWith("Z")) return at;
  return at - (timestamp.dst === "winter" ? HOUR : 2 * HOUR);
}
