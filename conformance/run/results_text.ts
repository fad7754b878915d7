/**
 * A results file as text: a header, a line a case, a footer with the hash of all lines before it.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { CaseLine, ResultFooter, ResultHeader } from "./result.ts";

/**
 * Writes a results file.
 *
 * @example
 * ```ts
 * import { resultsText } from "./results_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const header = {
 *   results: 1, ticlab: "0.1.0", suite: { version: "1.0.0", hash: "" }, program: { name: "mine" },
 *   command: ["./mine"], driver: "pipe", depth: "syntax", capabilities: [], started: "2026-11-22T10:00:00Z",
 * } as const;
 * const footer = {
 *   counts: {}, levels: { must: { passed: 0, of: 0 }, should: { passed: 0, of: 0 }, observe: { passed: 0, of: 0 } },
 *   sets: {}, hypotheses: [], knownProblems: [], exit: 0, ended: "2026-11-22T10:00:01Z",
 * } as const;
 * assertEquals(resultsText(header, [], footer).trim().split("\n").length, 2);
 * ```
 */
export function resultsText(
  header: ResultHeader,
  lines: readonly CaseLine[],
  footer: Omit<ResultFooter, "hash">,
): string {
  const before = [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
  const hash = createHash("sha256").update(before).digest("hex");
  return `${before}${JSON.stringify({ ...footer, hash })}\n`;
}
