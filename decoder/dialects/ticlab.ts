/**
 * The messages of ticlab's own dialect.
 *
 * @module
 */
import type { Dialect, Message, SaidValue, Speaker, SpeakOptions } from "./dialect.ts";
import type { FrameReading, LabelReading } from "./frame_reading.ts";
import { jsonObject, objectOf } from "./json_object.ts";
import { isMeterNumber, meterOfTopic } from "./meter_number.ts";
import { Settings } from "./settings.ts";
import { overloadDiscovery, ticlabDiscovery } from "./ticlab_discovery.ts";
import { ticlabFrame } from "./ticlab_frame.ts";

/** Stands in a topic for the number of a meter that has none, or none that is 12 digits. */
const NO_NUMBER = "unknown";

/**
 * One JSON a frame, typed, with units, quality and instants in UTC, as `ticlab.schema.json` says.
 *
 * @example
 * ```ts
 * import { TICLAB } from "./ticlab.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const speaker = TICLAB.speaker({ base: "ticlab", settings: {} });
 * const [message] = speaker.say({
 *   seq: 7,
 *   at: 1_768_366_801_000,
 *   meter: "021976551234",
 *   mode: "historique",
 *   kind: "long",
 *   complete: true,
 *   lost: 0,
 *   events: [],
 *   readings: [{ label: "PAPP", raw: "00360", value: 360, unit: "VA" }],
 * });
 * assertEquals(message!.topic, "ticlab/021976551234");
 * assertEquals(JSON.parse(message!.payload).labels.PAPP.value, 360);
 * assertEquals(TICLAB.values(message!), [
 *   { label: "PAPP", meter: "021976551234", value: "00360" },
 * ]);
 * ```
 */
export const TICLAB: Dialect = {
  id: "ticlab",
  about: "ticlab's own: one JSON a frame, typed, with units, quality and instants in UTC",
  base: "ticlab",
  settings: {
    discovery: "Prefix of Home Assistant, such as homeassistant: announces each label seen",
    language: "fr or en, of the names that Home Assistant shows",
    labels: "yes: each label on a retained topic of its own, too, when it changes",
  },
  speaker: (options) => new TiclabSpeaker(options),
  values,
};

class TiclabSpeaker implements Speaker {
  readonly online: Message;
  readonly offline: Message;
  readonly #base: string;
  readonly #discovery: string | undefined;
  readonly #language: "fr" | "en";
  readonly #labels: boolean;
  readonly #announced = new Set<string>();
  /** What stands on the topics of labels. */
  readonly #shown = new Map<string, string>();
  #overload = false;

  constructor(options: SpeakOptions) {
    const settings = new Settings(TICLAB, options);
    this.#base = options.base;
    this.#discovery = settings.prefix("discovery", "homeassistant");
    this.#language = settings.choice("language", ["fr", "en"]);
    this.#labels = settings.choice("labels", ["no", "yes"]) === "yes";
    const status = { topic: `${options.base}/status`, retain: true };
    this.online = { ...status, payload: "online" };
    this.offline = { ...status, payload: "offline" };
  }

  say(reading: FrameReading): Message[] {
    this.#overload = showsOverload(reading) || (this.#overload && !endsOverload(reading));
    const meter = isMeterNumber(reading.meter) ? reading.meter : NO_NUMBER;
    const topic = `${this.#base}/${meter}`;
    const whole = reading.complete && reading.kind === "long";
    return [
      ...this.#announce(reading, meter, topic),
      {
        topic,
        payload: JSON.stringify(ticlabFrame(reading, this.#overload)),
        // Who comes later finds a whole frame, never half of one.
        retain: whole,
      },
      ...(this.#labels ? this.#labelMessages(reading, topic, whole) : []),
    ];
  }

  #announce({ mode, readings }: FrameReading, meter: string, state: string): Message[] {
    if (this.#discovery === undefined) return [];
    const fresh = readings.filter(({ label }) => this.#isNew(`${meter} ${mode} ${label}`));
    const options = {
      prefix: this.#discovery,
      state,
      status: this.online.topic,
      meter,
      mode,
      language: this.#language,
    };
    const messages = ticlabDiscovery(fresh, options);
    return this.#isNew(meter) ? [overloadDiscovery(options), ...messages] : messages;
  }

  #isNew(key: string): boolean {
    const before = this.#announced.size;
    return this.#announced.add(key).size > before;
  }

  #labelMessages({ readings }: FrameReading, topic: string, whole: boolean): Message[] {
    const now = new Map(readings.map((one) => [`${topic}/${labelPart(one.label)}`, plain(one)]));
    const changed = [...now].filter(([where, text]) => this.#shown.get(where) !== text);
    // A label that a whole frame has no more, as ADPS after an overload, is taken back.
    const gone = whole && !this.#overload
      ? [...this.#shown.keys()].filter((where) => where.startsWith(`${topic}/`) && !now.has(where))
      : [];
    for (const [where, text] of changed) this.#shown.set(where, text);
    for (const where of gone) this.#shown.delete(where);
    return [...changed, ...gone.map((where) => [where, ""] as const)]
      .map(([where, payload]) => ({ topic: where, payload, retain: true }));
  }
}

function showsOverload({ kind, readings }: FrameReading): boolean {
  return kind === "short" ||
    readings.some(({ label, value }) =>
      /^(ADPS|ADIR[123])$/.test(label) || (label === "STGE" && objectOf(value)?.overload === true)
    );
}

function endsOverload({ events }: FrameReading): boolean {
  return events.some((event) => event === "overload-end" || event === "meter" || event === "mode");
}

/** A label as a part of a topic, which may have no `+`. */
function labelPart(label: string): string {
  return label.replaceAll("+", "_plus_").replace(/[^A-Za-z0-9_-]/g, "_");
}

/** A number or a text as it is; a register, and what cannot be read, as on the wire. */
function plain({ raw, value }: LabelReading): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : raw;
}

function values({ topic, payload }: Pick<Message, "topic" | "payload">): SaidValue[] {
  const number = meterOfTopic(topic);
  const meter = number === undefined ? {} : { meter: number };
  const frame = jsonObject(payload);
  if (frame?.v !== 1) return labelValue(topic, payload, meter);
  return Object.entries(objectOf(frame.labels) ?? {}).flatMap(([label, said]) => {
    const { raw, at } = objectOf(said) ?? {};
    if (typeof raw !== "string") return [];
    const instant = typeof at === "string" ? Date.parse(at) : NaN;
    return [{ label, ...meter, value: raw, ...(Number.isNaN(instant) ? {} : { at: instant }) }];
  });
}

/** The value on the topic of a label, which stands behind the number of its meter. */
function labelValue(topic: string, payload: string, meter: { meter?: string }): SaidValue[] {
  const [label, whose] = topic.split("/").reverse();
  if (payload === "" || label === undefined) return [];
  if (whose !== NO_NUMBER && !isMeterNumber(whose)) return [];
  return [{ label: label.replaceAll("_plus_", "+"), ...meter, value: payload }];
}
