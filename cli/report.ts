/**
 * `ticlab report`: what a run of `ticlab test` found, told anew from its results.
 *
 * @module
 */
import { resolve } from "node:path";
import { compareReport } from "../conformance/reports/compare_report.ts";
import { compareResults } from "../conformance/reports/compare_results.ts";
import { readResults, ResultsError } from "../conformance/reports/read_results.ts";
import type { Results } from "../conformance/run/result.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { REPORT_OPTIONS, showResults, terminalLook, writeReports } from "./report_files.ts";
import { userFolder } from "./user_folder.ts";

/** Options and help of `ticlab report`. */
export const spec: CommandSpec = {
  name: "report",
  summary: "tell results of ticlab test anew: terminal, HTML, JUnit, Markdown, badges, changes",
  usage: "ticlab report RESULTS… [OPTIONS]\n       ticlab report diff BEFORE AFTER",
  options: {
    ...REPORT_OPTIONS,
  },
  examples: [
    ["ticlab report results.jsonl", "the report of the run once more"],
    ["ticlab report results.jsonl --html report.html --junit junit.xml", "files for others"],
    ["ticlab report a.jsonl b.jsonl c.jsonl", "several programs side by side"],
    ["ticlab report diff main.jsonl mine.jsonl", "what changed; fails on new failures"],
  ],
  exits: [
    [1, "(diff) there are new failures"],
    [3, "a file cannot be written"],
    [4, "results are missing, incomplete (diff) or cannot be believed"],
  ],
  notes: "Any FILE may be -, standard output.",
};

/**
 * Shows results, or writes them in other forms.
 *
 * @throws {Failure} exit code 2 for the command line, 3 for a file that cannot be written, 4 for
 * results that cannot be read.
 */
export function run(options: Options): Promise<number> {
  const [first, ...others] = options.words;
  if (first === "diff") return Promise.resolve(compare(others, options));
  const words = first === undefined ? [] : [first, ...others];
  const next = "Write them: ticlab test --results results.jsonl -- CMD";
  if (words.length === 0) throw new Failure("results are wanted", { exitCode: 2, next });
  const results = words.map(read);
  if (!writeReports(results, options)) showResults(results, options);
  return Promise.resolve(0);
}

function compare(words: readonly string[], options: Options): number {
  const [a, b, another] = words;
  if (a === undefined || b === undefined || another !== undefined) {
    throw new Failure("two files of results are wanted after diff", {
      exitCode: 2,
      next: "See: ticlab report --help",
    });
  }
  const wrong = Object.entries(spec.options)
    .find(([name, { value }]) => value ? options.get(name) !== undefined : options.has(name))?.[0];
  if (wrong) {
    throw new Failure(`diff has no --${wrong}`, { exitCode: 2, next: "See: ticlab report --help" });
  }
  const [before, after] = [read(a), read(b)];
  const cut = before.footer ? after.footer ? undefined : b : a;
  if (cut !== undefined) {
    throw new Failure(`cannot compare ${cut}: the run was cut, so what it lacks is unknown`, {
      exitCode: 4,
      next: `Run it again: ticlab test --results ${cut} -- CMD`,
    });
  }
  const found = compareResults(before, after);
  console.log(compareReport(found, { before, after, ...terminalLook() }).join("\n"));
  return found.regressed.length > 0 ? 1 : 0;
}

function read(word: string): Results {
  const path = resolve(userFolder() ?? Deno.cwd(), word);
  try {
    return readResults(Deno.readTextFileSync(path));
  } catch (cause) {
    if (cause instanceof ResultsError) {
      const next = `Write them anew: ticlab test --results ${word} -- CMD`;
      throw new Failure(`${word}: ${cause.message}`, { exitCode: 4, next, cause });
    }
    if (!(cause instanceof Error)) throw cause;
    const next = cause instanceof Deno.errors.NotCapable
      ? `Allow it: deno run --allow-read=${path} …`
      : "Write them: ticlab test --results results.jsonl -- CMD";
    throw new Failure(`cannot read ${word}: ${cause.message}`, { exitCode: 4, next, cause });
  }
}
