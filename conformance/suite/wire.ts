/**
 * What a line carries: its frames, its runs LF … CR, and every place where it is damaged.
 *
 * The suite derives from it what a decoder may say. It is a reader of its own, naive and slow, that
 * shares nothing with our decoder.
 *
 * @module
 */
import { readRun, type RunReading } from "./wire_run.ts";

/** A run that begins with LF. */
export interface WireRun {
  /** Place of its LF. */
  offset: number;
  /** First byte after it. */
  end: number;
  /** Text before its first separator, right sum or not; null where there is none. */
  label: string | null;
  /** Its readings where the sum is right: one, or two where bit 7 is set and may be masked. */
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

class WireReader {
  readonly #bytes: Uint8Array;
  readonly #high: HighBits;
  readonly #runs: WireRun[] = [];
  readonly #frames: WireSpan[] = [];
  readonly #damage = new Set<number>();
  readonly #eots: number[] = [];
  /** Place of the open frame's STX, or -1. */
  #stx = -1;
  /** Place of the open run's LF, or -1. */
  #lf = -1;
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
    this.#cut(bytes.length);
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
        this.#cut(at);
        this.#close("stx", at);
        this.#stx = at;
        this.#firstRun = this.#runs.length;
        this.#intact = this.#complete = true;
        return;
      case 0x03:
        this.#cut(at);
        if (this.#stx < 0) this.#spoil(at);
        return this.#close("etx", at + 1);
      case 0x04:
        // EOT may cut a group (02E §1.5.2 p19): a loss that is no damage.
        this.#eots.push(at);
        this.#end(at, { cutBy: "eot" });
        return this.#close("eot", at + 1);
      case 0x0a:
        this.#cut(at);
        this.#lf = at;
        return;
      case 0x0d:
        if (this.#lf >= 0) return this.#end(at + 1, {});
        this.#complete = false;
        return this.#spoil(at);
      default:
        if (this.#lf < 0) this.#spoil(at);
    }
  }

  #spoil(at: number): void {
    this.#damage.add(at);
    this.#intact = false;
  }

  /** The open run ends without CR. */
  #cut(at: number): void {
    if (this.#lf < 0) return;
    this.#spoil(this.#lf);
    this.#end(at, { cutBy: "control" });
  }

  #end(end: number, { cutBy }: { cutBy?: "eot" | "control" }): void {
    const offset = this.#lf;
    if (offset < 0) return;
    this.#lf = -1;
    const raw = this.#bytes.subarray(offset + 1, cutBy ? end : end - 1);
    const readings = cutBy ? [] : this.#readings(raw);
    const regular = readings.length === 1 && readings[0]!.regular;
    if (!regular) this.#intact = false;
    if (!regular && cutBy !== "eot") this.#damage.add(offset);
    const blank = !cutBy && raw.length === 0;
    if (readings.length === 0 && !blank) this.#complete = false;
    const label = readings[0]?.label ?? /^[^\t ]+(?=[\t ])/.exec(text(raw, 0x7f))?.[0] ?? null;
    const frame = this.#stx < 0 ? null : this.#frames.length;
    if (frame === null) this.#damage.add(offset);
    this.#runs.push({ offset, end, label, readings, frame });
  }

  /** A reader may mask the bytes of a group whatever it does to find it. */
  #readings(raw: Uint8Array): RunReading[] {
    const masked = readRun(text(raw, 0x7f));
    if (this.#high === "parity" || raw.every((byte) => byte < 0x80)) return masked ? [masked] : [];
    const plain = readRun(text(raw, 0xff));
    const found = [masked, plain].filter((reading) => reading !== null);
    for (const reading of found) {
      reading.regular = false;
      reading.also = [...reading.also ?? [], {
        value: reading.value.replace(/[^\0-\x7f]/g, "\ufffd"),
      }];
    }
    return found;
  }

  #close(by: WireSpan["by"], end: number): void {
    if (this.#stx < 0) return;
    const whole = by === "etx" && this.#runs.length > this.#firstRun;
    if (!whole && by !== "eot") this.#damage.add(this.#stx);
    this.#frames.push({
      offset: this.#stx,
      end,
      by,
      intact: whole && this.#intact,
      complete: whole && this.#complete &&
        this.#runs.slice(this.#firstRun).some((run) => run.readings.length > 0),
    });
    this.#stx = -1;
  }
}

/** One character a byte. */
function text(bytes: Uint8Array, mask: number): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte & mask);
  return text;
}
