/**
 * A frame cut into groups, and what is wrong with each on its own.
 *
 * @module
 */
import type { Tell } from "./check.ts";
import { FORM, GROUP_CHARACTERS, GROUP_CHECKSUM, GROUP_SEPARATOR, STRAY } from "./line_rules.ts";

const LF = 0x0a;
const CR = 0x0d;
const HT = 0x09;
const ETX = 0x03;
const SP = 0x20;

/** The one group that some meters send without its last separator (reference §10.2). */
const PMAX = /^PMAX \d{5}.$/;

/** A group whose checksum is right. */
export interface GroupRead {
  readonly label: string;
  /** Null where the group has none. */
  readonly stamp: string | null;
  readonly value: string;
  /** Place of its LF in the frame. */
  readonly at: number;
  /** Bytes from LF to CR. */
  readonly size: number;
}

/** What a frame consists of. */
export interface FrameRead {
  readonly mode: "historique" | "standard";
  readonly groups: readonly GroupRead[];
  /** Places of the LF and of the CR of every group, one after the other, whatever its sum. */
  readonly places: readonly number[];
  /** Whether something in it could not be read, so that a group that is not there may have been sent. */
  readonly damaged: boolean;
}

/**
 * Reads the groups of a frame: LF label separator [timestamp separator] data separator checksum CR
 * (54E §5.3.6 p13-14, 02E §1.5.2 p17-19).
 *
 * The separator of most groups says the mode. `end` is the place of the byte that ends the frame;
 * a group that `cut` frames lose there is no fault.
 */
export function readGroups(
  bytes: Uint8Array,
  options: { end: number; cut: boolean; tell: Tell },
): FrameRead {
  const { end, cut, tell } = options;
  const groups: GroupRead[] = [];
  const places: number[] = [];
  const mode = modeOf(bytes, end);
  const separator = mode === "standard" ? HT : SP;
  const text = latin1(bytes);
  let damaged = false;
  const wrong: Tell = (rule, what, place) => {
    damaged = true;
    tell(rule, what, place);
  };

  let i = 1;
  while (i < end) {
    if (bytes[i] !== LF) {
      const from = i;
      while (i < end && bytes[i] !== LF) i++;
      // A line end written twice is how terminals and editors leave their mark (reference §10.2).
      wrong(STRAY, `${shown(bytes, from, i)} between two groups, where nothing may stand`, {
        at: from,
        ...(onlyLineEnds(bytes, from, i) && { known: 18 }),
      });
      continue;
    }
    const from = i++;
    while (i < end && bytes[i] !== CR && bytes[i] !== LF) i++;
    if (i === end && cut) break;
    if (i === end || bytes[i] === LF) {
      // A LF where the CR was to be is a terminal's doing, anything else a bad reception.
      const alone = i === from + 1;
      const next = bytes[i + 1];
      const terminal = alone || next === LF || next === CR || next === ETX;
      const what = alone ? "LF alone, where a group was to be" : "has no CR at its end";
      wrong(FORM, alone ? what : `${shown(bytes, from, i)} ${what}`, {
        at: from,
        known: terminal ? 18 : 17,
      });
      continue;
    }
    places.push(from, i);
    const group = readGroup(bytes, text, { from, to: i, separator, tell: wrong });
    if (group) groups.push(group);
    i++;
  }
  return { mode, groups, places, damaged };
}

/** Mode by the first separators of the groups: the more frequent one. */
function modeOf(bytes: Uint8Array, end: number): "historique" | "standard" {
  let tabs = 0;
  for (let i = 1; i < end; i++) {
    if (bytes[i] !== LF) continue;
    while (++i < end && bytes[i] !== SP && bytes[i] !== CR && bytes[i] !== HT);
    if (bytes[i] === HT) tabs++;
    else if (bytes[i] === SP) tabs--;
  }
  return tabs > 0 ? "standard" : "historique";
}

function readGroup(
  bytes: Uint8Array,
  text: string,
  { from, to, separator, tell }: { from: number; to: number; separator: number; tell: Tell },
): GroupRead | null {
  const place = { at: from };
  const first = bytes.indexOf(separator, from);
  const last = to - 2;
  if (first <= from + 1 || first > last - 1 || bytes[last] !== separator) {
    const other = separator === HT ? SP : HT;
    const foreign = bytes.indexOf(other, from) < last && bytes[last] === other;
    if (foreign) {
      tell(GROUP_SEPARATOR, `${shown(bytes, from, to)} is written as in the other mode`, place);
    } else {
      const pmax = PMAX.test(text.slice(from + 1, to));
      tell(FORM, `${shown(bytes, from, to)} is not label, data and checksum`, {
        ...place,
        ...(to === from + 1 ? { known: 18 } : pmax && { known: 3 }),
      });
    }
    return null;
  }
  for (let i = from + 1; i < to; i++) {
    const byte = bytes[i]!;
    if ((byte < 0x20 || byte > 0x7e) && byte !== separator) {
      const what = `${shown(bytes, from, to)} holds ${shown(bytes, i, i + 1)}`;
      tell(GROUP_CHARACTERS, what, { ...place, known: 17 });
      return null;
    }
  }
  const expected = sum(bytes, from + 1, separator === HT ? last + 1 : last);
  if (bytes[to - 1] !== expected) {
    tell(
      GROUP_CHECKSUM,
      `${shown(bytes, from, to)} ends with ${JSON.stringify(String.fromCharCode(bytes[to - 1]!))}` +
        `, its sum is ${JSON.stringify(String.fromCharCode(expected))}`,
      { ...place, known: 25 },
    );
    return null;
  }
  const label = text.slice(from + 1, first);
  const size = to - from + 1;
  if (separator === SP) {
    return { label, stamp: null, value: text.slice(first + 1, last), at: from, size };
  }
  const second = bytes.indexOf(HT, first + 1);
  if (second === last) {
    return { label, stamp: null, value: text.slice(first + 1, last), at: from, size };
  }
  const value = text.slice(second + 1, last);
  if (value.includes("\t")) {
    tell(FORM, `${shown(bytes, from, to)} has more than four fields`, { ...place, label });
    return null;
  }
  return { label, stamp: text.slice(first + 1, second), value, at: from, size };
}

/** Checksum of a zone: the sum's six low bits, moved to 0x20-0x5F (54E §5.3.6 p14). */
function sum(bytes: Uint8Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += bytes[i]!;
  return (total & 0x3f) + 0x20;
}

/** Byte n as U+00nn. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

function onlyLineEnds(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== CR && bytes[i] !== LF) return false;
  return true;
}

const MOST_SHOWN = 40;

/** Bytes as a quoted word, for sentences. */
export function shown(bytes: Uint8Array, from: number, to: number): string {
  const word = latin1(bytes.subarray(from, Math.min(to, from + MOST_SHOWN)));
  const bare = word.replace(/^\n|\r$/g, "");
  return JSON.stringify(bare === "" ? word : bare) + (to - from > MOST_SHOWN ? "…" : "");
}
