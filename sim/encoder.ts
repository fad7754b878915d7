/**
 * Frames to bytes, quickly.
 *
 * @module
 */
import { encodeFrame } from "../tic/frame.ts";
import { encodeGroup } from "../tic/group.ts";
import type { Group, TicMode } from "../tic/types.ts";

/**
 * Writes the frames of one line, STX to ETX, as `encodeFrame` does. It keeps the frame before and
 * writes into it only the groups that have changed, a few of the 38.
 */
export class FrameEncoder {
  #mode: TicMode;
  #groups: readonly Group[] = [];
  #frame: Uint8Array<ArrayBuffer> = new Uint8Array();

  constructor(mode: TicMode) {
    this.#mode = mode;
  }

  /** The bytes of a frame, in an array of its own. */
  encode(groups: readonly Group[]): Uint8Array<ArrayBuffer> {
    if (!this.#amend(groups)) this.#frame = encodeFrame(groups, this.#mode);
    this.#groups = groups;
    return this.#frame.slice();
  }

  /** Writes the changed groups over the old ones; false where they have other sizes. */
  #amend(groups: readonly Group[]): boolean {
    if (groups.length !== this.#groups.length) return false;
    let offset = 1;
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i]!;
      const old = this.#groups[i]!;
      if (size(group) !== size(old)) return false;
      if (
        group.value !== old.value || group.timestamp !== old.timestamp || group.label !== old.label
      ) this.#frame.set(encodeGroup(group, this.#mode), offset);
      offset += size(group);
    }
    return true;
  }
}

/** Bytes of a group on the wire, LF to CR. */
function size({ label, timestamp, value }: Group): number {
  return label.length + value.length + (timestamp === undefined ? 5 : 19);
}
