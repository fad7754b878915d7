/**
 * Text inside HTML.
 *
 * @module
 */
import { safeText } from "./safe_text.ts";

/**
 * Escapes a text for the content and the quoted attributes of HTML.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { htmlText } from "./html_text.ts";
 *
 * assertEquals(htmlText('<b> & "c"\x1b'), "&lt;b&gt; &amp; &quot;c&quot;␛");
 * ```
 */
export function htmlText(text: string): string {
  return safeText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
