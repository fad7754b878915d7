/**
 * The end of `ticlab test`: results, reports, the list of known failures, the exit code.
 *
 * @module
 */
import { readResults } from "../conformance/reports/read_results.ts";
import { type KnownFailure, knownProblems, writeKnown } from "../conformance/run/known.ts";
import type { CaseLine, Hypothesis, ResultHeader, Results } from "../conformance/run/result.ts";
import { resultsText } from "../conformance/run/results_text.ts";
import { score } from "../conformance/run/score.ts";
import { Failure } from "./failure.ts";
import type { Options } from "./options.ts";
import { REPORT_OPTIONS, showResults, writeReport, writeReports } from "./report_files.ts";
import type { TestSettings } from "./test_settings.ts";

/** A run that is over. */
export interface TestRun {
  header: ResultHeader;
  lines: readonly CaseLine[];
  known: readonly KnownFailure[];
  /** The list of known failures as it stands in its file. */
  knownText: string;
  /** Probable bugs, best first. */
  hypotheses: readonly Hypothesis[];
}

const REPORTS = Object.keys(REPORT_OPTIONS).filter((name) => REPORT_OPTIONS[name]!.value);

/**
 * Shows the results and writes what the command line names.
 *
 * @throws {Failure} exit code 3 where a file cannot be written.
 */
export function endTest(run: TestRun, settings: TestSettings, options: Options): Results {
  const { header, lines, known, hypotheses } = run;
  const problems = settings.writeKnown
    ? []
    : knownProblems(known, lines, header.started.slice(0, 10));
  const text = resultsText(header, lines, {
    ...score(lines, problems),
    hypotheses,
    knownProblems: problems,
    ended: new Date().toISOString(),
  });
  const results = readResults(text);
  if (settings.json) console.log(text.trimEnd());
  else if (!REPORTS.some((name) => options.get(name) === "-")) showResults([results], options);
  if (settings.results !== undefined) writeReport(settings.results, text);
  writeReports([results], options);
  return results;
}

/**
 * The exit code; brings the list of known failures up to date where that is asked for.
 *
 * @throws {Failure} exit code 3 where the list cannot be written.
 */
export function exitCode(
  { knownText, lines }: TestRun,
  settings: TestSettings,
  { footer }: Results,
): number {
  if (!settings.writeKnown) return footer!.exit;
  const file = settings.known;
  try {
    Deno.writeTextFileSync(file, writeKnown(knownText, lines));
  } catch (cause) {
    const message = `cannot write ${file}: ${(cause as Error).message}`;
    throw new Failure(message, { exitCode: 3, cause });
  }
  console.error(`Known failures written: ${file}`);
  return 0;
}
