/**
 * A connection to a broker, from CONNECT until either side ends it.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { IClientOptions, MqttClient } from "mqtt";
import type { Message } from "../dialects/dialect.ts";
import { mqttFailure } from "./mqtt_failure.ts";
import type { MqttSettings } from "./mqtt_settings.ts";
import { SinkError } from "./sink.ts";

/** How long a broker may take to accept a connection, ms. */
const CONNECT_PATIENCE = 10_000;
/** How long a broker may take to let go, ms. */
const GOODBYE = 1_000;
/** Messages on their way at a time, where the broker asks for no fewer. */
const WINDOW = 500;

/**
 * A connection of its own client, with a memory of its own: what is not acknowledged when it ends is told
 * as an error and never sent again by itself, since the queue before it does that.
 */
export class MqttConnection {
  /** Resolves when the connection is gone: with the reason. */
  readonly closed: Promise<SinkError>;
  readonly #settings: MqttSettings;
  readonly #client: MqttClient;
  /** What the client says last is why it closes. */
  #reason: unknown;
  #gone: SinkError | undefined;
  #room = WINDOW;
  #waitingForRoom: (() => void)[] = [];
  readonly #unacknowledged = new Set<(error: SinkError) => void>();
  #acknowledged = 0;

  /**
   * Connects.
   *
   * @param options `will`: what the broker says when the connection breaks; `patience`: how long it may
   * acknowledge nothing of what it was sent, ms; `signal`: gives up.
   * @throws {SinkError} where the broker is away or refuses.
   */
  static async open(
    settings: MqttSettings,
    options: { version: 4 | 5; will: Message | undefined; patience: number; signal: AbortSignal },
  ): Promise<MqttConnection> {
    const connect = await loadClient(settings);
    if (options.signal.aborted) {
      throw mqttFailure({ message: "it is being closed" }, settings, "connect");
    }
    const { protocol, host, port, path, user, password, clientId, keepalive, ca } = settings;
    const wanted: IClientOptions = {
      protocol,
      host,
      // WebSocket makes a URL of it, where an IPv6 address stands in brackets.
      hostname: host.includes(":") && protocol.startsWith("ws") ? `[${host}]` : host,
      port,
      path,
      clientId,
      keepalive,
      protocolVersion: options.version,
      clean: true,
      reconnectPeriod: 0,
      queueQoSZero: false,
      connectTimeout: CONNECT_PATIENCE,
      ...(user !== undefined && { username: user }),
      ...(password !== undefined && { password }),
      ...(ca !== undefined && { ca }),
      ...(options.will && {
        will: { ...options.will, payload: Buffer.from(options.will.payload), qos: 1 },
      }),
    };
    const client = connect(wanted);
    const connection = new MqttConnection(client, settings, options.patience);
    const giveUp = () => client.end(true);
    options.signal.addEventListener("abort", giveUp);
    try {
      await connection.#accepted();
      return connection;
    } finally {
      options.signal.removeEventListener("abort", giveUp);
    }
  }

  private constructor(client: MqttClient, settings: MqttSettings, patience: number) {
    this.#client = client;
    this.#settings = settings;
    const note = (error: unknown) => this.#reason ??= error;
    client.on("error", note);
    // A stream's error without a code is told by the stream alone.
    client.stream.on("error", note);
    client.on("disconnect", ({ reasonCode }) => note({ code: reasonCode }));
    // Sending puts off the client's own pings, so that they do not find a broker that is silent.
    const watch = setInterval(() => this.#watch(), patience);
    this.closed = new Promise((resolve) =>
      client.on("close", () => {
        clearInterval(watch);
        client.end(true);
        this.#gone ??= mqttFailure(this.#reason, settings, "publish");
        this.#unacknowledged.forEach((reject) => reject(this.#gone!));
        resolve(this.#gone);
      })
    );
  }

  /**
   * Publishes; resolves when the broker has the message (QoS 0: when it is written to the socket). Messages
   * reach the broker in the order of the calls.
   *
   * @throws {SinkError} where the broker does not take it, or goes away before it said so.
   */
  async publish({ topic, payload, retain }: Message): Promise<void> {
    if (this.#room-- <= 0) await new Promise<void>((go) => this.#waitingForRoom.push(go));
    try {
      await this.#send({ topic, payload, retain });
    } finally {
      this.#room++;
      this.#waitingForRoom.shift()?.();
    }
  }

  /** Says goodbye, so that the broker does not publish the will; to one that is not there, hangs up. */
  async end(): Promise<void> {
    if (this.#gone) return;
    // The client would wait for acknowledgements before it says goodbye, and for the other side after.
    if (this.#unacknowledged.size > 0) this.hangUp();
    else this.#client.end();
    const timer = setTimeout(() => this.hangUp(), GOODBYE);
    await this.closed;
    clearTimeout(timer);
  }

  /** Hangs up: the broker publishes the will. */
  hangUp(): void {
    this.#client.end(true);
    this.#client.stream.destroy();
  }

  #send({ topic, payload, retain }: Message): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (this.#gone) return Promise.reject(this.#gone);
    this.#unacknowledged.add(reject);
    this.#client.publish(topic, payload, { qos: this.#settings.qos, retain }, (error) => {
      // Without a reason code it is only that the connection goes: why is told when it has gone.
      if (error && !("code" in error)) return;
      this.#acknowledged++;
      this.#unacknowledged.delete(reject);
      if (error) reject(mqttFailure(error, this.#settings, `publish to ${topic}`));
      else resolve();
    });
    return promise;
  }

  /** Resolves when the broker has accepted the connection. */
  async #accepted(): Promise<void> {
    const accepted = new Promise<number | undefined>((resolve) =>
      this.#client.on("connect", ({ properties }) => resolve(properties?.receiveMaximum))
    );
    const refused = this.closed.then(() => {
      throw mqttFailure(this.#reason, this.#settings, "connect");
    });
    // The client sends more than the broker asks for, who may hang up then (MQTT 5.0 §3.3.4).
    this.#room = Math.min(WINDOW, await Promise.race([accepted, refused]) ?? WINDOW);
  }

  /** Hangs up on a broker that has acknowledged nothing since it was watched last. */
  #watch(): void {
    if (this.#unacknowledged.size > 0 && this.#acknowledged === 0) {
      this.#reason ??= { message: "it acknowledges nothing" };
      this.hangUp();
    }
    this.#acknowledged = 0;
  }
}

/** Loads the client: it is large, and wants to see the whole environment. */
async function loadClient({ url }: MqttSettings): Promise<typeof import("mqtt").connect> {
  try {
    return (await import("mqtt")).default.connect;
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotCapable)) throw cause;
    throw new SinkError(`${url}: cannot load the client of MQTT: ${cause.message}`, {
      kind: "usage",
      next:
        "It looks at every variable. Give Deno the flag --ignore-env, which shows it none but " +
        "those that --allow-env names.",
      cause,
    });
  }
}
