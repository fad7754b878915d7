/**
 * The outlet `mqtt://HOST/BASE?dialect=ID`: what a gateway at the end of the line would publish.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import { FrameGatherer } from "../../decoder/dialects/frame_gatherer.ts";
import type { FrameReading } from "../../decoder/dialects/frame_reading.ts";
import { RateLimit } from "../../decoder/dialects/rate_limit.ts";
import { MQTT } from "../../decoder/sinks/mqtt.ts";
import { secret } from "../../decoder/sinks/secrets.ts";
import { type Sink, SinkError } from "../../decoder/sinks/sink.ts";
import type { SinkAddress } from "../../decoder/sinks/sink_address.ts";
import { BITS_PER_CHARACTER } from "../frames.ts";
import { nearest } from "../nearest.ts";
import { type Outlet, OutletError, type SentCharacters } from "../outlet.ts";
import { parseQuantity } from "../quantity.ts";

/** Readings that may wait for a slow broker: a quarter of an hour of a line at its own pace. */
const ROOM = 1_000;
/** Readings that are handed over together. */
const BATCH = 100;
/** How long a line without pace waits for a broker that is away, ms. */
const PATIENCE = 30_000;
/** Between two looks whether it is back, ms. */
const PAUSE = 200;

/** A reading on its way, and how much of the line it was made of. */
interface Waiting {
  reading: FrameReading;
  bytes: number;
}

/**
 * Connects to a broker and publishes the line to it, faults included, as a gateway with a right decoder
 * would; times are those of the meter's clock. A line with a pace never waits: what the broker is away or
 * too slow for is lost. The outlet connects again by itself.
 *
 * @param options `folder`: from which the paths of parameters start; `patience`: how long a line without
 * pace waits for a broker that is away, ms.
 * @throws {OutletError} where the broker is away or refuses.
 * @throws {SyntaxError} where the word is wrong, with the nearest right one.
 */
export async function openMqtt(
  address: SinkAddress,
  { folder, patience = PATIENCE }: { folder: string; patience?: number },
): Promise<Outlet> {
  const { every, ...parameters } = address.parameters;
  checkNames(address);
  const limit = every === undefined ? undefined : new RateLimit({ every: period(address, every) });
  const sink = await open({ ...address, parameters }, folder);
  const gateway = new Gateway(sink, patience, limit);
  return {
    url: sink.url,
    ended: gateway.ended,
    // Only with its characters does a piece of the line tell when it was sent.
    wantsCharacters: true,
    write: (bytes, sent) => gateway.hear(bytes, sent),
    async send(bytes, sent) {
      gateway.hear(bytes, sent, true);
      await gateway.room(bytes.length === 0 ? 0 : ROOM);
    },
    status: () => gateway.status(),
    close: () => gateway.close(),
  };
}

function checkNames({ word, parameters }: SinkAddress): void {
  const known = ["every", ...Object.keys(MQTT.parameters)];
  for (const name of Object.keys(parameters)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const meant = near === undefined ? `there are ${known.join(", ")}` : `did you mean ${near}=…?`;
    throw new SyntaxError(`${word}: there is no parameter ${name}: ${meant}`);
  }
}

/** Opens the sink; resolves when it is connected. */
async function open(address: SinkAddress, folder: string): Promise<Sink> {
  try {
    const sink = await MQTT.open(address, { secret, folder, notice() {} });
    try {
      await sink.deliver([]);
      return sink;
    } catch (error) {
      await sink.close();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof SinkError)) throw error;
    const isUsers = error.kind === "usage" && !(error.cause instanceof Deno.errors.NotCapable);
    throw isUsers
      ? new SyntaxError(`${error.message}. ${error.next}`, { cause: error })
      : broken(error);
  }
}

function broken(cause: SinkError): OutletError {
  const { next } = cause;
  const hint = cause.kind === "down" && cause.message.includes("nobody listens")
    ? `${next} Or let the sim be the broker: --broker embedded`
    : next;
  const denied = cause.cause instanceof Deno.errors.NotCapable;
  return new OutletError(cause.message, { next: hint, denied, cause });
}

function period({ word }: SinkAddress, every: string): number {
  try {
    return parseQuantity(every, "duration");
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new SyntaxError(`${word}: every=${every}: ${cause.message}`, { cause });
  }
}

/** Hears the line and passes on what it says. */
class Gateway {
  readonly ended: Promise<OutletError | undefined>;
  readonly #end: (error: OutletError) => void;
  readonly #sink: Sink;
  readonly #patience: number;
  readonly #decoder = new TicDecoder({ events: ["group", "value", "frame"] });
  readonly #gatherer: FrameGatherer;
  #waiting: Waiting[] = [];
  #pump: Promise<void> | undefined;
  /** Told when some of what waited is gone. */
  #passed = Promise.withResolvers<void>();
  #isClosed = false;
  /** Whether the line waits for the broker. */
  #isPatient = false;
  #isConnected = true;
  /** Bytes of the line since the last reading. */
  #since = 0;
  #offered = 0;
  #lost = 0;
  #missed = 0;

  constructor(sink: Sink, patience: number, limit: RateLimit | undefined) {
    this.#sink = sink;
    this.#patience = patience;
    this.#gatherer = new FrameGatherer(limit && { limit });
    const { promise, resolve } = Promise.withResolvers<OutletError | undefined>();
    this.ended = promise;
    this.#end = resolve;
  }

  hear(bytes: Uint8Array, sent: SentCharacters | undefined, isPatient = false): void {
    this.#isPatient = isPatient;
    if (!sent) return;
    this.#offered += bytes.length;
    this.#since += bytes.length;
    const at = Math.round(sent.start + bytes.length * BITS_PER_CHARACTER / sent.baudRate * 1_000);
    for (const event of this.#decoder.push(bytes)) {
      const reading = this.#gatherer.hear(event, at);
      if (reading) this.#take(reading);
    }
  }

  /** Resolves when no more than some readings wait. */
  async room(count: number): Promise<void> {
    while (this.#waiting.length > count && !this.#isClosed) await this.#passed.promise;
  }

  status() {
    return {
      readers: this.#isConnected ? 1 : 0,
      readerSpeed: null,
      bytes: this.#offered - this.#lost - this.#missed,
      lost: this.#lost,
      missed: this.#missed,
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#passed.resolve();
    await this.#sink.close();
    await this.#pump;
  }

  #take(reading: FrameReading): void {
    const bytes = this.#since;
    this.#since = 0;
    if (!this.#isPatient && this.#waiting.length >= ROOM) {
      this.#lost += bytes;
      return;
    }
    this.#waiting.push({ reading, bytes });
    this.#pump ??= this.#pass().finally(() => this.#pump = undefined);
  }

  async #pass(): Promise<void> {
    let since: number | undefined;
    while (this.#waiting.length > 0 && !this.#isClosed) {
      const batch = this.#waiting.slice(0, BATCH);
      try {
        await this.#sink.deliver(batch.map(({ reading }) => reading));
        this.#isConnected = true;
        since = undefined;
      } catch (error) {
        if (!(error instanceof SinkError)) throw error;
        this.#isConnected = false;
        if (this.#isPatient && !this.#isClosed) {
          since ??= performance.now();
          if (performance.now() - since > this.#patience) return this.#end(broken(error));
          await new Promise((go) => setTimeout(go, PAUSE));
          continue;
        }
        this.#missed += batch.reduce((sum, { bytes }) => sum + bytes, 0);
      }
      this.#waiting.splice(0, batch.length);
      const { resolve } = this.#passed;
      this.#passed = Promise.withResolvers();
      resolve();
    }
  }
}
