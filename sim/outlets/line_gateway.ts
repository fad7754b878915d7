/**
 * A gateway at the end of the line of a sim.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import { FrameGatherer } from "../../decoder/dialects/frame_gatherer.ts";
import type { FrameReading } from "../../decoder/dialects/frame_reading.ts";
import { MeterWait } from "../../decoder/dialects/meter_wait.ts";
import type { RateLimit } from "../../decoder/dialects/rate_limit.ts";
import { type Sink, SinkError } from "../../decoder/sinks/sink.ts";
import { BITS_PER_CHARACTER } from "../frames.ts";
import type { OutletStatus, SentCharacters } from "../outlet.ts";

/** Readings that may wait for a slow broker: a quarter of an hour of a line at its own pace. */
const ROOM = 1_000;
/** Readings that are handed over together. */
const BATCH = 100;
/** Between two looks whether it is back, ms. */
const PAUSE = 200;
/** No meter's clock is before this: a recording's is, which begins at zero. */
const OLDEST = Date.UTC(2000, 0);

/** A reading on its way, and how much of the line it was made of. */
interface Waiting {
  reading: FrameReading;
  bytes: number;
}

/**
 * Hears a line, and passes on to a sink what it says. A line that does not wait loses what the sink is away
 * or too slow for.
 *
 * @example
 * ```ts
 * import type { FrameReading } from "../../decoder/dialects/frame_reading.ts";
 * import { LineGateway } from "./line_gateway.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const heard: FrameReading[] = [];
 * const sink = {
 *   url: "here:",
 *   deliver: (readings: readonly FrameReading[]) => Promise.resolve(void heard.push(...readings)),
 *   close: () => Promise.resolve(),
 * };
 * const gateway = new LineGateway(sink, { patience: 1_000, limit: undefined });
 * const characters = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03");
 * const start = Date.UTC(2026, 0, 14, 12);
 * gateway.hear(characters, { characters, start, baudRate: 1_200 });
 * await gateway.drained();
 * assertEquals(heard[0]?.readings[0]?.value, 360);
 * await gateway.close();
 * ```
 */
export class LineGateway {
  /** Resolves when a line has waited too long. */
  readonly ended: Promise<SinkError>;
  readonly #end: (error: SinkError) => void;
  readonly #sink: Sink;
  readonly #patience: number;
  readonly #decoder = new TicDecoder({ events: ["group", "value", "frame"] });
  readonly #gatherer: FrameGatherer;
  readonly #wait = new MeterWait();
  #waiting: Waiting[] = [];
  #pump: Promise<void> | undefined;
  /** Told when some of what waited is gone. */
  #passed = Promise.withResolvers<void>();
  #isClosed = false;
  /** Whether the line waits for the broker. */
  #isPatient = false;
  #isConnected = true;
  /** What makes instants of the line's clock, ms. */
  #origin: number | undefined;
  /** Bytes of the line since the last reading. */
  #since = 0;
  #offered = 0;
  #lost = 0;
  #missed = 0;

  /**
   * Begins before the first byte.
   *
   * @param options `patience`: how long a line may wait for a sink that is away, ms; `limit`: how often it
   * says something.
   */
  constructor(sink: Sink, options: { patience: number; limit: RateLimit | undefined }) {
    const { patience, limit } = options;
    this.#sink = sink;
    this.#patience = patience;
    this.#gatherer = new FrameGatherer(limit && { limit });
    const { promise, resolve } = Promise.withResolvers<SinkError>();
    this.ended = promise;
    this.#end = resolve;
  }

  /**
   * Hears bytes, with when they were sent.
   *
   * @param isPatient Whether the line waits for the sink.
   */
  hear(bytes: Uint8Array, sent: SentCharacters | undefined, isPatient = false): void {
    this.#isPatient = isPatient;
    if (!sent) return;
    this.#offered += bytes.length;
    this.#since += bytes.length;
    this.#origin ??= sent.start < OLDEST ? Date.now() - sent.start : 0;
    const end = sent.start + bytes.length * BITS_PER_CHARACTER / sent.baudRate * 1_000;
    const at = Math.round(this.#origin + end);
    for (const event of this.#decoder.push(bytes)) {
      const reading = this.#gatherer.hear(event, at);
      if (reading) { for (const passed of this.#wait.take(reading)) this.#take(passed); }
    }
  }

  /** Resolves when there is room for a reading. */
  async room(): Promise<void> {
    while (this.#waiting.length >= ROOM && !this.#isClosed) await this.#passed.promise;
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    for (const reading of this.#wait.end()) this.#take(reading);
    while (this.#waiting.length > 0 && !this.#isClosed) await this.#passed.promise;
  }

  /** What it does at this moment; the one reader is the sink. */
  status(): OutletStatus {
    return {
      readers: this.#isConnected ? 1 : 0,
      readerSpeed: null,
      bytes: this.#offered - this.#lost - this.#missed,
      lost: this.#lost,
      missed: this.#missed,
    };
  }

  /** Ends at once; what waits is lost. */
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
          if (performance.now() - since > this.#patience) return this.#end(error);
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
