/**
 * Whether LF … CR is a group, by the order of checks of 02E §1.5.3.2.
 *
 * @module
 */
import { CR, EOT, ETX, HT, LF, SP, STX } from "../tic/control.ts";
import type { ErrorKind } from "./events.ts";

/** Added to the weight of each byte that no 7-bit character can be: NUL, or bit 7 set. */
const BAD = 0x10000;

/** What a byte adds to the sum of its group; negative where it ends the group (02E §1.5.2). */
export const WEIGHT: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => {
  if (byte === STX || byte === ETX || byte === EOT || byte === LF || byte === CR) return -1;
  return byte === 0 || byte >= 0x80 ? byte + BAD : byte;
});

const LONGEST_LABEL = 10;
/** 2 where a byte may begin a label, 1 where it may stand in one: `[A-Za-z][A-Za-z0-9_+\-]{0,9}`. */
const LABEL_CLASS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/^[A-Za-z]$/.test(character)) return 2;
  return /^[0-9_+-]$/.test(character) ? 1 : 0;
});

/**
 * Finds where the label of a group that begins at `start` ends: at its first separator, if the bytes
 * before it are a label; else at `start`.
 */
export function labelEnd(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || LABEL_CLASS[bytes[start]!] !== 2) return start;
  let i = start + 1;
  while (i < end && LABEL_CLASS[bytes[i]!] !== 0) i++;
  const separated = i < end && (bytes[i] === SP || bytes[i] === HT);
  return separated && i - start <= LONGEST_LABEL ? i : start;
}

/**
 * Judges LF (at `start`) … CR (at `end`): the byte before CR is the checksum, the one before it the
 * last separator, which also tells the mode; then the sum; then the label, up to the first separator.
 * Returns what is wrong, or null.
 */
export function faultOf(bytes: Uint8Array, start: number, end: number): ErrorKind | null {
  let sum = 0;
  for (let i = start + 1; i < end; i++) sum += WEIGHT[bytes[i]!]!;
  if (sum >= BAD) return "framing";
  const last = end - 2;
  const separator = last > start ? bytes[last] : undefined;
  if (separator !== HT && separator !== SP) return "syntax";
  const first = bytes.indexOf(separator, start + 1);
  if (first === last) return "syntax";
  const check = bytes[end - 1]!;
  const zone = separator === HT ? sum - check : sum - check - SP;
  if ((zone & 0x3f) + 0x20 !== check) return "checksum";
  const labelled = first > start + 1 && labelEnd(bytes, start + 1, last) === first;
  return labelled ? null : "syntax";
}
