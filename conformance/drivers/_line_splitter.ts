/**
 * Cuts what a program writes into lines.
 *
 * @module
 */

const LF = 0x0a;

/** Takes pieces, gives whole lines without their LF; keeps what has no LF yet. */
export class LineSplitter {
  #pieces: Uint8Array[] = [];

  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): Uint8Array[] {
    const lines: Uint8Array[] = [];
    let from = 0;
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, from)) {
      this.#pieces.push(bytes.subarray(from, at));
      lines.push(this.rest());
      from = at + 1;
    }
    if (from < bytes.length) this.#pieces.push(bytes.slice(from));
    return lines;
  }

  /** What came after the last LF, which it forgets. */
  rest(): Uint8Array {
    const [first = new Uint8Array(), ...more] = this.#pieces;
    this.#pieces = [];
    if (more.length === 0) return first;
    const line = new Uint8Array(more.reduce((sum, piece) => sum + piece.length, first.length));
    line.set(first);
    let at = first.length;
    for (const piece of more) {
      line.set(piece, at);
      at += piece.length;
    }
    return line;
  }
}
