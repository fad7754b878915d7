/**
 * The line: characters leave when a UART would have finished sending them.
 *
 * @module
 */
import { BITS_PER_CHARACTER } from "./frames.ts";
import { Hearing } from "./hearing.ts";
import { LineControl, type LineEvent } from "./line_control.ts";
import type { Outlet } from "./outlet.ts";
import { characters } from "./uart.ts";

/** A clock that only goes forward, in milliseconds. */
export interface LineClock {
  /** The time. */
  now(): number;
  /** Resolves at that time, or at once where it is past. */
  sleepUntil(time: number): Promise<void>;
}

/** Bytes that belong together, and when they are sent. */
export interface TimedBytes {
  /** When the start bit of the first begins, milliseconds since 1970 UTC on the meter's clock. */
  readonly instant: number;
  /** The bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** By byte, 1 where the parity bit is wrong on the line; undefined where none is. */
  readonly wrongParity?: Uint8Array<ArrayBuffer> | undefined;
}

/** How frames are sent. */
export interface LineOptions<F extends TimedBytes = TimedBytes> {
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
  /** What happens to the line meanwhile. */
  control?: LineControl;
  /** What readers see as bit 7: nothing, or the parity bit, as readers of eight bits do. */
  bit7?: "zero" | "parity";
  /** Told of each frame as it begins. */
  onFrame?(frame: F): void;
  /** Told of each frame when it has been sent, with the names of the outlets that heard all of it. */
  onSent?(frame: F, heard: readonly string[]): void;
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
 * does not make the next one late. Characters that are due already go together. A frame that has grown by
 * faults takes longer, and those behind it begin later, without silence, until the line has caught up.
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
export async function play<F extends TimedBytes>(
  frames: Iterable<F>,
  options: LineOptions<F>,
): Promise<void> {
  const { speed, duration = Infinity, signal, onFrame } = options;
  const { control = new LineControl() } = options;
  let start: number | undefined;
  let sender: InPace<F> | AtOnce<F> | undefined;
  for (const frame of frames) {
    start ??= frame.instant;
    if (frame.instant - start >= duration) break;
    control.now = Math.max(control.now, start);
    sender ??= speed === Infinity
      ? new AtOnce(options, control)
      : new InPace(options, { control, start });
    onFrame?.(frame);
    const sending = sender.send(frame);
    if (sending) await sending;
    if (signal.aborted) return;
  }
  await sender?.end();
}

type PassageOptions = Pick<LineOptions, "baudRate" | "outlets" | "bit7">;

/** A frame on the line: what of it goes when. */
class Passage {
  readonly #options: PassageOptions;
  readonly #control: LineControl;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #characters: Uint8Array<ArrayBuffer> | undefined;
  /** Time of one character, ms. */
  readonly #each: number;
  /** When it begins and is over, on the meter's clock. */
  readonly start: number;
  readonly end: number;

  constructor({ instant, bytes, wrongParity }: TimedBytes, line: {
    options: PassageOptions;
    control: LineControl;
    free: number;
  }) {
    const { options, control, free } = line;
    const { bit7, baudRate, outlets } = options;
    this.#options = options;
    this.#control = control;
    if (bit7 === "parity" || outlets.some(({ wantsCharacters }) => wantsCharacters)) {
      this.#characters = characters(bytes, wrongParity);
    }
    this.#bytes = bit7 === "parity" ? this.#characters! : bytes;
    this.#each = BITS_PER_CHARACTER / baudRate * 1_000;
    this.start = Math.max(instant, free);
    this.end = this.start + bytes.length * this.#each;
  }

  /** When a number of its characters are sent, on the meter's clock. */
  after(count: number): number {
    return this.start + count * this.#each;
  }

  /** How many of its characters may go together, some of which are sent, at an instant. */
  until(sent: number, instant: number): number {
    const last = Math.min(instant, this.#control.next);
    const complete = Math.floor((last - this.start) / this.#each + 1e-3);
    return Math.min(this.#bytes.length, Math.max(sent + 1, complete));
  }

  /** Bytes of it, where they go anywhere. */
  piece(from: number, to: number): Uint8Array<ArrayBuffer> {
    const { isCut, isUnplugged } = this.#control;
    return isCut || isUnplugged ? new Uint8Array() : this.#bytes.subarray(from, to);
  }

  /** Offers a part of it to the outlets. */
  write(from: number, to: number): void {
    const piece = this.piece(from, to);
    if (piece.length === 0) return;
    for (const outlet of this.#options.outlets) outlet.write(piece, this.#sent(outlet, from, to));
  }

  /** Sends a part of it to the outlets that want characters, and waits for their readers. */
  async send(from: number, to: number): Promise<void> {
    const piece = this.piece(from, to);
    if (piece.length === 0) return;
    const strict = this.#options.outlets.filter(({ wantsCharacters }) => wantsCharacters);
    await Promise.all(strict.map((outlet) => outlet.send(piece, this.#sent(outlet, from, to))));
  }

  #sent(outlet: Outlet, from: number, to: number) {
    if (!outlet.wantsCharacters) return undefined;
    return {
      characters: this.#characters!.subarray(from, to),
      start: this.after(from),
      baudRate: this.#options.baudRate,
    };
  }
}

/** Lets the outlets be unplugged and plugged in again. */
async function plug(event: LineEvent, outlets: readonly Outlet[], control: LineControl) {
  if (event.what === "unplugged") await Promise.all(outlets.map((outlet) => outlet.unplug?.()));
  if (event.what === "plugged" && !control.isUnplugged) {
    await Promise.all(outlets.map((outlet) => outlet.plug?.()));
  }
}

/** Sends characters when they are due. */
class InPace<F extends TimedBytes> {
  #options: LineOptions<F>;
  #control: LineControl;
  /** An instant of the meter's clock, and when it is on the clock. */
  #instant: number;
  #origin: number;
  /** Milliseconds of the meter for each of the clock. */
  #speed: number;
  /** When the line is free again, on the meter's clock. */
  #free = -Infinity;
  #breath: Breath;

  constructor(
    options: LineOptions<F>,
    { control, start }: { control: LineControl; start: number },
  ) {
    this.#options = options;
    this.#control = control;
    this.#instant = start;
    this.#origin = options.clock.now();
    this.#speed = options.speed;
    this.#breath = new Breath(options.clock);
  }

  async send(frame: F): Promise<void> {
    const { clock, outlets, signal, onSent } = this.#options;
    const hearing = onSent && new Hearing(outlets);
    const control = this.#control;
    const passage = new Passage(frame, { options: this.#options, control, free: this.#free });
    this.#free = passage.end;
    let isWhole = true;
    for (let sent = 0; sent < frame.bytes.length;) {
      const end = passage.after(sent + 1);
      while (control.next < end) {
        await this.#sleep(this.#due(control.next));
        if (signal.aborted) return;
        await this.#happen(control.take(end)!);
      }
      const due = this.#due(end);
      await this.#sleep(due);
      if (signal.aborted) return;
      const now = clock.now();
      if (now - due > STALL) this.#origin += now - due;
      const instant = this.#instant + (now - this.#origin) * this.#speed;
      const next = passage.until(sent, instant);
      passage.write(sent, next);
      isWhole &&= !control.isCut && !control.isUnplugged;
      sent = next;
      control.now = passage.after(sent);
    }
    onSent?.(frame, isWhole ? hearing!.heard() : []);
  }

  /** Waits for readers that lag behind. */
  async end(): Promise<void> {
    await Promise.all(this.#options.outlets.map((outlet) => outlet.send(new Uint8Array())));
  }

  #due(instant: number): number {
    return this.#origin + (instant - this.#instant) / this.#speed;
  }

  async #sleep(due: number): Promise<void> {
    const { clock } = this.#options;
    if (due > clock.now()) {
      await clock.sleepUntil(due);
      this.#breath.taken();
    } else {
      await this.#breath.take();
    }
  }

  async #happen(event: LineEvent): Promise<void> {
    if (event.what === "stall") this.#origin += event.for / this.#speed;
    if (event.what === "speed") {
      this.#origin = this.#due(event.at);
      this.#instant = event.at;
      this.#speed = event.speed;
    }
    await plug(event, this.#options.outlets, this.#control);
  }
}

/** Sends whole frames, many together, as fast as the readers take them. */
class AtOnce<F extends TimedBytes> {
  #options: LineOptions<F>;
  #outlets: readonly Outlet[];
  #isStrict: boolean;
  #control: LineControl;
  #chunk = new Uint8Array(CHUNK);
  #length = 0;
  /** Frames that are whole in the chunk, or not, as far as somebody wants to know. */
  #frames: { frame: F; isWhole: boolean }[] = [];
  #free = -Infinity;
  #breath: Breath;

  constructor(options: LineOptions<F>, control: LineControl) {
    this.#options = options;
    this.#outlets = options.outlets.filter(({ wantsCharacters }) => !wantsCharacters);
    this.#isStrict = this.#outlets.length < options.outlets.length;
    this.#control = control;
    this.#breath = new Breath(options.clock);
  }

  /** Keeps a frame, and sends those before it when there are many. */
  send(frame: F): Promise<void> | undefined {
    const line = { options: this.#options, control: this.#control, free: this.#free };
    const passage = new Passage(frame, line);
    this.#free = passage.end;
    if (this.#isStrict || this.#control.next < passage.end) return this.#inParts(frame, passage);
    const { length } = frame.bytes;
    const sending = this.#length + length > CHUNK ? this.#flush() : undefined;
    const piece = passage.piece(0, length);
    this.#keep(piece);
    this.#note(frame, piece.length === length);
    this.#control.now = passage.end;
    return sending;
  }

  async end(): Promise<void> {
    await this.#flush();
    for (const outlet of this.#options.outlets) {
      if (outlet.wantsCharacters) await outlet.send(new Uint8Array());
    }
  }

  async #inParts(frame: F, passage: Passage): Promise<void> {
    const control = this.#control;
    const { length } = frame.bytes;
    let isWhole = true;
    for (let sent = 0; sent < length;) {
      const end = passage.after(sent + 1);
      while (control.next < end) {
        await this.#flush();
        await plug(control.take(end)!, this.#options.outlets, control);
      }
      const next = passage.until(sent, Infinity);
      const piece = passage.piece(sent, next);
      if (this.#length + piece.length > CHUNK) await this.#flush();
      await passage.send(sent, next);
      this.#keep(piece);
      isWhole &&= piece.length === next - sent;
      sent = next;
      control.now = passage.after(sent);
    }
    this.#note(frame, isWhole);
  }

  #keep(piece: Uint8Array): void {
    if (piece.length > this.#chunk.length) this.#chunk = new Uint8Array(piece.length);
    this.#chunk.set(piece, this.#length);
    this.#length += piece.length;
  }

  #note(frame: F, isWhole: boolean): void {
    if (this.#options.onSent) this.#frames.push({ frame, isWhole });
  }

  async #flush(): Promise<void> {
    const { onSent, outlets } = this.#options;
    const piece = this.#chunk.subarray(0, this.#length);
    const frames = this.#frames;
    this.#chunk = new Uint8Array(CHUNK);
    this.#length = 0;
    this.#frames = [];
    const hearing = onSent && new Hearing(outlets);
    await Promise.all(this.#outlets.map((outlet) => outlet.send(piece)));
    const heard = hearing?.heard() ?? [];
    for (const { frame, isWhole } of frames) onSent?.(frame, isWhole ? heard : []);
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
