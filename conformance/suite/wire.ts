/**
 * What a line carries: its frames, its runs LF … CR, and every place where it is damaged.
 *
 * The suite derives from it what a decoder may say. It is a reader of its own, naive and slow, that
 * shares nothing with our decoder.
 *
 * @module
 */
import { readRun, type RunReading } from "./wire_run.ts";

/** A run that begins with LF; or a piece without LF or CR whose sum is right all the same. */
export interface WireRun {
  /** Place of its LF, or first byte. */
  offset: number;
  /** First byte after it. */
  end: number;
  /** Text before its first separator, right sum or not; null where there is none. */
  label: string | null;
  /** Its readings where the sum is right: one a label, several where bytes may be masked or left out. */
  readings: readonly RunReading[];
  /** Index in the frames of the line, or null. */
  frame: number | null;
}

/** A frame from its STX on. */
export interface WireSpan {
  /** Place of its STX. */
  offset: number;
  /** First byte after it. */
  end: number;
  /** What ended it. */
  by: "etx" | "eot" | "stx" | "end";
  /** STX … ETX and nothing but regular groups with right sums: any reader has to take it. */
  intact: boolean;
  /** Nothing in it that a lenient reader would have to see: it may be called complete. */
  complete: boolean;
}

/** What a line carries. */
export interface Wire {
  /** All runs, good or bad. */
  runs: readonly WireRun[];
  /** All frames. */
  frames: readonly WireSpan[];
  /** Places where the line is not as a meter sends it, ascending. */
  damage: readonly number[];
  /** Places of EOT, a legal end of a frame (02E §1.5.3.1) after which a reader may resynchronise. */
  eots: readonly number[];
}

/** How bytes with bit 7 set are taken. */
export type HighBits =
  /** As bytes that are no control bytes, whatever they would be without it. */
  | "raw"
  /** Without it. */
  | "masked"
  /** Without it, and as no damage: the line carries parity there. */
  | "parity";

/**
 * Reads a whole line.
 *
 * @example
 * ```ts
 * import { readWire } from "./wire.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = new TextEncoder().encode("\x02\nPAPP 00360 *\r\nPAPP 00370 *\r\x03");
 * const { runs, frames } = readWire(line, "raw");
 * assertEquals(runs.map((run) => run.readings[0]?.value), ["00360", undefined]);
 * assertEquals(frames[0]?.complete, false);
 * ```
 */
export function readWire(bytes: Uint8Array, high: HighBits): Wire {
  const reader = new WireReader(bytes, high);
  return reader.read();
}

/** What the bytes since the last control byte are. */
type Piece = "group" | "stray";

class WireReader {
  readonly #bytes: Uint8Array;
  readonly #high: HighBits;
  readonly #runs: WireRun[] = [];
  readonly #frames: WireSpan[] = [];
  readonly #damage = new Set<number>();
  readonly #eots: number[] = [];
  /** Place of the open frame's STX, or -1. */
  #stx = -1;
  /** First byte of the open piece: its LF, or the first byte after a control byte. */
  #start = 0;
  #piece: Piece = "stray";
  #firstRun = 0;
  #intact = true;
  #complete = true;

  constructor(bytes: Uint8Array, high: HighBits) {
    this.#bytes = bytes;
    this.#high = high;
  }

  read(): Wire {
    const bytes = this.#bytes;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte >= 0x80 && this.#high !== "parity") this.#spoil(i);
      this.#take(this.#high === "raw" ? byte : byte & 0x7f, i);
    }
    this.#end(bytes.length, "end");
    this.#close("end", bytes.length);
    return {
      runs: this.#runs,
      frames: this.#frames,
      damage: [...this.#damage].sort((a, b) => a - b),
      eots: this.#eots,
    };
  }

  #take(byte: number, at: number): void {
    switch (byte) {
      case 0x02:
        this.#end(at, "stx");
        this.#close("stx", at);
        this.#stx = at;
        this.#firstRun = this.#runs.length;
        this.#intact = this.#complete = true;
        return;
      case 0x03:
        this.#end(at, "etx");
        if (this.#stx < 0) this.#spoil(at);
        return this.#close("etx", at + 1);
      case 0x04:
        this.#eots.push(at);
        this.#end(at, "eot");
        return this.#close("eot", at + 1);
      case 0x0a:
        this.#end(at, "lf");
        this.#piece = "group";
        this.#start = at;
        return;
      case 0x0d:
        return this.#end(at, "cr");
    }
  }

  #spoil(at: number): void {
    this.#damage.add(at);
    this.#intact = false;
  }

  /** A control byte at `at` ends the open piece. */
  #end(at: number, by: "lf" | "cr" | WireSpan["by"]): void {
    const [piece, offset] = [this.#piece, this.#start];
    const content = this.#bytes.subarray(piece === "group" ? offset + 1 : offset, at);
    this.#piece = "stray";
    this.#start = at + 1;
    const formed = piece === "group" && by === "cr";
    if (piece === "stray" && content.length === 0 && by !== "cr") return;
    const readings = this.#readings(content, formed ? "formed" : piece);
    if (!formed || !readings[0]?.regular || this.#stx < 0) {
      // EOT may cut a group (02E §1.5.2 p19): a loss that is no damage.
      if (by === "eot" && piece === "group") this.#intact = false;
      else this.#spoil(offset);
    }
    // A reader that looks for LF alone overlooks what stands before it, be it a group that lost its own.
    const overlooked = piece === "stray" || content.length === 0;
    if (readings.length === 0 && !overlooked) this.#complete = false;
    if (piece === "stray" && readings.length === 0) return;
    const label = readings[0]?.label ?? /^[^\t ]+(?=[\t ])/.exec(text(content, 0x7f))?.[0] ?? null;
    const frame = this.#stx < 0 ? null : this.#frames.length;
    this.#runs.push({ offset, end: formed ? at + 1 : at, label, readings, frame });
  }

  /** Every reading of these bytes that somebody may have, the plain one first. */
  #readings(content: Uint8Array, piece: Piece | "formed"): readonly RunReading[] {
    const plain = text(content, 0x7f);
    const high = this.#high !== "parity" && content.some((byte) => byte >= 0x80);
    if (piece === "stray" || high || UNPRINTABLE.test(plain)) {
      return lenient(plain, { piece, content: high ? content : null });
    }
    const reading = readRun(plain);
    if (reading === null) return NONE;
    if (piece !== "formed") reading.regular = false;
    return [reading];
  }

  #close(by: WireSpan["by"], end: number): void {
    if (this.#stx < 0) return;
    const runs = this.#runs.slice(this.#firstRun);
    const whole = by === "etx" && runs.length > 0;
    if (!whole && by !== "eot") this.#damage.add(this.#stx);
    this.#frames.push({
      offset: this.#stx,
      end,
      by,
      intact: whole && this.#intact,
      complete: whole && this.#complete && runs.some(({ readings }) => readings.length > 0),
    });
    this.#stx = -1;
  }
}

const NONE: readonly RunReading[] = [];
// deno-lint-ignore no-control-regex -- which is what they are
const UNPRINTABLE = /[\0-\x08\x0b-\x1f\x7f]/;

/**
 * Some readers leave out or mask what is no character of a group, or take any byte after CR for the LF
 * that it may have been, and find the sum right then.
 */
function lenient(
  plain: string,
  { piece, content }: { piece: Piece | "formed"; content: Uint8Array | null },
): readonly RunReading[] {
  const texts = [plain];
  if (content) texts.push(text(content, 0xff), text(content.filter((b) => b < 0x80), 0x7f));
  if (piece === "stray") texts.push(...texts.map((one) => one.slice(1)));
  const found = new Map<string, RunReading>();
  for (const one of new Set([...texts, ...texts.map(printable)])) {
    const reading = readRun(one);
    if (reading === null) continue;
    if (piece !== "formed" || content || one !== plain) reading.regular = false;
    const { label, value, timestamp, also = [] } = reading;
    const stamp = timestamp === undefined ? {} : { timestamp };
    const shown = [printable(value), value.replace(/[^\0-\x7f]/g, "\ufffd")];
    const others = [...also, ...shown.map((value) => ({ value, ...stamp }))]
      .filter((other) => other.value !== value || other.timestamp !== timestamp);
    const same = found.get(label);
    if (same) same.also = [...same.also ?? [], { value, ...stamp }, ...others];
    else found.set(label, others.length > 0 ? { ...reading, also: others } : reading);
  }
  return [...found.values()];
}

function printable(text: string): string {
  return text.replace(new RegExp(UNPRINTABLE, "g"), "");
}

/** One character a byte. */
function text(bytes: Uint8Array, mask: number): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]! & mask);
  return text;
}
