/**
 * Lines that begin or end in the middle of a frame.
 *
 * @module
 */

const [STX, ETX, EOT, LF] = [0x02, 0x03, 0x04, 0x0a];
const LONGEST = 16_384;

/** A piece for the lint, and what to add to its offsets for those of the line. */
export interface LintPiece {
  /** Bytes. */
  bytes: Uint8Array;
  /** The offset of the line of the lint's first byte. */
  shift: number;
}

/**
 * Makes frames that the ends of a line cut into interrupted ones.
 *
 * The lint skips what comes before the first STX and a frame without an end. A recording of half a
 * frame would so be no recording at all; as interrupted ones, its groups are read like all others.
 */
export class CutEnds {
  #head: Uint8Array | null = new Uint8Array();
  #offset = 0;
  #shift = 0;
  #open = false;

  /** Takes the next bytes of the line, and gives what the lint is to read. */
  push(bytes: Uint8Array): LintPiece[] {
    if (this.#head === null) return [this.#whole(bytes)];
    const head = joined(this.#head, bytes);
    const first = head.indexOf(STX);
    const group = head.indexOf(LF);
    if (group < 0 || (first >= 0 && first < group)) {
      if (first < 0) {
        this.#head = head.length > LONGEST ? this.#skip(head) : head;
        return [];
      }
      this.#head = null;
      this.#shift = this.#offset + first;
      return [this.#whole(head.subarray(first))];
    }
    const end = head.findIndex((byte, i) =>
      i > group && (byte === ETX || byte === EOT || byte === STX)
    );
    if (end < 0 && head.length <= LONGEST) {
      this.#head = head;
      return [];
    }
    const cut = end < 0 ? head.length : end;
    const rest = head.subarray(head[cut] === STX ? cut : cut + 1);
    this.#head = null;
    const frame = interrupted(head.subarray(group, cut));
    const pieces = [{ bytes: frame, shift: this.#offset + group - 1 }];
    this.#shift = this.#offset + head.length - rest.length - frame.length;
    return rest.length === 0 ? pieces : [...pieces, this.#whole(rest)];
  }

  /** Ends the line. */
  end(): LintPiece[] {
    const group = this.#head?.indexOf(LF) ?? -1;
    if (this.#head !== null && group >= 0) {
      const bytes = interrupted(this.#head.subarray(group));
      this.#head = null;
      return [{ bytes, shift: this.#offset + group - 1 }];
    }
    if (!this.#open) return [];
    this.#open = false;
    return [{ bytes: Uint8Array.of(EOT), shift: this.#shift }];
  }

  #skip(head: Uint8Array): Uint8Array {
    this.#offset += head.length;
    return new Uint8Array();
  }

  #whole(bytes: Uint8Array): LintPiece {
    const open = bytes.lastIndexOf(STX);
    const end = Math.max(bytes.lastIndexOf(ETX), bytes.lastIndexOf(EOT));
    if (open >= 0 || end >= 0) this.#open = open > end;
    return { bytes, shift: this.#shift };
  }
}

function interrupted(groups: Uint8Array): Uint8Array {
  return joined(joined(Uint8Array.of(STX), groups), Uint8Array.of(EOT));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
