/**
 * A live line listened to for a diagnosis, at every speed that a meter has where the speed can be set.
 *
 * @module
 */
import type { CauseId } from "../diagnosis/causes.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import { type LineFacts, Listening } from "../diagnosis/line_facts.ts";

/** A line that is open; `setBaudRate` where it is a port. */
export interface LiveLine {
  readable: ReadableStream<Uint8Array>;
  setBaudRate?(baudRate: number): void | Promise<void>;
}

/** How a live line is listened to. */
export interface ListenOptions {
  /** Speeds to try, baud, the likeliest first; of no use where the speed cannot be set. */
  speeds: readonly number[];
  /** What the port takes for a character; null where nobody knows it. */
  format: "7E1" | "8N1" | null;
  /** How long at most, ms. */
  limit: number;
  /** Whether it may end as soon as the line is known to be good. */
  early: boolean;
  /** How long is waited; less in tests. */
  times?: ListenTimes;
  /** Ends it. */
  signal?: AbortSignal;
  /** Told how it goes. */
  progress?: (state: { baudRate: number | null; bytes: number; good: number }) => void;
}

/** Speeds at which a meter may speak (02E §1.4.1 p14-15), then that of a console. */
export const CHECK_SPEEDS: readonly number[] = [9600, 1200, 19200, 2400, 4800, 115200];

/** How long is waited, ms. */
export interface ListenTimes {
  /** At each speed: a group lasts 0.2 s at 1200 baud, a silence of a meter less. */
  dwell: number;
  /** Without a good group, before the speed may have changed. */
  lost: number;
}

const TIMES: ListenTimes = { dwell: 1_500, lost: 4_000 };
/** Good groups that show that a speed is right. */
const FOUND = 3;
/** Complete frames after which a line without a loss is known to be good. */
const FRAMES = 3;
/** How long nothing may be told, ms. */
const TOLD = 200;

/** Listens to a line until it ends, the time is over, or early. */
export async function listenTo(line: LiveLine, options: ListenOptions): Promise<LineFacts> {
  const ear = new Ear(line, options);
  try {
    return await (line.setBaudRate ? ear.scan() : ear.follow());
  } finally {
    ear.close();
  }
}

type Heard = readonly [bytes: Uint8Array, at: number];

class Ear {
  readonly #line: LiveLine;
  readonly #options: ListenOptions;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #start = performance.now();
  readonly #deadline: number;
  readonly #times: ListenTimes;
  #pending: Promise<ReadableStreamReadResult<Uint8Array> | "broken"> | undefined;
  #ended: "closed" | "broken" | undefined;

  constructor(line: LiveLine, options: ListenOptions) {
    this.#line = line;
    this.#options = options;
    this.#times = options.times ?? TIMES;
    this.#reader = line.readable.getReader();
    this.#deadline = this.#start + options.limit;
  }

  /** Lets go of the line. */
  close(): void {
    this.#pending?.catch(() => {});
    this.#reader.releaseLock();
  }

  /** Follows a line whose speed is as it is. */
  async follow(): Promise<LineFacts> {
    const listening = new Listening({ format: this.#options.format });
    listening.wait(this.#start);
    await this.#hear(listening, this.#deadline, () => this.#settled(listening));
    return this.#facts(listening);
  }

  /** Finds the speed of a line and follows it, from speed to speed where that changes. */
  async scan(): Promise<LineFacts> {
    const tried: LineFacts[] = [];
    const first = await this.#find(tried);
    if (first === undefined) return telling(tried);
    const { listening } = first;
    while (!this.#over() && !this.#settled(listening)) {
      const { good } = listening.progress;
      const until = performance.now() + this.#times.lost;
      await this.#hear(listening, until, () => listening.progress.good > good);
      if (listening.progress.good > good || this.#over()) continue;
      const next = await this.#find([]);
      listening.baudRate = next?.listening.baudRate ?? listening.baudRate;
      for (const [bytes, at] of next?.heard ?? []) listening.push(bytes, at);
    }
    return this.#facts(listening);
  }

  /** Tries one speed after the other until one shows groups. */
  async #find(
    tried: LineFacts[],
  ): Promise<{ listening: Listening; heard: Heard[] } | undefined> {
    const { speeds, format } = this.#options;
    for (let n = 0; n === 0 || !this.#over(); n++) {
      const baudRate = speeds[n % speeds.length]!;
      await this.#line.setBaudRate!(baudRate);
      const listening = new Listening({ baudRate, format, scanned: speeds.length > 1 });
      const now = performance.now();
      listening.wait(now);
      const until = speeds.length > 1 ? now + this.#times.dwell : this.#deadline;
      const enough = () => listening.progress.good >= FOUND;
      const heard = await this.#hear(listening, until, enough);
      if (enough()) return { listening, heard };
      const facts = listening.end(performance.now());
      tried.push(facts);
      if (this.#options.early && tells(facts)) return undefined;
    }
    return undefined;
  }

  /** Hears bytes until a time, or until there are enough. */
  async #hear(listening: Listening, until: number, enough: () => boolean): Promise<Heard[]> {
    const heard: Heard[] = [];
    while (!this.#over() && performance.now() < until && !enough()) {
      const bytes = await this.#next(until);
      const now = performance.now();
      if (bytes) {
        listening.push(bytes, now);
        heard.push([bytes, now]);
      } else listening.wait(now);
      this.#options.progress?.({ baudRate: listening.baudRate, ...listening.progress });
    }
    return heard;
  }

  async #next(until: number): Promise<Uint8Array | undefined> {
    const { signal } = this.#options;
    this.#pending ??= this.#reader.read().catch(() => "broken" as const);
    const late = Promise.withResolvers<undefined>();
    const stop = () => late.resolve(undefined);
    const left = Math.min(until, this.#deadline) - performance.now();
    const timer = setTimeout(stop, Math.max(0, Math.min(left, TOLD)));
    signal?.addEventListener("abort", stop);
    const result = await Promise.race([this.#pending, late.promise]);
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    if (result === undefined) return undefined;
    this.#pending = undefined;
    if (result === "broken" || result.done) this.#ended = result === "broken" ? result : "closed";
    return result === "broken" ? undefined : result.value;
  }

  #over(): boolean {
    return this.#ended !== undefined || this.#options.signal?.aborted === true ||
      performance.now() >= this.#deadline;
  }

  #settled(listening: Listening): boolean {
    const { complete, lost } = listening.progress;
    return this.#options.early && complete >= FRAMES && lost <= 1;
  }

  #facts(listening: Listening): LineFacts {
    if (this.#ended === "broken") listening.unplug();
    return listening.end(performance.now());
  }
}

/** Causes that another speed may still contradict. */
const DULL: readonly (CauseId | undefined)[] = ["silent", "held", "noise", undefined];

/** Whether what was heard at a speed is known for certain: a GPS, an inverted line. */
const tells = (facts: LineFacts) => !DULL.includes(diagnose(facts).cause?.id);

/** Of what was heard at several speeds without groups, what tells most. */
function telling(tried: readonly LineFacts[]): LineFacts {
  const facts = tried.find(tells) ?? tried.find(({ bytes }) => bytes > 0) ?? tried[0]!;
  if (facts.bytes > 0) return facts;
  return { ...facts, seconds: tried.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0) };
}
