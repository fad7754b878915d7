/**
 * Tables of Markdown for the pages that are generated.
 *
 * @module
 */

/** Takes from a text what Markdown would read as its own. */
export function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").replaceAll(/[\\|<*_`]/g, "\\$&");
}

/** A text as code, in a cell. */
export function code(text: string): string {
  return text === "" ? "" : `\`${text.replaceAll("|", "\\|")}\``;
}

/** A table; its cells are Markdown already. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(head), `|${head.map(() => "---|").join("")}`, ...rows.map(row)].join("\n");
}
