/**
 * Carries readings from a queue to a sink, whatever happens to the sink.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";
import { backoff } from "./backoff.ts";
import type { ReadingQueue } from "./reading_queue.ts";
import { type Sink, SinkError } from "./sink.ts";

/** What a pump carries between, and whom it tells. */
export interface PumpOptions {
  queue: ReadingQueue;
  sink: Sink;
  /** Told in words what happens to the sink; each thing once. */
  notice(text: string): void;
  /** Given each reading that the sink refuses. */
  refused(reading: FrameReading, why: string): void;
  /** Waits for so many ms, or until the signal; with a clock of their own in tests. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How a sink does. */
export interface PumpState {
  /** The sink, without secrets. */
  url: string;
  /** Readings that it has. */
  delivered: number;
  /** Readings that wait for it. */
  waiting: number;
  /** Readings that it refused. */
  refused: number;
  /** Readings that were lost because there was no room to wait. */
  lost: number;
  /** Why it takes none at the moment, in words that do not name it, since when (ms since 1970 UTC). */
  trouble?: { since: number; why: string; denied: boolean };
}

/** Most readings in one delivery. */
const MOST = 100;

/**
 * Takes readings at once and delivers them in order, in batches. A sink that is away is tried again after
 * a growing while. Of a batch that is refused, the reading that is at fault is found by halves, and left
 * out alone.
 *
 * @example
 * ```ts
 * import { Pump } from "./pump.ts";
 * import { MemoryQueue } from "./reading_queue.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const delivered: number[] = [];
 * const sink = {
 *   url: "a list",
 *   deliver: async (readings: readonly { seq: number }[]) => {
 *     delivered.push(...readings.map(({ seq }) => seq));
 *   },
 *   close: async () => {},
 * };
 * const pump = new Pump({ queue: new MemoryQueue(), sink, notice: () => {}, refused: () => {} });
 * pump.push({
 *   seq: 7, at: 1_768_384_800_000, meter: "021976551234", mode: "historique", kind: "long",
 *   complete: true, readings: [], lost: 0, events: [],
 * });
 * await pump.settled();
 * assertEquals(delivered, [7]);
 * await pump.stop();
 * ```
 */
export class Pump {
  readonly #options: PumpOptions;
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  #wake = Promise.withResolvers<void>();
  /** Resolved whenever something has changed that somebody may wait for. */
  #turn = Promise.withResolvers<void>();
  #delivered = 0;
  #refused = 0;
  #lost = 0;
  #losing = false;
  #trouble: PumpState["trouble"];
  #lastRefusal = "";
  #idle: boolean;

  /** Begins to carry. */
  constructor(options: PumpOptions) {
    this.#options = options;
    this.#idle = options.queue.waiting === 0;
    this.#running = this.#run();
    this.#running.catch(() => {}); // Told by `settled` and `stop`.
  }

  /** How the sink does. */
  get state(): PumpState {
    return {
      url: this.#options.sink.url,
      delivered: this.#delivered,
      waiting: this.#options.queue.waiting,
      refused: this.#refused,
      lost: this.#lost,
      ...(this.#trouble && { trouble: this.#trouble }),
    };
  }

  /** Takes a reading without waiting; false where there is no room, and the reading is lost. */
  push(reading: FrameReading): boolean {
    return this.#took(this.#options.queue.push(reading));
  }

  /**
   * Takes a reading as soon as there is room; false where there was none in time, and the reading is lost.
   *
   * @param patience How long the sink may take nothing meanwhile, ms. While readings are being lost
   *   nobody waits again: a line that cannot wait long is read on.
   */
  async put(reading: FrameReading, patience: number): Promise<boolean> {
    const { queue } = this.#options;
    let why = queue.push(reading);
    while (why !== undefined && !this.#losing && await this.#moves(patience)) {
      why = queue.push(reading);
    }
    return this.#took(why);
  }

  /**
   * Resolves when all that was taken is delivered, or cannot be because the sink denies it.
   *
   * @throws what broke the pump.
   */
  async settled(): Promise<void> {
    while (!this.#idle && !this.#trouble?.denied && !this.#end.signal.aborted) {
      await Promise.race([this.#turn.promise, this.#running]);
    }
  }

  /** Rejects with what broke the pump: the reader of standard output has left. Else never ends. */
  get broken(): Promise<void> {
    return this.#running;
  }

  /** Ends after the delivery at hand. */
  async stop(): Promise<void> {
    this.#end.abort();
    this.#wake.resolve();
    this.#turned();
    await this.#running.catch(() => {});
  }

  async #run(): Promise<void> {
    const { queue, sink } = this.#options;
    const { signal } = this.#end;
    let [most, failures] = [MOST, 0];
    let batch: readonly FrameReading[] = [];
    while (!signal.aborted) {
      if (batch.length === 0) batch = queue.peek(most);
      if (batch.length === 0) {
        await this.#nothing();
        continue;
      }
      try {
        await sink.deliver(batch);
      } catch (error) {
        if (error instanceof Deno.errors.BrokenPipe) throw error;
        if (!(error instanceof SinkError && error.kind === "refused")) {
          this.#fail(error);
          await (this.#options.wait ?? waitFor)(backoff(++failures), signal);
          continue;
        }
        most = Math.ceil(batch.length / 2);
        if (batch.length === 1) this.#refuse(batch[0]!, error);
        batch = batch.length === 1 ? [] : batch.slice(0, most);
        continue;
      }
      this.#succeed(batch.length);
      [batch, failures, most] = [[], 0, Math.min(MOST, 2 * most)];
    }
  }

  /** Whether the sink takes something before so many ms are over. */
  async #moves(patience: number): Promise<boolean> {
    const done = () => this.#delivered + this.#refused;
    const before = done();
    const over = new AbortController();
    let late = false;
    const waiting = waitFor(patience, over.signal).then(() => late = true);
    while (done() === before && !late && !this.#end.signal.aborted) {
      await Promise.race([this.#turn.promise, waiting]);
    }
    over.abort();
    return done() > before;
  }

  /** Notes that a reading was taken, or why it is lost. */
  #took(why: string | undefined): boolean {
    const { sink, notice } = this.#options;
    const took = why === undefined;
    if (took) {
      if (this.#losing) notice(`${sink.url}: its queue has room again; ${this.#lost} are lost`);
      this.#idle = false;
      this.#wake.resolve();
    } else {
      this.#lost++;
      if (!this.#losing) {
        notice(`${sink.url}: its queue takes no more (${why}); new readings are lost`);
      }
    }
    this.#losing = !took;
    return took;
  }

  async #nothing(): Promise<void> {
    this.#idle = true;
    this.#turned();
    await this.#wake.promise;
    this.#wake = Promise.withResolvers();
  }

  #succeed(count: number): void {
    this.#options.queue.forget(count);
    this.#delivered += count;
    if (this.#trouble) {
      const seconds = Math.round((Date.now() - this.#trouble.since) / 1000);
      this.#options.notice(`${this.#options.sink.url} takes readings again after ${seconds} s`);
      this.#trouble = undefined;
    }
    this.#turned();
  }

  /** Remembers the trouble, and tells it where it is another one than before. */
  #fail(error: unknown): void {
    const denied = error instanceof SinkError && error.kind === "denied";
    const why = error instanceof Error ? error.message : String(error);
    if (this.#trouble?.denied !== denied) {
      const next = error instanceof SinkError ? error.next : "It is tried again.";
      this.#options.notice(`${why}. Readings wait. ${next}`);
    }
    this.#trouble = {
      since: this.#trouble?.since ?? Date.now(),
      why: why.replace(`${this.#options.sink.url}: `, ""),
      denied,
    };
    this.#turned();
  }

  #refuse(reading: FrameReading, error: SinkError): void {
    const { queue, refused, notice } = this.#options;
    queue.forget(1);
    this.#refused++;
    refused(reading, error.message);
    if (error.message !== this.#lastRefusal) {
      notice(`${error.message}. Reading ${reading.seq} is left out. ${error.next}`);
    }
    this.#lastRefusal = error.message;
    this.#turned();
  }

  #turned(): void {
    this.#turn.resolve();
    this.#turn = Promise.withResolvers();
  }
}

/** Resolves after so many ms, or at the signal. */
async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const over = () => resolve();
  const timer = setTimeout(over, ms);
  signal.addEventListener("abort", over);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", over);
}
