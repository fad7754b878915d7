/**
 * How a case ended.
 *
 * @module
 */

/** Every verdict, from best to worst: where several runs belong to a case, the worst counts. */
export const VERDICTS = [
  "pass",
  "observed",
  "known-fail",
  "unsupported",
  "not-run",
  "flaky",
  "fixed",
  "fail",
  "protocol",
  "timeout",
  "crash",
  "harness-error",
] as const;

/** How a case ended. */
export type Verdict = typeof VERDICTS[number];

/** Verdicts that say nothing of the program: the case was not run, or the program does not claim it. */
export const UNSCORED: readonly Verdict[] = ["unsupported", "not-run"];
