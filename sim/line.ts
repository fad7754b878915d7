/**
 * The line: characters leave when a UART would have finished sending them.
 *
 * @module
 */
import { BITS_PER_CHARACTER, type LineFrame } from "./frames.ts";
import type { Outlet } from "./outlet.ts";

/** A clock that only goes forward, in milliseconds. */
export interface LineClock {
  /** The time. */
  now(): number;
  /** Resolves at that time, or at once where it is past. */
  sleepUntil(time: number): Promise<void>;
}

/** How frames are sent. */
export interface LineOptions {
  /** Speed of the line, in baud. */
  baudRate: number;
  /** How many times faster than a meter, from 1; Infinity does not wait at all. */
  speed: number;
  /** Where the bytes go. */
  outlets: readonly Outlet[];
  /** Paces them. */
  clock: LineClock;
  /** Ends the line at once. */
  signal: AbortSignal;
  /** Time of the line, ms, after which no further frame is begun. */
  duration?: number;
  /** Told of each frame as it begins. */
  onFrame?(frame: LineFrame): void;
}

/** How long the line may keep others from running while it does not wait, ms. */
const BREATH = 50;
/** A line that is later than this was stopped (Ctrl-Z, a debugger); a meter would not catch up, ms. */
const STALL = 1_000;
/** How much is sent at a time while the line does not wait, in bytes. */
const CHUNK = 65_536;

/**
 * Sends frames to outlets until the duration is over or the signal comes; a frame that was begun within
 * the duration is finished.
 *
 * With a speed, each character leaves at the end of its stop bit, on an absolute schedule: a late one
 * does not make the next one late. Characters that are due already go together.
 *
 * @example A minute of frames into a file, without waiting a minute
 * ```ts
 * import { BAUD_RATE, frames, Meter, openOutlet, play } from "@ticlab/ticlab/sim";
 * import { monotonicMs, sleepUntil } from "@ticlab/ticlab/serial";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * const outlet = await openOutlet({ kind: "file", path });
 * const start = Date.parse("2026-01-14T12:00:00+01:00");
 * const meter = new Meter({
 *   contract: "base",
 *   power: 6_000,
 *   load: 250,
 *   serialNumber: "022162000042",
 *   deliveryPoint: "01234567890123",
 *   start,
 * });
 * await play(frames(meter, { mode: "historique", start, seed: 42 }), {
 *   baudRate: BAUD_RATE.historique,
 *   speed: Infinity,
 *   duration: 60_000,
 *   outlets: [outlet],
 *   clock: { now: monotonicMs, sleepUntil },
 *   signal: new AbortController().signal,
 * });
 * await outlet.close();
 * const line = await Deno.readFile(path);
 * assertEquals([line.at(0), line.at(-1)], [0x02, 0x03]);
 * await Deno.remove(path);
 * ```
 */
export async function play(frames: Iterable<LineFrame>, options: LineOptions): Promise<void> {
  const { speed, baudRate, duration = Infinity, signal, onFrame } = options;
  const end = duration / 1_000 * baudRate;
  const sender = speed === Infinity ? new AtOnce(options) : new InPace(options);
  for (const frame of frames) {
    if (frame.bit >= end) break;
    onFrame?.(frame);
    const sending = sender.send(frame);
    if (sending) await sending;
    if (signal.aborted) return;
  }
  await sender.end();
}

/** Sends characters when they are due. */
class InPace {
  #options: LineOptions;
  /** Time of the line's first bit on the clock. */
  #origin: number;
  #bitTime: number;
  #breath: Breath;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#origin = options.clock.now();
    this.#bitTime = 1_000 / options.baudRate / options.speed;
    this.#breath = new Breath(options.clock);
  }

  async send({ bit, bytes }: LineFrame): Promise<void> {
    const { clock, outlets, signal } = this.#options;
    for (let sent = 0; sent < bytes.length;) {
      const due = this.#origin + (bit + (sent + 1) * BITS_PER_CHARACTER) * this.#bitTime;
      if (due > clock.now()) {
        await clock.sleepUntil(due);
        this.#breath.taken();
      } else {
        await this.#breath.take();
      }
      if (signal.aborted) return;
      const now = clock.now();
      if (now - due > STALL) this.#origin += now - due;
      const complete = ((now - this.#origin) / this.#bitTime - bit) / BITS_PER_CHARACTER;
      const next = Math.min(bytes.length, Math.max(sent + 1, Math.floor(complete)));
      const piece = bytes.subarray(sent, next);
      for (const outlet of outlets) outlet.write(piece);
      sent = next;
    }
  }

  /** Waits for readers that lag behind. */
  async end(): Promise<void> {
    await Promise.all(this.#options.outlets.map((outlet) => outlet.send(new Uint8Array())));
  }
}

/** Sends whole frames, many together, as fast as the readers take them. */
class AtOnce {
  #outlets: readonly Outlet[];
  #chunk = new Uint8Array(CHUNK);
  #length = 0;
  #breath: Breath;

  constructor(options: LineOptions) {
    this.#outlets = options.outlets;
    this.#breath = new Breath(options.clock);
  }

  /** Keeps a frame, and sends those before it when there are many. */
  send({ bytes }: LineFrame): Promise<void> | undefined {
    const sending = this.#length + bytes.length > CHUNK ? this.end() : undefined;
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.length;
    return sending;
  }

  async end(): Promise<void> {
    const piece = this.#chunk.subarray(0, this.#length);
    this.#chunk = new Uint8Array(CHUNK);
    this.#length = 0;
    await Promise.all(this.#outlets.map((outlet) => outlet.send(piece)));
    await this.#breath.take();
  }
}

/** Lets signals, readers and the panel have their turn where nothing else waits. */
class Breath {
  #clock: LineClock;
  #last: number;

  constructor(clock: LineClock) {
    this.#clock = clock;
    this.#last = clock.now();
  }

  async take(): Promise<void> {
    if (this.#clock.now() - this.#last < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.taken();
  }

  taken(): void {
    this.#last = this.#clock.now();
  }
}
