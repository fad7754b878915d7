/**
 * Several programs side by side, as lines of text and as Markdown.
 *
 * @module
 */
import type { CaseLine } from "../run/result.ts";
import type { Digest } from "./digest.ts";
import type { TerminalOptions } from "./terminal_report.ts";
import { markdownText } from "./markdown_text.ts";
import type { Matrix } from "./matrix.ts";
import { safeText } from "./safe_text.ts";
import { LEVEL_WORDS, type RunState, SET_WORDS, VERDICT_WORDS } from "./words.ts";

/** How a run ended, short enough for a cell. */
const STATE_SHORT: Readonly<Record<RunState, string>> = {
  "conformant": "conformant",
  "partial": "only partly run",
  "untried": "nothing tried",
  "failed": "not conformant",
  "judge-failed": "judge failed",
  "incomplete": "incomplete",
};

/** Words of a summary row for each program. */
type Summary = readonly [name: string, cells: string[]];

/**
 * Writes a table: levels and badges of each program, then the cases that some program does not pass
 * (all cases with `all`).
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { matrixOf } from "./matrix.ts";
 * import { matrixReport } from "./matrix_report.ts";
 * import { PLAIN } from "./paint.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const matrix = matrixOf([
 *   resultsOf([{ id: "a", verdict: "pass" }]),
 *   resultsOf([{ id: "a", verdict: "fail" }]),
 * ]);
 * const lines = matrixReport(matrix, { columns: 80, paint: PLAIN });
 * assertStringIncludes(lines.at(-1)!, "a               ✔ pass                    ✕ fail");
 * ```
 */
export function matrixReport(matrix: Matrix, options: TerminalOptions): string[] {
  const { columns, paint } = options;
  const rows = matrix.rows.filter((row) => options.all || row.interesting);
  const widest = Math.max(14, ...rows.map(({ item }) => item.id.length));
  const cell = Math.max(
    14,
    Math.min(24, Math.floor((columns - Math.min(widest, 40)) / matrix.programs.length) - 2),
  );
  const left = Math.min(widest, Math.max(14, columns - matrix.programs.length * (cell + 2)));
  const line = (name: string, cells: readonly string[], look = (text: string) => text) =>
    [fit(name, left), ...cells.map((text) => look(fit(text, cell)))].join("  ").trimEnd();
  return [
    ...(matrix.sameSuite ? [] : [paint.yellow("Not the same suite: a case may differ by version")]),
    line("", matrix.programs.map(({ program }) => safeText(program)), paint.bold),
    ...summaries(matrix.programs).map(([name, cells]) => line(name, cells)),
    "",
    ...rows.map(({ item, cells }) => {
      const words = cells.map((found) => painted(found, { width: cell, paint }));
      return [fit(item.id, left), ...words].join("  ").trimEnd();
    }),
    ...(rows.length < matrix.rows.length
      ? ["", paint.dim(`${matrix.rows.length - rows.length} cases more, which all of them pass`)]
      : []),
  ];
}

/**
 * Writes the same table in Markdown.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { matrixOf } from "./matrix.ts";
 * import { matrixMarkdown } from "./matrix_report.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const results = resultsOf([{ id: "a", verdict: "fail" }]);
 * assertStringIncludes(matrixMarkdown(matrixOf([results, results])), "| a | ✕ fail | ✕ fail |");
 * ```
 */
export function matrixMarkdown(matrix: Matrix): string {
  const row = (cells: readonly string[]) => `| ${cells.map(markdownText).join(" | ")} |`;
  const rows = matrix.rows.filter(({ interesting }) => interesting);
  return [
    ...(matrix.sameSuite ? [] : ["> Not the same suite: a case may differ by version.", ""]),
    row(["", ...matrix.programs.map(({ program }) => program)]),
    `|---|${matrix.programs.map(() => "---|").join("")}`,
    ...summaries(matrix.programs).map(([name, cells]) => row([name, ...cells])),
    ...rows.map(({ item, cells }) => row([item.id, ...cells.map(cellText)])),
    "",
    `${matrix.rows.length - rows.length} more cases are passed by all of them.`,
    "",
  ].join("\n");
}

/** One verdict in a cell. */
function cellText(item: CaseLine | null): string {
  if (!item) return "";
  const { mark, word } = VERDICT_WORDS[item.verdict];
  return `${mark} ${word}`;
}

/**
 * The rows above the cases: verdict, levels and badges of each program.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { digest } from "./digest.ts";
 * import { summaries } from "./matrix_report.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const rows = summaries([digest(resultsOf([{ id: "a", verdict: "fail" }]))]);
 * assertEquals(rows[1], ["Required", ["0/1"]]);
 * ```
 */
export function summaries(programs: readonly Digest[]): Summary[] {
  const state = ({ state }: Digest) => STATE_SHORT[state];
  const badges = ({ badges }: Digest) =>
    badges.filter(({ state }) => state === "reached").map(({ set }) => SET_WORDS[set]).join(" ") ||
    "none";
  return [
    ["", programs.map(state)],
    ...(["must", "should"] as const).map((name): Summary => [
      LEVEL_WORDS[name],
      programs.map(({ levels }) => {
        const { passed, of } = levels.find(({ level }) => level === name)!;
        return `${passed}/${of}`;
      }),
    ]),
    ["Badges", programs.map(badges)],
  ];
}

function fit(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

function painted(
  item: CaseLine | null,
  { width, paint }: { width: number; paint: TerminalOptions["paint"] },
): string {
  const text = fit(cellText(item), width);
  if (!item) return text;
  const look = { good: paint.green, bad: paint.red, list: paint.yellow, none: paint.dim };
  return look[VERDICT_WORDS[item.verdict].kind](text);
}
