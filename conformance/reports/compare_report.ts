/**
 * What changed between two runs, as lines of text.
 *
 * @module
 */
import type { Results } from "../run/result.ts";
import { type CaseChange, CHANGES, type Comparison } from "./compare_results.ts";
import type { TextOptions } from "./failure_text.ts";
import { safeText } from "./safe_text.ts";
import { VERDICT_WORDS } from "./words.ts";
import { wrapText } from "./wrap_text.ts";

/** Runs that were compared, with what changed. */
export interface CompareReportOptions extends TextOptions {
  /** The first run. */
  before: Results;
  /** The second run. */
  after: Results;
}

/**
 * Writes what changed between two runs; first of all, whether their suites differ.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { compareReport } from "./compare_report.ts";
 * import { compareResults } from "./compare_results.ts";
 * import { PLAIN } from "./paint.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const before = resultsOf([{ id: "a", verdict: "pass" }]);
 * const after = resultsOf([{ id: "a", verdict: "crash" }]);
 * const options = { before, after, columns: 80, paint: PLAIN };
 * assertEquals(compareReport(compareResults(before, after), options), [
 *   "my-decoder 2.1.0 -> my-decoder 2.1.0, suite 1.0.0 (9f3c1a2b)",
 *   "",
 *   "New failures (1)",
 *   "  ✕ a  pass -> crash: The case a",
 *   "",
 *   "1 new failure, 0 fixed",
 * ]);
 * ```
 */
export function compareReport(found: Comparison, options: CompareReportOptions): string[] {
  const { before, after, columns, paint } = options;
  const name = ({ header: { program } }: Results) =>
    safeText([program.name, program.version].filter(Boolean).join(" "));
  const suite = ({ header }: Results) =>
    `suite ${header.suite.version} (${header.suite.hash.slice(0, 8)})`;
  const both = found.sameSuite
    ? `, ${suite(before)}`
    : ` -- other suites: ${suite(before)} -> ${
      suite(after)
    }, a case of the same name may have changed`;
  const head = wrapText(`${name(before)} -> ${name(after)}${both}`, columns);
  const kinds = Object.keys(CHANGES) as (keyof typeof CHANGES)[];
  const count = found.regressed.length;
  const end = `${count} new failure${count === 1 ? "" : "s"}, ${found.fixed.length} fixed`;
  return [
    ...head.map(found.sameSuite ? paint.bold : paint.yellow),
    ...kinds.filter((kind) => found[kind].length > 0).flatMap((kind) => [
      "",
      paint.bold(`${CHANGES[kind]} (${found[kind].length})`),
      ...found[kind].map((change) => changeLine(change, options)),
    ]),
    "",
    (count > 0 ? paint.red : paint.green)(end),
  ];
}

function changeLine({ id, before, after }: CaseChange, { columns, paint }: TextOptions): string {
  const last = after ?? before!;
  const words = [before, after].map((item) => item ? VERDICT_WORDS[item.verdict].word : "absent");
  const why = safeText(after?.failure?.what ?? last.title);
  const text = `${words.join(" -> ")}: ${why}`;
  const room = columns - id.length - 6;
  const short = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
  return `  ${VERDICT_WORDS[last.verdict].mark} ${id}  ${paint.dim(short)}`;
}
