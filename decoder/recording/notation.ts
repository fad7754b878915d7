/**
 * Bytes as text that a person can read, and back.
 *
 * @module
 */

/** The control bytes of a line, as Unicode pictures them. */
const PICTURES: Readonly<Record<number, string>> = {
  0x02: "␂",
  0x03: "␃",
  0x04: "␄",
  0x09: "␉",
  0x0a: "␊",
  0x0d: "␍",
};
const BACKSLASH = 0x5c;
const BLANK = "␠";

const TEXT: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  if (byte === BACKSLASH) return "\\\\";
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return PICTURES[byte] ?? `\\x${byte.toString(16).padStart(2, "0").toUpperCase()}`;
});

const BYTE = new Map<string, number>([
  ...TEXT.map((text, byte) => [text, byte] as const),
  [BLANK, 0x20],
]);

/** One byte of the notation. */
const TOKEN = /\\x[0-9A-Fa-f]{2}|\\\\|[^\\]/gy;

/**
 * Writes bytes as one line of text: printable ones as they are, `\` as `\\`, STX ETX EOT HT LF CR as
 * ␂ ␃ ␄ ␉ ␊ ␍, a blank at the end as ␠, all others as `\xNN`.
 *
 * @example
 * ```ts
 * import { bytesText } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const group = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x00 ");
 * assertEquals(bytesText(group), "␂␊PAPP 00360 *␍\\x00␠");
 * ```
 */
export function bytesText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += TEXT[byte]!;
  return text.endsWith(" ") ? text.slice(0, -1) + BLANK : text;
}

/**
 * Reads what {@linkcode bytesText} writes; null where it is something else.
 *
 * @example
 * ```ts
 * import { textBytes } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(textBytes("␊A\\x80␍"), Uint8Array.of(0x0a, 0x41, 0x80, 0x0d));
 * assertEquals(textBytes("\\x8"), null);
 * ```
 */
export function textBytes(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return null;
    const byte = token.length === 4 ? parseInt(token.slice(2), 16) : BYTE.get(token);
    if (byte === undefined) return null;
    bytes[length++] = byte;
  }
  return bytes.slice(0, length);
}
