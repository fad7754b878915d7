/**
 * The words of the reports, one table for all of them.
 *
 * @module
 */
import type { Hypothesis } from "../run/result.ts";
import type { Verdict } from "../run/verdict.ts";
import type { Level } from "../suite/rule.ts";
import type { CaseSet } from "../suite/suite_case.ts";

/** Levels in the order in which they are shown, with the word for each. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  must: "Required",
  should: "Recommended",
  observe: "Observed",
};

/** Names of the badges. */
export const SET_WORDS: Readonly<Record<CaseSet, string>> = {
  "historique": "Historique",
  "standard": "Standard",
  "robust": "Robust",
  "three-phase": "Three-phase",
  "producer": "Producer",
  "older": "Older",
  "gateway": "Gateway",
};

/** What a bug is called that explains failures: one that the program would have to show elsewhere is not it. */
export function bugWord({ contradicts }: Pick<Hypothesis, "contradicts">): string {
  return contradicts.length === 0 ? "Probable bug" : "Nearest known bug";
}

/** How a whole run ended. */
export type RunState = "conformant" | "partial" | "failed" | "judge-failed" | "incomplete";

/** A run in words, and whether that is good news. */
export const STATE_WORDS: Readonly<Record<RunState, { kind: VerdictKind; words: string }>> = {
  "conformant": { kind: "good", words: "Conformant" },
  // A badge or a green light for a part of the suite would be a promise that nobody has checked.
  "partial": { kind: "list", words: "Nothing Required fails in what was run" },
  "failed": { kind: "bad", words: "Not conformant" },
  "judge-failed": { kind: "bad", words: "The judge itself failed" },
  "incomplete": { kind: "list", words: "Incomplete" },
};

/**
 * How a verdict is taken: as good; as a failure of the program; as one of the program's list or of
 * ours; or as none, which is shown apart.
 */
export type VerdictKind = "good" | "bad" | "list" | "none";

/** A verdict in a report. */
export interface VerdictWords {
  /** How it is taken. */
  kind: VerdictKind;
  /** One character. */
  mark: string;
  /** Heading of the cases that ended so. */
  heading: string;
  /** One word for a line and a cell. */
  word: string;
}

/** Every verdict in words. */
export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWords>> = {
  "pass": { kind: "good", mark: "✔", heading: "Passed", word: "pass" },
  "observed": { kind: "none", mark: "◦", heading: "Observed, without verdict", word: "observed" },
  "known-fail": {
    kind: "list",
    mark: "≈",
    heading: "Known failures, still failing",
    word: "known",
  },
  "unsupported": {
    kind: "none",
    mark: "–",
    heading: "Not scored, the program does not claim it",
    word: "unsupported",
  },
  "not-run": { kind: "none", mark: "·", heading: "Not run", word: "not run" },
  "flaky": {
    kind: "bad",
    mark: "~",
    heading: "Flaky, not the same each time",
    word: "flaky",
  },
  "fixed": {
    kind: "list",
    mark: "★",
    heading: "Fixed, to be taken off the list of known failures",
    word: "fixed",
  },
  "fail": { kind: "bad", mark: "✕", heading: "Failed", word: "fail" },
  "protocol": { kind: "bad", mark: "✕", heading: "Broke the protocol", word: "protocol" },
  "timeout": { kind: "bad", mark: "✕", heading: "Timed out", word: "timeout" },
  "crash": { kind: "bad", mark: "✕", heading: "Crashed", word: "crash" },
  "harness-error": { kind: "bad", mark: "!", heading: "Our own fault", word: "our fault" },
};
