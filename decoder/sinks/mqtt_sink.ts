/**
 * Readings to a broker, in a dialect.
 *
 * @module
 */
import type { Message } from "../dialects/dialect.ts";
import type { FrameReading } from "../dialects/frame_reading.ts";
import { MqttConnection } from "./mqtt_connection.ts";
import { knowsNoMqtt5 } from "./mqtt_failure.ts";
import type { MqttSettings } from "./mqtt_settings.ts";
import { type Sink, SinkError } from "./sink.ts";

/** After this time a broker that is away is looked for again, twice as long each time, ms. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** How long a broker may acknowledge nothing of what it was sent, ms. */
const PATIENCE = 15_000;
/** How long a broker may take for the goodbye, ms. */
const GOODBYE = 1_000;
/** Messages that the broker was asked to keep are remembered up to this number. */
const KEPT = 10_000;
// deno-lint-ignore no-control-regex
const WRONG_IN_TOPIC = /[+#\x00-\x1f\x7f-\x9f]/;

/** A reading on its way: what is said of it is said once, however often it is delivered. */
interface Saying {
  messages: readonly Message[];
  /** Whether the broker has all of them. */
  taken: boolean;
}

/**
 * A broker as a sink. It connects by itself, and again when the broker goes away; readings are not kept
 * here: what was not acknowledged is told by `deliver` as an error, and delivered again from before.
 */
export class MqttSink implements Sink {
  readonly url: string;
  readonly #settings: MqttSettings;
  readonly #ending = new AbortController();
  readonly #patience: number;
  #version: 4 | 5;
  #connection: MqttConnection | undefined;
  #attempt: Promise<MqttConnection> | undefined;
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** By `seq`, what was said of readings that are not delivered yet: a speaker that says only what has
   * changed would not say it a second time. */
  readonly #sayings = new Map<number, Saying>();
  /** By topic, what the broker was asked to keep: one without a disk has lost it when it comes back. */
  readonly #kept = new Map<string, Message>();

  /**
   * Begins to connect.
   *
   * @param patience How long a broker may acknowledge nothing of what it was sent, ms.
   */
  constructor(settings: MqttSettings, patience = PATIENCE) {
    this.url = settings.url;
    this.#patience = patience;
    this.#settings = settings;
    this.#version = settings.version ?? 5;
    this.#connect().catch(() => {});
  }

  /** Whether the broker is there. */
  get isConnected(): boolean {
    return this.#connection !== undefined;
  }

  /** Delivers readings; with none, resolves when the broker is there. */
  async deliver(readings: readonly FrameReading[]): Promise<void> {
    const connection = this.#connection ?? await this.#connect();
    const results = await Promise.allSettled(
      readings.map((reading) => this.#publish(reading, connection)),
    );
    for (const result of results) if (result.status === "rejected") throw result.reason;
    const last = readings.at(-1)?.seq ?? 0;
    for (const seq of this.#sayings.keys()) if (seq <= last) this.#sayings.delete(seq);
  }

  /** Ends, within two seconds, with a goodbye where the broker is there; what is being delivered fails. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ending.abort();
    const connection = await this.#attempt?.catch(() => undefined) ?? this.#connection;
    if (!connection) return;
    const { offline } = this.#settings.speaker;
    if (offline) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, GOODBYE);
      await Promise.race([late, connection.publish(this.#kind(offline)).catch(() => {})]);
      clearTimeout(timer);
    }
    await connection.end();
  }

  async #publish(reading: FrameReading, connection: MqttConnection): Promise<void> {
    let saying = this.#sayings.get(reading.seq);
    if (!saying) {
      const messages = this.#settings.speaker.say(reading).map((message) => this.#kind(message));
      this.#sayings.set(reading.seq, saying = { messages, taken: false });
    }
    if (saying.taken) return;
    saying.messages.forEach((message) => checkTopic(message, this.url));
    await Promise.all(saying.messages.map(async (message) => {
      await connection.publish(message);
      this.#keep(message);
    }));
    saying.taken = true;
  }

  /** A message with the user's word on retaining. */
  #kind(message: Message): Message {
    return { ...message, retain: this.#settings.retain ?? message.retain };
  }

  #keep(message: Message): void {
    if (!message.retain) return;
    // The oldest goes first.
    this.#kept.delete(message.topic);
    // An empty one asks the broker to forget (MQTT 5.0 §3.3.1.3).
    if (message.payload !== "") this.#kept.set(message.topic, message);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }

  #connect(): Promise<MqttConnection> {
    clearTimeout(this.#timer);
    return this.#attempt ??= this.#reach().finally(() => this.#attempt = undefined);
  }

  async #reach(): Promise<MqttConnection> {
    try {
      const connection = await this.#open();
      await this.#greet(connection);
      this.#connection = connection;
      this.#pause = FIRST_PAUSE;
      connection.closed.then(() => {
        this.#connection = undefined;
        this.#later();
      });
      return connection;
    } catch (error) {
      this.#later();
      throw error;
    }
  }

  /** Connects with MQTT 5; where the broker has no 5 and none was asked for, with 3.1.1 from then on. */
  async #open(): Promise<MqttConnection> {
    const { signal } = this.#ending;
    const options = { will: this.#will(), patience: this.#patience, signal };
    try {
      return await MqttConnection.open(this.#settings, { ...options, version: this.#version });
    } catch (error) {
      const { version } = this.#settings;
      const again = error instanceof SinkError && knowsNoMqtt5(error) && version === undefined &&
        this.#version === 5 && !signal.aborted;
      if (!again) throw error;
      const connection = await MqttConnection.open(this.#settings, { ...options, version: 4 });
      this.#version = 4;
      return connection;
    }
  }

  #will(): Message | undefined {
    const { offline } = this.#settings.speaker;
    return offline && this.#kind(offline);
  }

  /** Says that the gateway is there, and again what the broker was asked to keep. */
  async #greet(connection: MqttConnection): Promise<void> {
    const { signal } = this.#ending;
    const { online } = this.#settings.speaker;
    const greeting = [...(online ? [this.#kind(online)] : []), ...this.#kept.values()];
    const hangUp = () => connection.hangUp();
    signal.addEventListener("abort", hangUp);
    try {
      await Promise.all(greeting.map((message) => connection.publish(message)));
    } catch (error) {
      hangUp();
      throw error;
    } finally {
      signal.removeEventListener("abort", hangUp);
    }
  }

  #later(): void {
    if (this.#ending.signal.aborted) return;
    this.#timer = setTimeout(() => this.#connect().catch(() => {}), this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }
}

/** A topic that could go elsewhere, or nowhere, is not published, whoever made it. */
function checkTopic({ topic }: Message, url: string): void {
  const bytes = topic.length * 3;
  const right = topic !== "" && bytes <= 65_535 && topic.isWellFormed() &&
    !WRONG_IN_TOPIC.test(topic);
  if (right) return;
  throw new SinkError(`${url}: cannot publish to ${JSON.stringify(topic)}: it is no topic`, {
    kind: "refused",
    next: "The reading is left out; please tell the authors of ticlab.",
  });
}
