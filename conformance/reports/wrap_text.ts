/**
 * Breaks text into lines.
 *
 * @module
 */

/**
 * Breaks a text at blanks so that no line is longer than a width, in characters; a longer word is cut.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { wrapText } from "./wrap_text.ts";
 *
 * assertEquals(wrapText("a meter on a desk", 8), ["a meter", "on a", "desk"]);
 * ```
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    let rest = [...word];
    if (line && line.length + 1 + rest.length > width) {
      lines.push(line);
      line = "";
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width).join(""));
      rest = rest.slice(width);
    }
    line = [line, rest.join("")].filter(Boolean).join(" ");
  }
  return line || lines.length === 0 ? [...lines, line] : lines;
}
