/**
 * The line cut into frames.
 *
 * @module
 */

const STX = 0x02;
const ETX = 0x03;
const EOT = 0x04;

/** Longer than twice the longest documented frame: what is longer has lost its end. */
const LONGEST = 16_384;

/** A frame as it stood on the line. */
export interface RawFrame {
  readonly kind: "frame";
  /** Its number on the line, from 0. */
  readonly number: number;
  /** Byte of the line where its STX is. */
  readonly offset: number;
  /** Its bytes, the STX and the byte that ends it included; valid until the next push. */
  readonly bytes: Uint8Array;
  /** Start of each byte, ms, where the caller said it. */
  readonly times: Float64Array | null;
  /** What ended it: ETX, EOT, or nothing: the next STX, or more bytes than a frame can have. */
  readonly end: "etx" | "eot" | "none";
}

/** Bytes that stood after one frame and before the next. */
export interface Outside {
  readonly kind: "outside";
  /** Number of the frame before. */
  readonly number: number;
  /** Byte of the line where they begin. */
  readonly offset: number;
  /** How many there are. */
  readonly count: number;
  /** The first of them. */
  readonly bytes: Uint8Array;
}

/**
 * Cuts a line into frames, whatever its chunks.
 *
 * What stands before the first STX, and a frame that the end of the line cuts, say nothing about the
 * meter and are skipped.
 */
export class FrameReader {
  #bytes = new Uint8Array(LONGEST);
  #times = new Float64Array(LONGEST);
  #timed = false;
  #length = 0;
  #total = 0;
  #start = 0;
  #offset = 0;
  #frames = 0;
  #state: "before" | "inside" | "outside" = "before";

  /** Reads a piece of the line; `timeOf` gives the start of its byte i in ms, or is null. */
  *push(
    bytes: Uint8Array,
    timeOf: ((index: number) => number) | null,
  ): Generator<RawFrame | Outside> {
    for (let i = 0; i < bytes.length; i++, this.#offset++) {
      const byte = bytes[i]!;
      if (byte === STX) {
        if (this.#state === "inside") yield this.#frame("none");
        else yield* this.#outside();
        this.#begin("inside");
      } else if (this.#state === "before" || (byte === EOT && this.#total === 0)) continue;
      // An EOT between two frames announces a silence, as it does inside one (02E §1.5.2).
      this.#keep(byte, timeOf ? timeOf(i) : NaN);
      if (this.#state !== "inside") continue;
      if (byte === ETX || byte === EOT || this.#length === LONGEST) {
        yield this.#frame(byte === ETX ? "etx" : byte === EOT ? "eot" : "none");
        this.#begin(this.#length === LONGEST ? "before" : "outside");
      }
    }
  }

  /** Ends the line. */
  *end(): Generator<Outside> {
    if (this.#state === "outside") yield* this.#outside();
    this.#begin("before");
  }

  #begin(state: "before" | "inside" | "outside"): void {
    this.#state = state;
    this.#length = this.#total = 0;
    this.#timed = true;
  }

  #keep(byte: number, time: number): void {
    if (this.#total === 0) this.#start = this.#offset;
    this.#total++;
    if (this.#length === LONGEST) return;
    this.#bytes[this.#length] = byte;
    this.#times[this.#length++] = time;
    if (Number.isNaN(time)) this.#timed = false;
  }

  #frame(end: RawFrame["end"]): RawFrame {
    return {
      kind: "frame",
      number: this.#frames++,
      offset: this.#start,
      bytes: this.#bytes.subarray(0, this.#length),
      times: this.#timed ? this.#times.subarray(0, this.#length) : null,
      end,
    };
  }

  *#outside(): Generator<Outside> {
    if (this.#total === 0) return;
    yield {
      kind: "outside",
      number: this.#frames - 1,
      offset: this.#start,
      count: this.#total,
      bytes: this.#bytes.subarray(0, this.#length),
    };
  }
}
