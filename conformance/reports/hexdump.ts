/**
 * Rows of a hexdump.
 *
 * @module
 */

/** One row. */
export interface HexRow {
  /** Offset of its first byte. */
  offset: number;
  /** Its bytes. */
  bytes: Uint8Array;
}

/** How to cut the rows. */
export interface HexOptions {
  /** Bytes a row. @default {16} */
  width?: number;
  /** Offset of the first byte. @default {0} */
  from?: number;
  /** Show only the rows around this offset. */
  around?: number;
  /** How many rows before and after it. @default {2} */
  context?: number;
}

/**
 * Cuts bytes into rows that begin at multiples of the width, as hexdump and xxd do.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { hexRows } from "./hexdump.ts";
 *
 * const rows = hexRows(new Uint8Array(40), { from: 10, around: 40, context: 0 });
 * assertEquals(rows.map((row) => [row.offset, row.bytes.length]), [[32, 16]]);
 * ```
 */
export function hexRows(bytes: Uint8Array, options: HexOptions = {}): HexRow[] {
  const { width = 16, from = 0, around, context = 2 } = options;
  const rows: HexRow[] = [];
  const end = from + bytes.length;
  for (let offset = from; offset < end;) {
    const next = Math.min(end, (Math.floor(offset / width) + 1) * width);
    rows.push({ offset, bytes: bytes.subarray(offset - from, next - from) });
    offset = next;
  }
  if (around === undefined) return rows;
  // An offset at the end of the input stands after the last byte: its row is the last.
  const at = rows.findLastIndex((row) => row.offset <= around);
  return rows.slice(Math.max(0, at - context), Math.max(0, at) + context + 1);
}
