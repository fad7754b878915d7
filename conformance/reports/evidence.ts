/**
 * The bytes of a failure as lines of text: drawn with a caret, then as a hexdump.
 *
 * @module
 */
import {
  type ByteCell,
  type ByteLine,
  byteLines,
  type ByteRole,
  byteText,
} from "./byte_picture.ts";
import { hexRows } from "./hexdump.ts";
import type { Paint } from "./paint.ts";

/** Bytes and where to look. */
export interface EvidenceOptions {
  /** Offset of the first byte. @default {0} */
  from?: number;
  /** Offset to point at. */
  at?: number | undefined;
  /** Characters a line. */
  columns: number;
  /** Colours. */
  paint: Paint;
  /** Words beside a line, by the offset of its first byte. */
  notes?: ReadonlyMap<number, string>;
  /** Lines before and after the one pointed at, or after the first one and as many. @default {3} */
  context?: number;
}

/** Colour of each part of a group. */
const ROLE_PAINT: Readonly<Record<ByteRole, keyof Paint | null>> = {
  frame: "cyan",
  group: "cyan",
  separator: "dim",
  label: "bold",
  data: null,
  checksum: "green",
  wrong: "red",
  outside: "yellow",
};

/**
 * Draws bytes as in the files of cases, one group a line, with their offsets, and a caret below the
 * byte pointed at.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { drawBytes } from "./evidence.ts";
 * import { PLAIN } from "./paint.ts";
 *
 * const bytes = new TextEncoder().encode("\x02\nPAPP 00360 8\r\x03");
 * assertEquals(drawBytes(bytes, { at: 13, columns: 80, paint: PLAIN }), [
 *   "0000  ␂",
 *   "0001  ␊PAPP␠00360␠8␍",
 *   "                  ^",
 *   "000f  ␃",
 * ]);
 * ```
 */
export function drawBytes(bytes: Uint8Array, options: EvidenceOptions): string[] {
  const { from = 0, at, columns, paint, context = 3, notes = new Map() } = options;
  const digits = offsetDigits(from + bytes.length);
  const lines = byteLines(bytes, from).flatMap((line) => cut(line, columns - digits - 2));
  const focus = at === undefined ? context : lines.findLastIndex((line) => line.offset <= at);
  const first = Math.max(0, focus - context);
  const shown = lines.slice(first, focus + context + 1);
  return [
    ...(first > 0 ? [paint.dim(`${"".padStart(digits)}  …`)] : []),
    ...shown.flatMap((line, index) => {
      const note = notes.get(line.offset);
      const drawn = `${paint.dim(hex(line.offset, digits))}  ${painted(line.cells, paint)}` +
        (note === undefined ? "" : `  ${paint.yellow(`← ${note}`)}`);
      if (at === undefined || first + index !== focus) return [drawn];
      const before = line.cells.slice(0, at - line.offset).map((cell) => cell.text).join("");
      return [drawn, `${" ".repeat(digits + 2 + before.length)}${paint.red("^")}`];
    }),
    ...(first + shown.length < lines.length ? [paint.dim(`${"".padStart(digits)}  …`)] : []),
  ];
}

/**
 * Writes bytes as a hexdump of 16 bytes a row, or 32 where there is room, with `^^` below the byte
 * pointed at.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { dumpBytes } from "./evidence.ts";
 * import { PLAIN } from "./paint.ts";
 *
 * const bytes = new TextEncoder().encode("\nPAPP 00360 *\r");
 * assertEquals(dumpBytes(bytes, { at: 1, columns: 80, paint: PLAIN }), [
 *   "0000  0a 50 41 50 50 20 30 30  33 36 30 20 2a 0d        ␊PAPP␠00360␠*␍",
 *   "         ^^",
 * ]);
 * ```
 */
export function dumpBytes(bytes: Uint8Array, options: EvidenceOptions): string[] {
  const { from = 0, at, columns, paint, context = 2 } = options;
  const width = columns >= 148 ? 32 : 16;
  const digits = offsetDigits(from + bytes.length);
  const around = at ?? from + context * width;
  const rows = hexRows(bytes, {
    width,
    from,
    context,
    ...(context === Infinity ? {} : { around }),
  });
  const place = (offset: number) => (offset % width) * 3 + (offset % width >= width / 2 ? 1 : 0);
  return rows.flatMap(({ offset, bytes }, index) => {
    let pairs = "";
    let text = " ".repeat(offset % width);
    bytes.forEach((byte, i) => {
      pairs = pairs.padEnd(place(offset + i)) + hex(byte, 2);
      text += byte < 0x80 ? byteText(byte) : "·";
    });
    const row = `${paint.dim(hex(offset - offset % width, digits))}  ` +
      `${pairs.padEnd(width * 3)}  ${paint.dim(text)}`;
    const next = rows[index + 1]?.offset ?? Infinity;
    if (at === undefined || at < offset || at >= next) return [row];
    return [row, `${" ".repeat(digits + 2 + place(at))}${paint.red("^^")}`];
  });
}

function offsetDigits(end: number): number {
  return Math.max(4, end.toString(16).length);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

/** Colours neighbours of one part at once. */
function painted(cells: readonly ByteCell[], paint: Paint): string {
  let text = "";
  for (let i = 0; i < cells.length;) {
    const { role } = cells[i]!;
    let part = "";
    while (cells[i]?.role === role) part += cells[i++]!.text;
    const colour = ROLE_PAINT[role];
    text += colour ? paint[colour](part) : part;
  }
  return text;
}

/** Cuts a line into pieces of a width. */
function cut({ offset, cells }: ByteLine, width: number): ByteLine[] {
  const pieces: { offset: number; cells: ByteCell[] }[] = [];
  let room = 0;
  cells.forEach((cell, i) => {
    room -= cell.text.length;
    if (room < 0) {
      pieces.push({ offset: offset + i, cells: [] });
      room = width - cell.text.length;
    }
    pieces.at(-1)!.cells.push(cell);
  });
  return pieces;
}
