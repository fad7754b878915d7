/**
 * The judge: scores anyone's decoder against what the documents say of each byte, and finds what a
 * meter says that it must not.
 *
 * It is not a decoder, and it does not trust ours: what is expected stands in its cases. `loadSuite()`
 * has them, a `Driver` gives their lines to a program, `runSuite()` writes down how each ended.
 * `lint()` is the other way round: it looks at the line of a meter.
 *
 * ```ts
 * import { inProcess, loadSuite, ourDecoder, runSuite } from "@ticlab/ticlab/conformance";
 * import { assertEquals } from "@std/assert";
 *
 * const { cases, rules } = await loadSuite({ topics: ["eot"] });
 * const capabilities = ["historique", "standard", "errors", "timestamps"] as const;
 * const lines = await runSuite({
 *   cases: cases.filter(({ level }) => level === "must"),
 *   rules,
 *   profile: { name: "ours", capabilities, depth: "status" },
 *   drivers: [inProcess(ourDecoder)],
 *   known: [],
 * });
 * assertEquals(lines.filter(({ verdict }) => verdict === "fail"), []);
 * ```
 *
 * @module
 */
export type { ErrorKind, FrameKind } from "../decoder/events.ts";
export type { TicMode } from "../tic/types.ts";
export type { Driver, Outcome, ProgramProfile, RunRequest } from "./drivers/driver.ts";
export type { DriverOptions } from "./drivers/driver_options.ts";
export { inProcess, type Listener, ourDecoder } from "./drivers/in_process.ts";
export { openDriver } from "./drivers/open_driver.ts";
export { preflight } from "./drivers/preflight.ts";
export { ProgramError } from "./drivers/program_error.ts";
export type { Contract, Finding, GivenMeter, LintOptions, Meter, PushOptions } from "./lint/mod.ts";
export { type Level as LintLevel, Lint, lint, type Rule, RULES } from "./lint/mod.ts";
export type { Said, SaidError, SaidFrame, SaidGroup, SaidValue } from "./oracle/said.ts";
export { readResults, ResultsError, type ResultsFault } from "./reports/read_results.ts";
export type { KnownFailure } from "./run/known.ts";
export type {
  CaseFailure,
  CaseLine,
  Hypothesis,
  ResultFooter,
  ResultHeader,
  Results,
} from "./run/result.ts";
export { runSuite, type SuiteRun } from "./run/run_suite.ts";
export type { Verdict } from "./run/verdict.ts";
export { VERDICTS } from "./run/verdict.ts";
export * from "./suite/mod.ts";
export * from "./audit/mod.ts";
