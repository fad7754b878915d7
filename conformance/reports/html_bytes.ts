/**
 * Bytes in HTML: drawn by their parts, and as a hexdump.
 *
 * @module
 */
import { type ByteCell, byteLines, type ByteRole } from "./byte_picture.ts";
import { hexRows } from "./hexdump.ts";
import { htmlText } from "./html_text.ts";

/** Bytes and where to look. */
export interface HtmlBytesOptions {
  /** Offset of the first byte. */
  from: number;
  /** Offset to point at. */
  at?: number | undefined;
}

/** What each part is called in the legend. */
export const ROLE_WORDS: Readonly<Record<ByteRole, string>> = {
  frame: "STX ETX EOT",
  group: "LF CR",
  separator: "separator",
  label: "label",
  data: "data",
  checksum: "right checksum",
  wrong: "wrong checksum",
  outside: "outside any group",
};

/** Names instead of control pictures: many fonts of browsers have none. */
const NAMES: Readonly<Record<number, string>> = Object.fromEntries(
  ("NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN " +
    "EM SUB ESC FS GS RS US SP").split(" ").map((name, byte) => [byte, name]),
);

/**
 * Draws bytes, one group a line, each part with its class, the byte pointed at marked.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { htmlPicture } from "./html_bytes.ts";
 *
 * const html = htmlPicture(new TextEncoder().encode("\nPAPP 00360 8\r"), { from: 0, at: 12 });
 * assertStringIncludes(html, '<b class="r-label">PAPP</b>');
 * assertStringIncludes(html, '<mark class="r-wrong">8</mark>');
 * assertStringIncludes(html, "<kbd>CR</kbd>");
 * ```
 */
export function htmlPicture(bytes: Uint8Array, { from, at }: HtmlBytesOptions): string {
  const lines = byteLines(bytes, from).map(({ offset, cells }) => {
    let text = "";
    for (let i = 0; i < cells.length;) {
      const pointed = offset + i === at;
      let end = i + 1;
      while (
        !pointed && end < cells.length && offset + end !== at && cells[end]!.role === cells[i]!.role
      ) end++;
      text += piece(cells.slice(i, end), pointed);
      i = end;
    }
    return `<div><i>${hex(offset, 4)}</i><span>${text}</span></div>`;
  });
  return `<div class="picture">${lines.join("")}</div>`;
}

function piece(cells: readonly ByteCell[], pointed: boolean): string {
  const { role } = cells[0]!;
  const text = cells.map(({ byte, text }) => {
    const name = NAMES[byte];
    return name ? `<kbd>${name}</kbd>` : htmlText(text);
  }).join("");
  if (pointed) return `<mark class="r-${role}">${text}</mark>`;
  return role === "data" ? text : `<b class="r-${role}">${text}</b>`;
}

/**
 * Writes a hexdump of 16 bytes a row, in halves that a narrow screen puts below each other.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { htmlDump } from "./html_bytes.ts";
 *
 * const html = htmlDump(new TextEncoder().encode("\x02\nPAPP"), { from: 0, at: 1 });
 * assertStringIncludes(html, "<b>02 <mark>0a</mark> 50 41 50 50      </b><s>··PAPP  </s>");
 * ```
 */
export function htmlDump(bytes: Uint8Array, { from, at }: HtmlBytesOptions): string {
  const around = at === undefined ? {} : { around: at, context: 3 };
  const rows = hexRows(bytes, { from, ...around }).map((row) => {
    const start = row.offset - row.offset % 16;
    const half = (first: number) => {
      const cells = Array.from({ length: 8 }, (_, i) => row.bytes[first + i - row.offset]);
      const pairs = cells.map((byte, i) => {
        const text = byte === undefined ? "  " : hex(byte, 2);
        return first + i === at ? `<mark>${text}</mark>` : text;
      });
      const text = cells.map((byte) => byte === undefined ? " " : printable(byte));
      return cells.every((byte) => byte === undefined)
        ? ""
        : `<i>${hex(first, 4)}</i><b>${pairs.join(" ")}</b><s>${htmlText(text.join(""))}</s>`;
    };
    return `<div>${half(start)}${half(start + 8)}</div>`;
  });
  return `<div class="dump">${rows.join("")}</div>`;
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
