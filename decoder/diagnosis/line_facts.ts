/**
 * Facts about a line: what was heard, how it was damaged, and what it would be if it were read otherwise.
 *
 * @module
 */
import { CR, EOT, ETX, HT, LF, STX } from "../../tic/control.ts";
import type { TicMode } from "../../tic/types.ts";
import { TicDecoder } from "../decoder.ts";
import type { ErrorEvent, ErrorKind, FrameEvent, GroupEvent, TicEvent } from "../events.ts";
import { allEven } from "../parity.ts";
import { type Hypotheses, hypothesesOf } from "./hypotheses.ts";
import { Led } from "./led.ts";

/** How a line is listened to. */
export interface ListeningOptions {
  /** Speed of the port, baud; null where nobody knows it. */
  baudRate?: number | null;
  /** What the port takes for a character; null where nobody knows it. */
  format?: "7E1" | "8N1" | null;
  /** Whether all speeds were tried, so that a wrong one is no explanation. */
  scanned?: boolean;
}

/** Everything that the causes are judged by; all counts are of the whole line. */
export interface LineFacts extends Required<ListeningOptions> {
  /** How long was listened, s; null where times are not known. */
  seconds: number | null;
  /** How many bytes there were. */
  bytes: number;
  /** Share of the bytes that are NUL: characters in error, or a line held at 0. */
  nul: number;
  /** Share of the bytes with bit 7. */
  eightBit: number;
  /** Share of the bytes, NUL apart, with an even number of ones. */
  even: number;
  /** Counts of control bytes. */
  controls: { STX: number; ETX: number; EOT: number; LF: number; CR: number; HT: number };
  /** Groups with a right sum that a meter would send. */
  good: number;
  /** Groups with a right sum that no meter would send. */
  suspect: number;
  /** Good groups that say once more what the group before said. */
  repeated: number;
  /** Losses by kind. */
  errors: Readonly<Partial<Record<ErrorKind, number>>>;
  /** Groups lost: all losses but interruptions and impossible readings. */
  bad: number;
  /** How often the sum of each label was wrong. */
  wrongSums: ReadonlyMap<string, number>;
  /** Frames by what they were. */
  frames: { all: number; complete: number; standby: number; cut: number; short: number };
  /** Modes heard, in order: more than one where the meter was switched. */
  modes: readonly TicMode[];
  /** Family of meter, where it is known. */
  meter: string | null;
  /** Silences of more than a second with no EOT before: how many, and the longest, s. */
  silences: { count: number; longest: number };
  /** How often the port was unplugged. */
  unplugged: number;
  /** What was heard last of each label. */
  values: ReadonlyMap<string, GroupEvent>;
  /** What the LED of a receiver would show. */
  led: Led;
  /** The line read otherwise. */
  otherwise: Hypotheses;
}

/** Bytes kept to try hypotheses on: 17 s at 9600 baud. */
const KEPT = 16_384;
/** The shortest silence worth telling, ms: legal ones last 33.4 ms (54E §5.3.6 p13). */
const SILENCE = 1_000;

/**
 * Listens to a line and gathers facts.
 *
 * @example
 * ```ts
 * import { Listening } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const listening = new Listening();
 * listening.push(new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03"));
 * const { good, frames, seconds } = listening.end();
 * assertEquals([good, frames.complete, seconds], [1, 1, null]);
 * ```
 */
export class Listening {
  /** Speed of the port, baud; null where nobody knows it. */
  baudRate: number | null;
  readonly #options: Required<ListeningOptions>;
  readonly #decoder = new TicDecoder({ events: ["mode", "group", "error", "frame"] });
  readonly #led = new Led();
  readonly #counts = new Uint32Array(256);
  readonly #errors: Partial<Record<ErrorKind, number>> = {};
  readonly #frames = { all: 0, complete: 0, standby: 0, cut: 0, short: 0 };
  readonly #modes: TicMode[] = [];
  readonly #values = new Map<string, GroupEvent>();
  readonly #wrongSums = new Map<string, number>();
  readonly #silences = { count: 0, longest: 0 };
  #sample = new Uint8Array(0);
  #meter: string | null = null;
  #bytes = 0;
  #even = 0;
  #good = 0;
  #suspect = 0;
  #repeated = 0;
  #unplugged = 0;
  #last: GroupEvent | undefined;
  #interruptions = 0;
  #losses = 0;
  #start: number | null = null;
  #heard: number | null = null;
  #now: number | null = null;
  #restful = false;
  /** Where the first frame begins: what stands before is the end of one that was half over. */
  #first: number | null = null;

  /** Begins to listen. */
  constructor({ baudRate = null, format = null, scanned = false }: ListeningOptions = {}) {
    this.baudRate = baudRate;
    this.#options = { baudRate, format, scanned };
  }

  /** Bytes, good groups, complete frames and losses until now. */
  get progress(): { bytes: number; good: number; complete: number; lost: number } {
    const { complete } = this.#frames;
    return { bytes: this.#bytes, good: this.#good, complete, lost: this.#losses };
  }

  /**
   * Takes bytes that arrived at `at`, ms on any clock; none where times are not known.
   */
  push(bytes: Uint8Array, at: number | null = null): void {
    if (at !== null) this.#silence(at);
    if (this.#sample.length < KEPT) {
      const room = bytes.subarray(0, KEPT - this.#sample.length);
      const sample = new Uint8Array(this.#sample.length + room.length);
      sample.set(this.#sample);
      sample.set(room, this.#sample.length);
      this.#sample = sample;
    }
    if (this.#first === null) {
      const at = bytes.findIndex((byte) => (byte & 0x7f) === STX);
      if (at >= 0) this.#first = this.#bytes + at;
    }
    this.#bytes += bytes.length;
    for (let i = 0; i < bytes.length; i++) {
      this.#counts[bytes[i]!]!++;
      if (bytes[i] !== 0 && allEven(bytes, i, i + 1)) this.#even++;
    }
    if (bytes.length > 0) this.#restful = (bytes.at(-1)! & 0x7f) === EOT;
    this.#take(this.#decoder.push(bytes), this.#time(at));
  }

  /** Nothing has arrived until `at`, ms on the clock of the bytes. */
  wait(at: number): void {
    this.#start ??= at;
    this.#now = at;
    this.#led.now(at - this.#start);
  }

  /** The port was unplugged. */
  unplug(): void {
    this.#unplugged++;
  }

  /** Ends the line at `at`, where times are known, and gives the facts. */
  end(at: number | null = this.#now): LineFacts {
    // What is unfinished is cut by the end of the check, not by the line.
    this.#take(this.#decoder.end().filter(({ event }) => event === "group"), this.#time(at));
    if (at !== null) {
      this.#silence(at, true);
      this.wait(at);
    }
    const eightBit = this.#counts.subarray(128).reduce((sum, count) => sum + count, 0);
    const nul = this.#counts[0]!;
    const count = (byte: number) => this.#counts[byte]!;
    return {
      ...this.#options,
      baudRate: this.baudRate,
      seconds: at === null ? null : (at - this.#start!) / 1_000,
      bytes: this.#bytes,
      nul: share(nul, this.#bytes),
      eightBit: share(eightBit, this.#bytes),
      even: share(this.#even, this.#bytes - nul),
      controls: {
        STX: count(STX) + count(STX | 0x80),
        ETX: count(ETX),
        EOT: count(EOT) + count(EOT | 0x80),
        LF: count(LF),
        CR: count(CR) + count(CR | 0x80),
        HT: count(HT),
      },
      good: this.#good,
      suspect: this.#suspect,
      repeated: this.#repeated,
      errors: this.#errors,
      bad: this.#losses,
      wrongSums: this.#wrongSums,
      frames: { ...this.#frames },
      modes: this.#modes,
      meter: this.#meter ?? this.#family(),
      silences: this.#silences,
      unplugged: this.#unplugged,
      values: this.#values,
      led: this.#led,
      otherwise: hypothesesOf(this.#sample),
    };
  }

  /** A family that labels leave open, by what it never says in a whole frame. */
  #family(): string | null {
    const says = (label: string) => this.#values.has(label);
    if (this.#modes.at(-1) !== "historique" || this.#frames.complete <= this.#frames.short) {
      return null;
    }
    // A Linky says PAPP (54E §6.1.1 p15), a CBEMM all but that (02E §2.3).
    if (says("IINST") && says("IMAX") && !says("PAPP")) return "cbemm";
    // An ICE-4Q says Appli (02E §2.8), an ICE-2Q what stands before it.
    return says("KDC") && says("EA") && !says("Appli") ? "ice-2q" : null;
  }

  #time(at: number | null): number | null {
    return at === null ? null : at - (this.#start ??= at);
  }

  #silence(at: number, ended = false): void {
    this.#start ??= at;
    const silence = at - (this.#heard ?? this.#start);
    if (silence >= SILENCE && (this.#heard !== null || ended) && !this.#restful) {
      this.#silences.count++;
      this.#silences.longest = Math.max(this.#silences.longest, silence / 1_000);
    }
    this.#led.now(at - this.#start);
    if (!ended) this.#heard = at;
    this.#now = at;
  }

  #take(events: TicEvent[], at: number | null): void {
    for (const event of events) {
      if (event.event === "mode") {
        if (event.mode !== this.#modes.at(-1)) this.#modes.push(event.mode);
        this.#meter = event.meter ?? this.#meter;
      } else if (event.event === "group") this.#group(event);
      else if (event.event === "frame") this.#frame(event, at);
      else if (event.event === "error" && event.offset >= (this.#first ?? Infinity)) {
        this.#error(event);
      }
    }
  }

  #error({ kind, label }: ErrorEvent): void {
    this.#errors[kind] = (this.#errors[kind] ?? 0) + 1;
    if (kind === "interrupted") this.#interruptions++;
    else if (kind !== "value" && kind !== "parity") this.#losses++;
    if (kind !== "checksum" || label === undefined) return;
    const before = this.#wrongSums.get(label);
    // Noise makes labels that no meter has: only some are kept.
    if (before !== undefined || this.#wrongSums.size < 1_000) {
      this.#wrongSums.set(label, (before ?? 0) + 1);
    }
  }

  #group(group: GroupEvent): void {
    if (group.grade === "suspect") this.#suspect++;
    else this.#good++;
    const { label, value } = group;
    if (this.#last?.label === label && this.#last.value === value) this.#repeated++;
    this.#last = group;
    this.#values.set(label, group);
  }

  #frame(frame: FrameEvent, at: number | null): void {
    if (frame.offset < (this.#first ?? Infinity)) return;
    const { complete, kind, groups, lost } = frame;
    const frames = this.#frames;
    frames.all++;
    if (complete) frames.complete++;
    if (complete && kind === "standby") frames.standby++;
    if (kind === "short") frames.short++;
    if (!complete && this.#interruptions === 0) frames.cut++;
    const interrupted = this.#interruptions > 0 && lost === this.#interruptions;
    this.#interruptions = 0;
    // EOT is a legal end of a frame (02E §1.5.3.1 p20).
    const whole = complete || interrupted && groups.length > 0;
    this.#led.frame(whole && kind !== "standby", at);
  }
}

const share = (part: number, whole: number) => whole === 0 ? 0 : part / whole;
