/**
 * Reports as files and on the terminal, for `ticlab test` and `ticlab report` alike.
 *
 * @module
 */
import { annotations } from "../conformance/reports/annotations.ts";
import { badges } from "../conformance/reports/badge.ts";
import { htmlReport } from "../conformance/reports/html_report.ts";
import { junitReport } from "../conformance/reports/junit_report.ts";
import { markdownReport } from "../conformance/reports/markdown_report.ts";
import { matrixOf } from "../conformance/reports/matrix.ts";
import { matrixMarkdown, matrixReport } from "../conformance/reports/matrix_report.ts";
import { terminalReport } from "../conformance/reports/terminal_report.ts";
import type { Results } from "../conformance/run/result.ts";
import { Failure } from "./failure.ts";
import type { Options, OptionSpec } from "./options.ts";
import { palette, terminalSize } from "./screen.ts";
import { writeFile } from "./write_file.ts";

/** The options that both commands have. */
export const REPORT_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  "html": { value: "FILE", help: "one page that needs no network" },
  "junit": { value: "FILE", help: "JUnit XML" },
  "markdown": { value: "FILE", help: "Markdown, for the summary of a CI job" },
  "github": { value: "FILE", help: "annotations of a GitHub job; - is standard output" },
  "badge": { value: "FILE", help: "SVG of all sets, and FILE-SET.svg for each" },
  "all": { help: "every failure and every case, not the first of each bug" },
};

/** Makers of the files that are one text. */
const MAKERS: Readonly<Record<string, (results: readonly Results[]) => string>> = {
  html: htmlReport,
  junit: junitReport,
  markdown: (results) =>
    results.length === 1 ? markdownReport(results[0]!) : matrixMarkdown(matrixOf(results)),
  github: (results) => results.map(annotations).join(""),
};

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 160;

/** Width and colours of the terminal. */
export function terminalLook() {
  return { columns: Math.min(WIDEST, terminalSize().columns), paint: palette(Deno.stdout) };
}

/** Shows one program, or several side by side. */
export function showResults(results: readonly Results[], options: Options): void {
  const look = { ...terminalLook(), all: options.has("all") };
  const lines = results.length === 1
    ? terminalReport(results[0]!, look)
    : matrixReport(matrixOf(results), look);
  console.log(lines.join("\n"));
}

/**
 * Writes the files that the command line names.
 *
 * @returns Whether it named one.
 * @throws {Failure} exit code 2 for a badge of several programs, 3 for a file.
 */
export function writeReports(results: readonly Results[], options: Options): boolean {
  const files = Object.keys(MAKERS).filter((name) => options.get(name) !== undefined);
  for (const name of files) writeReport(options.get(name)!, MAKERS[name]!(results));
  const badge = options.get("badge");
  if (badge !== undefined) writeBadges(badge, results);
  return badge !== undefined || files.length > 0;
}

function writeBadges(file: string, results: readonly Results[]): void {
  if (results.length > 1) {
    throw new Failure("a badge is of one program: name one file of results", {
      exitCode: 2,
      next: "See: ticlab report --help",
    });
  }
  for (const { set, svg } of badges(results[0]!)) {
    if (set === null) writeReport(file, svg);
    else if (file !== "-") writeReport(`${file.replace(/\.svg$/, "")}-${set}.svg`, svg);
  }
}

/**
 * Writes a file and says so; `-` is standard output.
 *
 * @throws {Failure} exit code 3 where it cannot be written.
 */
export function writeReport(file: string, text: string): void {
  if (file === "-") return console.log(text.trimEnd());
  writeFile(file, text);
  console.error(`wrote ${file}`);
}
