/**
 * Parts of a recorded line on their way out.
 *
 * @module
 */
import { CR, LF } from "../tic/control.ts";
import { decodeGroup } from "../tic/group.ts";
import type { Group, TicMode } from "../tic/types.ts";
import type { FaultInjector } from "./fault_injector.ts";
import type { TimedBytes } from "./line.ts";
import { type FaultMark, WireFrame } from "./wire_frame.ts";

/** A part of a recorded line: a frame, with what stands before the next one. */
export interface ReplayedFrame extends TimedBytes {
  /** Its number, from 0. */
  readonly number: number;
  /** The groups in it whose checksums are right. */
  readonly groups: readonly Group[];
  /** Bytes sent before it, faults included. */
  readonly offset: number;
  /** What was done to it. */
  readonly marks: readonly FaultMark[];
}

/** Bytes that are sent together, and when. */
export interface Piece {
  /** When the first of them begins, ms. */
  instant: number;
  /** The bytes. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** Does what is to be done to pieces that are about to be sent. */
export function* sent(
  pieces: Iterable<Piece>,
  { mode, faults }: { mode: TicMode; faults?: FaultInjector },
): Generator<ReplayedFrame> {
  let offset = 0;
  let number = 0;
  for (const { instant, bytes } of pieces) {
    const groups = groupsIn(bytes);
    const wire = new WireFrame({ bytes, mode, offset });
    faults?.apply(wire);
    yield {
      number: number++,
      instant,
      groups,
      bytes: wire.bytes,
      wrongParity: wire.wrongParity,
      offset,
      marks: wire.marks,
    };
    offset += wire.bytes.length;
  }
}

function groupsIn(bytes: Uint8Array): Group[] {
  const groups: Group[] = [];
  for (let start = bytes.indexOf(LF); start >= 0; start = bytes.indexOf(LF, start + 1)) {
    const end = bytes.indexOf(CR, start);
    if (end < 0) break;
    try {
      groups.push(decodeGroup(bytes.subarray(start, end + 1)).group);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return groups;
}
