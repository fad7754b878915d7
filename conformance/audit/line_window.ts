/**
 * The last stretch of a line, for showing the bytes that a finding is about.
 *
 * @module
 */

/** Longer than four of the longest documented frames: a finding is told at the end of its frame. */
const KEPT = 65_536;
/** Chunks whose times are kept. */
const TIMES = 20_000;

/** Keeps the last bytes of a line, and when they arrived. */
export class LineWindow {
  #bytes = new Uint8Array(2 * KEPT);
  #length = 0;
  #from = 0;
  #times: { offset: number; at: number }[] = [];

  /** Number of bytes so far. */
  get end(): number {
    return this.#from + this.#length;
  }

  /** Takes the next bytes, no more than 65,536, and when they arrived, ms. */
  push(bytes: Uint8Array, at?: number): void {
    if (at !== undefined) {
      this.#times.push({ offset: this.end, at });
      if (this.#times.length > TIMES) this.#times.splice(0, TIMES / 2);
    }
    if (this.#length + bytes.length > this.#bytes.length) {
      const gone = this.#length - KEPT;
      this.#bytes.copyWithin(0, gone, this.#length);
      this.#from += gone;
      this.#length = KEPT;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** When a byte arrived, ms; undefined where that is not known. */
  timeOf(offset: number): number | undefined {
    return this.#times.findLast((chunk) => chunk.offset <= offset)?.at;
  }

  /** The bytes from one offset to another, as far as they are kept. */
  slice(from: number, to: number): { bytes: Uint8Array; from: number } {
    const start = Math.min(Math.max(from, this.#from), this.end);
    const end = Math.max(start, Math.min(to, this.end));
    return {
      bytes: this.#bytes.slice(start - this.#from, end - this.#from),
      from: start,
    };
  }
}
