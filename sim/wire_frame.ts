/**
 * A frame on its way to the line, with the place of each group.
 *
 * @module
 */
import { CR, HT, LF, SP } from "../tic/control.ts";
import { latin1 } from "../tic/latin1.ts";
import type { Group, TicMode } from "../tic/types.ts";

/** Where a group lies in a frame, in bytes from its STX. */
export interface GroupPlace {
  /** Its label. */
  readonly label: string;
  /** The LF. */
  start: number;
  /** First byte of the data. */
  data: number;
  /** Behind the data. */
  dataEnd: number;
  /** Behind the CR. */
  end: number;
}

/** What was done to a frame, and where. */
export interface FaultMark {
  /** Name of the fault. */
  readonly do: string;
  /** Label of the group where it was done. */
  readonly label?: string;
  /** Byte counted from the first of the data, or from STX where it is in no group. */
  readonly byte?: number;
  /** Bit, 0 the lowest; 7 is the parity bit. */
  readonly bit?: number;
  /** Offset in the stream of the first byte on the wire that is not as meant. */
  at: number;
  /** How many such bytes there are; 0 where something is only missing. */
  readonly length: number;
  /** Bytes that are missing there. */
  readonly missing?: number;
}

/** What a frame is made of. */
export interface WireFrameOptions {
  /** STX to ETX; the frame takes it over and changes it. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Its groups, as they were encoded; they are looked for in the bytes where they are not given. */
  groups?: readonly Group[];
  /** How they were encoded. */
  mode: TicMode;
  /** Bytes of the stream before this frame. */
  offset?: number;
}

/**
 * The bytes of a frame about to be sent: faults change them and leave their marks, which keep their place
 * when other faults put bytes in or take bytes out before them.
 *
 * A byte holds the seven data bits; bit 7 is set where the parity bit was damaged on the line, or where
 * somebody put an 8-bit byte there.
 *
 * @example
 * ```ts
 * import { WireFrame } from "@ticlab/ticlab/sim";
 * import { encodeFrame } from "@ticlab/ticlab/tic";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = [{ label: "PAPP", value: "00360" }];
 * const bytes = encodeFrame(groups, "historique");
 * const frame = new WireFrame({ bytes, groups, mode: "historique" });
 * assertEquals(frame.groups[0]?.data, 7);
 * frame.splice(7, 2);
 * frame.mark({ do: "drop", label: "PAPP", byte: 0, at: 7, length: 0, missing: 2 });
 * assertEquals(frame.bytes.length, bytes.length - 2);
 * assertEquals(frame.marks[0]?.at, 7);
 * ```
 */
export class WireFrame {
  /** Mode of the frame. */
  readonly mode: TicMode;
  /** Bytes of the stream before this frame. */
  readonly offset: number;
  /** Where its groups lie now. */
  readonly groups: readonly GroupPlace[];
  /** What was done to it so far; `at` is an offset in the stream. */
  readonly marks: FaultMark[] = [];

  #bytes: Uint8Array<ArrayBuffer>;
  #wrong: Uint8Array<ArrayBuffer> | undefined;

  /** Takes over the bytes of a frame. */
  constructor({ bytes, groups, mode, offset = 0 }: WireFrameOptions) {
    this.#bytes = bytes;
    this.mode = mode;
    this.offset = offset;
    this.groups = groups ? placesOf(groups) : placesIn(bytes, this.separator);
  }

  /** The bytes as they are now. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** By byte, 1 where its parity bit is not the even parity of its data bits; undefined where all are. */
  get wrongParity(): Uint8Array<ArrayBuffer> | undefined {
    return this.#wrong;
  }

  /** The byte between the fields of a group. */
  get separator(): number {
    return this.mode === "historique" ? SP : HT;
  }

  /** Changes a byte; its parity fits it. */
  set(at: number, byte: number): void {
    this.#bytes[at] = byte;
  }

  /** Flips a bit of a character on the line; bit 7 is its parity bit, which no longer fits. */
  flipOnLine(at: number, bit: number): void {
    this.#wrong ??= this.#bytes.map((byte) => byte >> 7);
    this.#bytes[at]! ^= 1 << bit;
    this.#wrong[at]! ^= 1;
  }

  /** Takes bytes out and puts others in; marks of what is taken out go with it. */
  splice(at: number, count: number, inserted: Uint8Array = new Uint8Array()): void {
    const old = this.#bytes;
    const bytes = new Uint8Array(old.length - count + inserted.length);
    bytes.set(old.subarray(0, at));
    bytes.set(inserted, at);
    bytes.set(old.subarray(at + count), at + inserted.length);
    this.#bytes = bytes;
    const end = at + count;
    const shift = inserted.length - count;
    const moved = (place: number, isEnd: boolean) =>
      place >= end && !(isEnd && place === at) ? place + shift : Math.min(place, at);
    for (const group of this.groups) {
      group.start = moved(group.start, false);
      group.data = moved(group.data, false);
      group.dataEnd = moved(group.dataEnd, true);
      group.end = moved(group.end, true);
    }
    const kept = this.marks.filter((mark) => {
      const place = mark.at - this.offset;
      const isGone = count > 0 && place >= at && place + mark.length <= end && place < end;
      if (!isGone && place >= end) mark.at += shift;
      return !isGone;
    });
    this.marks.splice(0, this.marks.length, ...kept);
  }

  /** Keeps what was done; `at` counts from STX here. */
  mark(mark: FaultMark): void {
    this.marks.push({ ...mark, at: this.offset + mark.at });
  }

  /** The group in which a byte lies. */
  groupAt(at: number): GroupPlace | undefined {
    return this.groups.find(({ start, end }) => start <= at && at < end);
  }

  /** Where a byte lies, in the words of a mark. */
  wordsFor(at: number): Pick<FaultMark, "label" | "byte"> {
    const group = this.groupAt(at);
    return group ? { label: group.label, byte: at - group.data } : { byte: at };
  }
}

/** Where the groups of a frame lie that was encoded from them. */
function placesOf(groups: readonly Group[]): GroupPlace[] {
  let start = 1;
  return groups.map(({ label, timestamp, value }) => {
    const data = start + label.length + 2 + (timestamp === undefined ? 0 : timestamp.length + 1);
    const dataEnd = data + value.length;
    const place = { label, start, data, dataEnd, end: dataEnd + 3 };
    start = place.end;
    return place;
  });
}

/** Where groups lie in bytes that came from elsewhere: LF to CR, two separators at least. */
function placesIn(bytes: Uint8Array, separator: number): GroupPlace[] {
  const places: GroupPlace[] = [];
  for (let start = bytes.indexOf(LF); start >= 0; start = bytes.indexOf(LF, start + 1)) {
    const end = bytes.indexOf(CR, start) + 1;
    const labelEnd = bytes.indexOf(separator, start);
    const dataEnd = end - 3;
    if (end === 0 || labelEnd < 0 || dataEnd <= labelEnd) continue;
    // A horodate stands before the data of standard groups alone, whose data hold no separator.
    const data = separator === HT ? bytes.lastIndexOf(HT, dataEnd - 1) + 1 : labelEnd + 1;
    const label = latin1(bytes.subarray(start + 1, labelEnd));
    places.push({ label, start, data, dataEnd, end });
  }
  return places;
}
