/**
 * Text of a program under test, made harmless: it may hold anything.
 *
 * @module
 */

/** C0 and C1 controls, and what changes the direction of a text or hides. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Writes what cannot be seen as control pictures or `\u{…}`, so that no terminal obeys it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { safeText } from "./safe_text.ts";
 *
 * assertEquals(safeText("A\tB\x1b[31m\u202e"), "A␉B␛[31m\\u{202e}");
 * ```
 */
export function safeText(text: string): string {
  return text.replace(UNSEEN, (char) => {
    const code = char.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "␡" : `\\u{${code.toString(16)}}`;
  });
}
