/**
 * Bytes of a line drawn so that a person can read them: control characters as pictures, each byte
 * with its part in the group.
 *
 * @module
 */
import { checksum } from "../../tic/checksum.ts";

/** The part that a byte plays; `wrong` is a checksum that is not the sum of its group. */
export type ByteRole =
  | "frame"
  | "group"
  | "separator"
  | "label"
  | "data"
  | "checksum"
  | "wrong"
  | "outside";

/** A byte as it is drawn. */
export interface ByteCell {
  /** The byte. */
  byte: number;
  /** One character, or `\xNN` where the byte has no picture. */
  text: string;
  /** Its part. */
  role: ByteRole;
}

/** Bytes drawn on one line: a group, a frame mark, or what stands between them. */
export interface ByteLine {
  /** Offset of the first byte. */
  offset: number;
  /** Its bytes. */
  cells: readonly ByteCell[];
}

/** A run LF … CR, and whether its checksum is right. */
export interface ByteRun {
  /** Offset of its LF. */
  offset: number;
  /** Bytes, LF and CR included. */
  length: number;
  /** What stands before the first separator. */
  label: string;
  /** The checksum byte that it carries. */
  carried: number;
  /** The checksum byte that it should carry. */
  right: number;
}

const STX = 0x02;
const ETX = 0x03;
const EOT = 0x04;
const HT = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SP = 0x20;

/**
 * Writes one byte as in the files of cases: a control picture, the character itself, or `\xNN`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { byteText } from "./byte_picture.ts";
 *
 * assertEquals([0x0a, 0x41, 0x20, 0x8d].map(byteText), ["␊", "A", "␠", "\\x8d"]);
 * ```
 */
export function byteText(byte: number): string {
  if (byte <= SP) return String.fromCodePoint(0x2400 + byte);
  if (byte === 0x7f) return "␡";
  return byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
}

/**
 * Finds the runs LF … CR whose zone and checksum byte can be told, with the sum that each carries and
 * should carry. The zone is that of the separator before the checksum (02E §1.5.2 p19, 54E §5.3.6 p14).
 *
 * @param from Offset of the first byte.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { byteRuns } from "./byte_picture.ts";
 *
 * const [run] = byteRuns(new TextEncoder().encode("\nPAPP 00360 8\r"));
 * assertEquals([run?.label, run?.carried, run?.right], ["PAPP", 0x38, 0x2a]);
 * ```
 */
export function byteRuns(bytes: Uint8Array, from = 0): ByteRun[] {
  const runs: ByteRun[] = [];
  for (let start = bytes.indexOf(LF); start >= 0; start = bytes.indexOf(LF, start + 1)) {
    // From the LF on, not from the beginning: a case has a megabyte, and is looked at each time it fails.
    let end = start + 1;
    while (end < bytes.length && !endsRun(bytes[end]!)) end++;
    if (bytes[end] !== CR || end - start < 5) continue;
    const separator = bytes[end - 2];
    if (separator !== SP && separator !== HT) continue;
    const zone = bytes.subarray(start + 1, end - (separator === HT ? 1 : 2));
    const label = zone.subarray(0, Math.max(0, zone.indexOf(separator)));
    runs.push({
      offset: from + start,
      length: end - start + 1,
      label: Array.from(label, byteText).join(""),
      carried: bytes[end - 1]!,
      right: checksum(zone),
    });
  }
  return runs;
}

/**
 * Draws bytes as the files of cases do: each group on a line of its own, each frame mark too.
 *
 * @param from Offset of the first byte.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { byteLines } from "./byte_picture.ts";
 *
 * const lines = byteLines(new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03"));
 * assertEquals(lines.map((line) => line.cells.map((cell) => cell.text).join("")), [
 *   "␂",
 *   "␊PAPP␠00360␠*␍",
 *   "␃",
 * ]);
 * ```
 */
export function byteLines(bytes: Uint8Array, from = 0): ByteLine[] {
  const roles = byteRoles(bytes);
  const lines: { offset: number; cells: ByteCell[] }[] = [];
  bytes.forEach((byte, i) => {
    const begins = byte === LF || byte === STX || byte === ETX || byte === EOT ||
      bytes[i - 1] === CR || isMark(bytes[i - 1]);
    if (begins || lines.length === 0) lines.push({ offset: from + i, cells: [] });
    lines.at(-1)!.cells.push({ byte, text: byteText(byte), role: roles[i]! });
  });
  return lines;
}

/** Whether a byte ends the run of a group: its CR, or what cuts it. */
function endsRun(byte: number): boolean {
  return byte === CR || byte === LF || isMark(byte);
}

function isMark(byte: number | undefined): boolean {
  return byte === STX || byte === ETX || byte === EOT;
}

/** The part of each byte. */
function byteRoles(bytes: Uint8Array): ByteRole[] {
  const roles = Array.from(bytes, (byte): ByteRole => isMark(byte) ? "frame" : "outside");
  for (const { offset, length, carried, right } of byteRuns(bytes)) {
    const sum = offset + length - 2;
    const separator = bytes[sum - 1];
    let fields = 0;
    for (let i = offset + 1; i < sum; i++) {
      const apart = bytes[i] === separator;
      if (apart) fields++;
      roles[i] = apart ? "separator" : fields === 0 ? "label" : "data";
    }
    roles[offset] = roles[sum + 1] = "group";
    roles[sum] = carried === right ? "checksum" : "wrong";
  }
  return roles;
}
