/**
 * A second decoder, small, slow and separate from the first: the right one that mutants spoil.
 *
 * It shares nothing with `tic/` and `decoder/`, so that a case which both pass was not tested against
 * itself. Each method is a step; a mutant takes one of them wrongly.
 *
 * @module
 */
import type { Said, SaidError, SaidFrame } from "../oracle/said.ts";
import {
  DAMAGED,
  MAX_FRAME,
  MAX_GROUP,
  MAX_STRAY,
  type OpenFrame,
  type Role,
  ROLES,
} from "./naive_frame.ts";
import { NaiveGroups } from "./naive_groups.ts";
import type { NaiveGroup } from "./naive_values.ts";

/**
 * Reads a line, and keeps what it says of it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { NaiveDecoder } from "./naive_decoder.ts";
 *
 * const decoder = new NaiveDecoder();
 * decoder.push(new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03"));
 * const { frames, values } = decoder.end();
 * assertEquals(frames[0]?.complete, true);
 * assertEquals(values, [{ label: "PAPP", value: 360, unit: "VA" }]);
 * ```
 */
export class NaiveDecoder extends NaiveGroups {
  /** What it has said. */
  readonly said: Said = { groups: [], frames: [], values: [], errors: [], modes: [], logs: [] };
  /** Place of the byte in the stream. */
  offset = 0;
  /** Characters of the group that is open, from the one after its LF. */
  open: number[] | null = null;
  /** Place of its LF. */
  opened = 0;
  /** The frame that is open. */
  frame: OpenFrame | null = null;
  /** Bytes outside any group, or of a group that is too long, not yet told. */
  stray: { kind: "framing" | "overflow"; offset: number } | null = null;
  /** Whether a byte of the open group had a parity bit. */
  parity = false;
  /** Whether the parity bits have been told. */
  parityTold = false;
  /** Whether it reads what data mean. */
  typed = true;

  /** Reads the next bytes. */
  push(chunk: Uint8Array): void {
    const bytes = this.take(chunk);
    for (let i = 0; i < bytes.length; i++) {
      this.byte(this.mask(bytes[i]!));
      this.offset++;
    }
  }

  /** Ends the stream; tells everything that was said. */
  end(): Said {
    this.cut("truncated");
    this.tellStray();
    if (this.frame !== null) this.endFrame(this.frame, { whole: false });
    return this.said;
  }

  /** The bytes of a chunk, in their order. */
  take(chunk: Uint8Array): Uint8Array {
    return chunk;
  }

  /** Takes even parity off bit 7; a byte with bit 7 and without even parity is damaged. */
  mask(byte: number): number {
    if (byte < 0x80) return byte;
    const ones = byte.toString(2).replaceAll("0", "").length;
    if (ones % 2 === 1) return DAMAGED;
    this.parity = true;
    return byte & 0x7f;
  }

  /** What a byte does. */
  role(byte: number): Role {
    return ROLES[byte] ?? "text";
  }

  /** Reads a byte. */
  byte(byte: number): void {
    const role = this.role(byte);
    if (role === "stx") this.onStx();
    else if (role === "etx") this.onEtx();
    else if (role === "eot") this.onEot();
    else if (role === "lf") this.onLf();
    else if (role === "cr") this.onCr();
    else this.onText(byte);
    if (this.frame !== null && this.isFrameTooLong(this.frame)) this.onLongFrame(this.frame);
  }

  /** A frame begins; one that is open ended nowhere. */
  onStx(): void {
    this.cut("truncated");
    this.tellStray();
    if (this.frame !== null) this.endFrame(this.frame, { whole: false });
    this.frame = { offset: this.offset, groups: [], lost: 0 };
  }

  /** A frame ends. */
  onEtx(): void {
    this.cut("truncated");
    this.tellStray();
    if (this.frame !== null) this.endFrame(this.frame, { whole: true });
  }

  /** The meter interrupts its frame (02E §1.5.2 p19). */
  onEot(): void {
    const { frame } = this;
    this.tellStray();
    if (this.open !== null) this.cut("interrupted");
    else if (frame !== null) this.tell("interrupted", this.offset, this.offset + 1);
    if (frame !== null) this.endFrame(frame, { whole: false });
  }

  /** A group begins. */
  onLf(): void {
    this.cut("truncated");
    this.tellStray();
    this.open = [];
    this.opened = this.offset;
    this.parity = false;
  }

  /** A group ends. */
  onCr(): void {
    if (this.open === null) return this.onStray();
    const text = this.textOf(this.open);
    this.open = null;
    const group = this.isSound(text) ? this.group(text) : "framing";
    if (typeof group === "string") this.tellGroup(group, text);
    else this.onGroup(group);
  }

  /** A byte that is no control character. */
  onText(byte: number): void {
    if (this.open === null) return this.onStray();
    this.open.push(byte);
    if (this.isGroupTooLong(this.open)) {
      this.open = null;
      this.stray = { kind: "overflow", offset: this.opened };
    }
  }

  /** A byte outside any group. */
  onStray(): void {
    this.stray ??= { kind: "framing", offset: this.offset };
    if (this.offset - this.stray.offset >= MAX_STRAY) this.tellStray();
  }

  /** Whether a group can be none: memory has a bound. */
  isGroupTooLong(open: readonly number[]): boolean {
    return open.length + 2 > MAX_GROUP;
  }

  /** Whether a frame can be none: memory has a bound. */
  isFrameTooLong(frame: OpenFrame): boolean {
    return this.offset - frame.offset >= MAX_FRAME;
  }

  /** Gives a frame up that does not end. */
  onLongFrame(frame: OpenFrame): void {
    this.tell("overflow", frame.offset, this.offset + 1);
    this.endFrame(frame, { whole: false });
  }

  /** The characters of a group. */
  textOf(open: readonly number[]): string {
    return String.fromCharCode(...open);
  }

  /** Whether no character is damaged: NUL adds nothing to a sum, which cannot see it. */
  isSound(text: string): boolean {
    return !text.includes(String.fromCharCode(DAMAGED));
  }

  /** A good group was read. */
  onGroup(group: NaiveGroup): void {
    if (this.parity && !this.parityTold) {
      this.tell("parity", this.opened, this.offset + 1);
      this.parityTold = true;
    }
    this.tellMode(group.mode);
    this.frame?.groups.push(group);
    this.publish(group);
  }

  /** Says a group and its value. */
  publish(group: NaiveGroup): void {
    const { mode: _mode, ...said } = group;
    this.said.groups.push(said);
    if (!this.typed) return;
    const value = this.read(group);
    if (value === null) this.tellValue(group);
    else this.said.values.push(value);
  }

  /** Says the mode, where it is another one. */
  tellMode(mode: NaiveGroup["mode"]): void {
    if (this.said.modes.at(-1) !== mode) this.said.modes.push(mode);
  }

  /** Says a frame. */
  endFrame(frame: OpenFrame, { whole }: { whole: boolean }): void {
    this.frame = null;
    const complete = this.isComplete(frame, whole);
    const mode = frame.groups[0]?.mode ?? this.said.modes.at(-1);
    const said: SaidFrame = {
      groups: this.frameGroups(frame).map(({ mode: _mode, ...group }) => group),
      complete,
      kind: this.kind(frame, complete),
    };
    if (mode !== undefined) said.mode = mode;
    this.said.frames.push(said);
  }

  /** The groups that a frame is said to have. */
  frameGroups(frame: OpenFrame): NaiveGroup[] {
    return frame.groups;
  }

  /** STX … ETX, at least one group, all of them good (02E §1.5.3.1 p20), and of one mode. */
  isComplete(frame: OpenFrame, whole: boolean): boolean {
    const modes = new Set(frame.groups.map(({ mode }) => mode));
    return whole && modes.size === 1 && frame.lost === 0;
  }

  /** Short in an overrun (54E §6.1.2 p17), standby with the address alone (02E §2.3.2 p25). */
  kind({ groups }: OpenFrame, complete: boolean): string {
    const labels = groups.map(({ label }) => label);
    if (labels.some((label) => /^ADIR[123]$/.test(label))) return "short";
    if (groups.some(({ value }) => value === "TRM_COURTE")) return "short";
    if (!complete) return "long";
    if (labels.length === 1 && labels[0] === "ADCO") return "standby";
    const bare = labels.filter((label) => label !== "ADCO");
    return bare.every((label) => /^IINST[123]$/.test(label)) ? "short" : "long";
  }

  /** Gives up the group that is open. */
  cut(kind: "truncated" | "interrupted"): void {
    if (this.open === null) return;
    const text = this.textOf(this.open);
    this.open = null;
    this.tellLoss({ kind, ...this.labelOf(text) }, this.opened, this.offset);
  }

  /** Tells of a group that is none; where characters had a bit 7 that no line has, they were why. */
  tellGroup(kind: string, text: string): void {
    const why = this.parity && !this.parityTold ? "framing" : kind;
    this.tellLoss({ kind: why, ...this.labelOf(text) }, this.opened, this.offset + 1);
  }

  /** Tells of data that are none of their label; the group itself is not lost. */
  tellValue({ label }: NaiveGroup): void {
    const [offset, length] = [this.opened, this.offset + 1 - this.opened];
    this.said.errors.push({ kind: "value", label, offset, length });
  }

  /** Tells of the bytes outside any group. */
  tellStray(): void {
    const { stray } = this;
    this.stray = null;
    if (stray !== null) this.tellLoss({ kind: stray.kind }, stray.offset, this.offset);
  }

  /** Tells a loss, which costs an open frame that it is whole. */
  tellLoss(error: SaidError, from: number, to: number): void {
    if (this.frame !== null) this.frame.lost++;
    this.said.errors.push({ ...error, offset: from, length: to - from });
  }

  /** Tells something that is not right. */
  tell(kind: string, from: number, to: number): void {
    this.said.errors.push({ kind, offset: from, length: to - from });
  }

  /** The label at the beginning of a damaged group, where there is one. */
  labelOf(text: string): { label?: string } {
    const label = text.split(/[ \t]/)[0]!;
    return text.length > label.length && this.isLabel(label) ? { label } : {};
  }
}
