/**
 * What `ticlab test` shows and writes after a run; all of it is made of the results.
 *
 * @module
 */
import type { Results } from "../conformance/run/result.ts";
import { readResults } from "../conformance/reports/read_results.ts";
import { terminalReport } from "../conformance/reports/terminal_report.ts";
import { Failure } from "./failure.ts";
import { palette, terminalSize } from "./screen.ts";
import type { ReportFile, TestSettings } from "./test_settings.ts";

const MAKERS: Readonly<Record<Exclude<ReportFile, "results">, (r: Results) => Promise<string>>> = {
  html: async (results) =>
    (await import("../conformance/reports/html_report.ts")).htmlReport([results]),
  junit: async (results) =>
    (await import("../conformance/reports/junit_report.ts")).junitReport([results]),
  markdown: async (results) =>
    (await import("../conformance/reports/markdown_report.ts")).markdownReport(results),
  badge: async (results) => (await import("../conformance/reports/badge.ts")).badges(results)[0]!.svg,
};

/**
 * Shows the report and writes the files that were asked for.
 *
 * @returns The exit code of the run.
 * @throws {Failure} exit code 4 where a file cannot be written.
 */
export async function writeReports(text: string, settings: TestSettings): Promise<number> {
  const results = readResults(text);
  const { files, json } = settings;
  const markdown = files.markdown === "-";
  if (json) console.log(text.trimEnd());
  else if (!markdown) {
    const options = { columns: terminalSize().columns, paint: palette(Deno.stdout) };
    console.log(terminalReport(results, options).join("\n"));
  }
  if (files.results) write(files.results, text);
  for (const [name, make] of Object.entries(MAKERS)) {
    const file = files[name as ReportFile];
    if (file === "-") console.log(await make(results));
    else if (file !== undefined) write(file, await make(results));
  }
  return results.footer?.exit ?? 4;
}

function write(file: string, text: string): void {
  try {
    Deno.writeTextFileSync(file, text);
  } catch (cause) {
    throw new Failure(`Cannot write "${file}": ${(cause as Error).message}`, {
      exitCode: 4,
      next: "Allow it with --allow-write=FOLDER, or choose another folder",
      cause,
    });
  }
}
