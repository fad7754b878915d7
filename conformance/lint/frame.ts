/**
 * What one frame says, as the rules see it.
 *
 * @module
 */
import { readStamp, type Stamp } from "./clock.ts";
import type { RawFrame } from "./frame_reader.ts";
import type { FrameRead, GroupRead } from "./group_reader.ts";
import { findMeter, type Meter } from "./meter.ts";
import { type StatusField, statusField } from "./status.ts";
import { LONG, PILOT, SHORT, STANDARD, type Table } from "./tables.ts";

/**
 * A frame whose groups were read.
 *
 * Values that a rule of their own found wrong are as if unsaid, so that one fault is told once.
 */
export class Frame {
  /** Its number on the line. */
  readonly index: number;
  /** Byte of the line where its STX is. */
  readonly offset: number;
  /** Bytes from STX to the end. */
  readonly size: number;
  /** Groups with a right checksum, in order. */
  readonly groups: readonly GroupRead[];
  /** Places of the LF and CR of every group. */
  readonly places: readonly number[];
  /** Ended by ETX, and nothing in it was unreadable: what is not there was not sent. */
  readonly whole: boolean;
  /** Ended by ETX. */
  readonly ended: boolean;
  /** Which meter it is from. */
  readonly meter: Meter;
  /** Long frame of historique mode, short one of an overrun, ADCO alone of standby, or standard. */
  readonly kind: "long" | "short" | "standby" | "standard";
  /** Its table. */
  readonly table: Table;
  /** Start of each byte, ms, where the caller said it. */
  readonly times: Float64Array | null;
  #groups = new Map<string, GroupRead>();
  #right = new Map<string, GroupRead>();
  #stamps = new Map<string, Stamp | null>();
  #status: number | null = null;

  /** Reads the facts of a frame. */
  constructor(raw: RawFrame, read: FrameRead) {
    this.index = raw.number;
    this.offset = raw.offset;
    this.size = raw.bytes.length;
    this.groups = read.groups;
    this.places = read.places;
    this.ended = raw.end === "etx";
    this.whole = this.ended && !read.damaged;
    this.times = raw.times?.slice() ?? null;
    for (const group of read.groups) {
      if (this.#groups.has(group.label)) continue;
      this.#groups.set(group.label, group);
      this.#right.set(group.label, group);
    }
    this.meter = findMeter(read.mode, this.#groups, this.ended);
    this.kind = read.mode === "standard" ? "standard" : kindOf(read.groups, this.meter);
    this.table = {
      long: LONG,
      short: SHORT,
      standby: LONG,
      standard: this.meter.vtic === 1 ? PILOT : STANDARD,
    }[this.kind];
  }

  /** Marks a value as wrong. */
  refuse(label: string): void {
    this.#right.delete(label);
  }

  /** The first group of a label. */
  group(label: string): GroupRead | undefined {
    return this.#groups.get(label);
  }

  /** Whether the label was sent. */
  has(label: string): boolean {
    return this.#groups.has(label);
  }

  /** A value as sent; null if it was not, or is wrong. */
  text(label: string): string | null {
    return this.#right.get(label)?.value ?? null;
  }

  /** A decimal number; null if it was not sent, or is wrong. */
  value(label: string): number | null {
    const text = this.text(label);
    return text === null ? null : Number(text);
  }

  /** The timestamp of a label; null if it has none, or a wrong one. */
  stamp(label: string): Stamp | null {
    const known = this.#stamps.get(label);
    if (known !== undefined) return known;
    const text = this.#right.get(label)?.stamp ?? null;
    const stamp = text === null ? null : readStamp(text);
    const usable = stamp?.exists ? stamp : null;
    this.#stamps.set(label, usable);
    return usable;
  }

  /** The clock of the meter. */
  get date(): Stamp | null {
    return this.stamp("DATE");
  }

  /** A field of STGE; null where there is none. */
  status(field: StatusField): number | null {
    const text = this.text("STGE");
    if (text === null) return null;
    this.#status ??= parseInt(text, 16);
    return statusField(this.#status, field);
  }
}

/** Kind of a frame of historique mode. */
function kindOf(groups: readonly GroupRead[], meter: Meter): "long" | "short" | "standby" {
  // Only the meters before Linky have an output state of standby (02E §2.3.2 p25).
  const alone = groups.every(({ label }) => label === "ADCO");
  if (alone) return meter.family === "blue" ? "standby" : "long";
  // A short frame holds no group that only a long one has (54E §6.1.2 p17).
  const short = groups.every(({ label }) => SHORT.has(label) || !LONG.has(label)) &&
    groups.some(({ label }) => SHORT.has(label) && label !== "ADCO");
  return short ? "short" : "long";
}
