/**
 * Frames to bytes, quickly.
 *
 * @module
 */
import { ETX, STX } from "../tic/control.ts";
import { encodeGroup } from "../tic/group.ts";
import type { Group, TicMode } from "../tic/types.ts";

interface Kept {
  value: string;
  timestamp: string | undefined;
  bytes: Uint8Array;
}

/**
 * Writes the frames of one line, STX to ETX, as `encodeFrame` does; it keeps the bytes of each group
 * and writes anew only those that have changed (a few of the 38 from one frame to the next).
 */
export class FrameEncoder {
  #mode: TicMode;
  #kept = new Map<string, Kept>();

  constructor(mode: TicMode) {
    this.#mode = mode;
  }

  /** The bytes of a frame, in an array of its own. */
  encode(groups: readonly Group[]): Uint8Array<ArrayBuffer> {
    const parts: Uint8Array[] = [];
    let length = 2;
    for (const group of groups) {
      const bytes = this.#group(group);
      parts.push(bytes);
      length += bytes.length;
    }
    const frame = new Uint8Array(length);
    frame[0] = STX;
    let offset = 1;
    for (const part of parts) {
      frame.set(part, offset);
      offset += part.length;
    }
    frame[offset] = ETX;
    return frame;
  }

  #group(group: Group): Uint8Array {
    const kept = this.#kept.get(group.label);
    if (kept && kept.value === group.value && kept.timestamp === group.timestamp) return kept.bytes;
    const bytes = encodeGroup(group, this.#mode);
    this.#kept.set(group.label, { value: group.value, timestamp: group.timestamp, bytes });
    return bytes;
  }
}
