/**
 * Text inside Markdown.
 *
 * @module
 */
import { safeText } from "./safe_text.ts";

/**
 * Escapes a text so that Markdown and HTML leave it as it is, also in a cell of a table.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { markdownText } from "./markdown_text.ts";
 *
 * assertEquals(markdownText("a|b *c* <d>"), "a\\|b \\*c\\* &lt;d&gt;");
 * ```
 */
export function markdownText(text: string): string {
  return safeText(text)
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]|~]/g, "\\$&");
}
