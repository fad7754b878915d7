/**
 * Frames to bytes, quickly.
 *
 * @module
 */
import { HT, SP } from "../tic/control.ts";
import { encodeFrame } from "../tic/frame.ts";
import type { Group, TicMode } from "../tic/types.ts";

/**
 * Writes the frames of one line, STX to ETX, as `encodeFrame` does. It keeps the frame before and
 * writes into it only the groups that have changed, a few of the 38.
 */
export class FrameEncoder {
  #mode: TicMode;
  #separator: number;
  #groups: readonly Group[] = [];
  #frame: Uint8Array<ArrayBuffer> = new Uint8Array();

  /** Makes the encoder of a line that has sent nothing yet. */
  constructor(mode: TicMode) {
    this.#mode = mode;
    this.#separator = mode === "historique" ? SP : HT;
  }

  /** The bytes of a frame, in an array of its own. */
  encode(groups: readonly Group[]): Uint8Array<ArrayBuffer> {
    if (!this.#amend(groups)) {
      // What is there may be half amended, and encodeFrame() may refuse.
      this.#groups = [];
      this.#frame = encodeFrame(groups, this.#mode);
    }
    this.#groups = groups;
    return this.#frame.slice();
  }

  /** Writes what has changed over the old; false where groups have other labels or other sizes. */
  #amend(groups: readonly Group[]): boolean {
    const before = this.#groups;
    if (groups.length !== before.length) return false;
    for (let i = 0, start = 1; i < groups.length; i++) {
      const group = groups[i]!;
      const old = before[i]!;
      if (group !== old && !this.#rewrite(group, old, start)) return false;
      start += size(group);
    }
    return true;
  }

  /** Writes horodate, data and checksum of a group anew; false where they have no place. */
  #rewrite(group: Group, old: Group, start: number): boolean {
    const { label, timestamp, value } = group;
    if (label !== old.label || value.length !== old.value.length) return false;
    if (timestamp?.length !== old.timestamp?.length) return false;
    if (value === old.value && timestamp === old.timestamp) return true;
    let at = start + 1 + label.length + 1;
    if (timestamp !== undefined) at = this.#text(timestamp, at) + 1;
    const end = this.#text(value, at);
    if (Number.isNaN(end)) return false;
    let sum = 0;
    for (let i = start + 1; i < end; i++) sum += this.#frame[i]!;
    if (this.#mode === "standard") sum += this.#separator;
    this.#frame[end + 1] = (sum & 0x3f) + 0x20;
    return true;
  }

  /** Writes text and returns where it ends; NaN where it is not what a group may hold. */
  #text(text: string, at: number): number {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x20 || code > 0x7e) return NaN;
      this.#frame[at + i] = code;
    }
    return at + text.length;
  }
}

/** Bytes of a group on the wire, LF to CR. */
function size({ label, timestamp, value }: Group): number {
  return label.length + value.length + (timestamp === undefined ? 5 : 19);
}
