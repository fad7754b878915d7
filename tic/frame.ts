/**
 * One whole frame on the wire: `STX group… ETX`, with no byte between.
 *
 * @module
 */
import { CR, ETX, STX } from "./control.ts";
import { decodeGroup, encodeGroup } from "./group.ts";
import type { Group, TicMode } from "./types.ts";

/** The groups of a frame and the mode that they are written in. */
export interface Frame {
  /** Mode of every group. */
  mode: TicMode;
  /** At least one group, in the order of the wire. */
  groups: Group[];
}

/**
 * Writes groups as one frame, STX to ETX.
 *
 * Source: 54E §5.3.6 p13-14, 02E §1.5.2 p17.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeFrame, latin1 } from "@ticlab/ticlab/tic";
 *
 * const frame = encodeFrame([{ label: "VTIC", value: "02" }], "standard");
 * assertEquals(latin1(frame), "\x02\nVTIC\t02\tJ\r\x03");
 * ```
 *
 * @throws {RangeError} If there is no group, or one that {@linkcode encodeGroup} refuses.
 */
export function encodeFrame(groups: readonly Group[], mode: TicMode): Uint8Array<ArrayBuffer> {
  if (groups.length === 0) {
    throw new RangeError("Cannot encode frame: it needs at least one group");
  }
  const parts = groups.map((group) => encodeGroup(group, mode));
  const frame = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 2));
  let at = 1;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  frame[0] = STX;
  frame[at] = ETX;
  return frame;
}

/**
 * Reads one whole frame, STX to ETX, all of whose groups are good.
 *
 * Source: 02E §1.5.3.1 p20; one mode for all groups, 02E §1.5.2 p18.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeFrame, latin1Bytes } from "@ticlab/ticlab/tic";
 *
 * const { mode, groups } = decodeFrame(latin1Bytes("\x02\nIINST 002 Y\r\nPAPP 00360 *\r\x03"));
 * assertEquals(mode, "historique");
 * assertEquals(groups.map((group) => group.value), ["002", "00360"]);
 * ```
 *
 * @throws {SyntaxError} If the bytes are no complete frame; its text has the offset.
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  const end = bytes.length - 1;
  if (bytes[0] !== STX) {
    throw new SyntaxError("Cannot decode frame: no STX at 0");
  }
  if (bytes[end] !== ETX) {
    throw new SyntaxError(`Cannot decode frame: no ETX at ${end}`);
  }
  const groups: Group[] = [];
  let mode: TicMode | undefined;
  for (let at = 1; at < end;) {
    const close = bytes.indexOf(CR, at);
    const next = close === -1 ? end : close + 1;
    const read = groupAt(bytes.subarray(at, next), at);
    if (mode !== undefined && read.mode !== mode) {
      throw new SyntaxError(`Cannot decode frame: ${read.mode} group at ${at} among ${mode} ones`);
    }
    mode = read.mode;
    groups.push(read.group);
    at = next;
  }
  if (mode === undefined) {
    throw new SyntaxError("Cannot decode frame: no group in it");
  }
  return { mode, groups };
}

function groupAt(bytes: Uint8Array, offset: number) {
  try {
    return decodeGroup(bytes);
  } catch (cause) {
    const why = (cause as SyntaxError).message;
    throw new SyntaxError(`Cannot decode frame: bad group at ${offset}: ${why}`, { cause });
  }
}
