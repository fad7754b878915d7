/**
 * The words of the reports, one table for all of them.
 *
 * @module
 */
import type { Hypothesis, ResultHeader } from "../run/result.ts";
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

/** Failures that a bug explains, as far as they say how sure that is. */
export interface Explained {
  /** The bug, if one explains them. */
  hypothesis?: Pick<Hypothesis, "contradicts">;
  /** The failures. */
  cases: readonly { verdict: Verdict }[];
}

/** What a program does that ends a case without an answer; no known bug does either. */
const SPEECHLESS: Readonly<Partial<Record<Verdict, string>>> = {
  "crash": "Crashes",
  "timeout": "does not answer",
};

/**
 * Whether a bug is probably that of the program: one that it would have to show elsewhere is not, nor
 * one that answers wrongly where the program does not answer at all.
 */
export function isProbable({ hypothesis, cases }: Explained): boolean {
  return hypothesis?.contradicts.length === 0 && !cases.every(({ verdict }) => SPEECHLESS[verdict]);
}

/**
 * What a bug is called that explains failures; crashes are said before it.
 *
 * @example
 * ```ts
 * import { bugWord } from "./words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const hypothesis = { contradicts: [] };
 * assertEquals(bugWord({ hypothesis, cases: [{ verdict: "fail" }] }), "Probable bug");
 * assertEquals(bugWord({ hypothesis, cases: [{ verdict: "crash" }] }), "Crashes; nearest known bug");
 * ```
 */
export function bugWord(explained: Explained): string {
  if (isProbable(explained)) return "Probable bug";
  const words = new Set(explained.cases.map(({ verdict }) => SPEECHLESS[verdict]));
  if (words.has(undefined)) return "Nearest known bug";
  return `${[...words].sort().join(" or ")}; nearest known bug`.replace(/^d/, "D");
}

/** What failures are called that stand together and have no known bug: gateways have none to compare with. */
export const UNEXPLAINED_WORDS: Readonly<Record<ResultHeader["driver"], string>> = {
  pipe: "No known bug explains these",
  session: "No known bug explains these",
  gateway: "Broken rule",
};

/**
 * How many failures a bug explains. Each failure is told once, with the first bug that explains it; where
 * others have told some, the number of those makes the sum right.
 *
 * @example
 * ```ts
 * import { explainedWords } from "./words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   explainedWords({ explained: 6, cases: [1, 2] }, 31),
 *   "explains 6 of 31 failures, 4 of them told above",
 * );
 * ```
 */
export function explainedWords(
  { explained, cases }: { explained: number; cases: readonly unknown[] },
  failing: number,
): string {
  const above = explained - cases.length;
  return `explains ${explained} of ${failing} failure${failing === 1 ? "" : "s"}` +
    (above > 0 ? `, ${above} of them told above` : "");
}

/** How a whole run ended; `untried` where no Required case could be scored. */
export type RunState =
  | "conformant"
  | "partial"
  | "untried"
  | "failed"
  | "judge-failed"
  | "incomplete";

/** A run in words, and whether that is good news. */
export const STATE_WORDS: Readonly<Record<RunState, { kind: VerdictKind; words: string }>> = {
  "conformant": { kind: "good", words: "Conformant" },
  // A badge or a green light for a part of the suite would be a promise that nobody has checked.
  "partial": { kind: "list", words: "Nothing Required fails in what was run" },
  "untried": { kind: "list", words: "Nothing Required was tried" },
  "failed": { kind: "bad", words: "Not conformant" },
  "judge-failed": { kind: "bad", words: "The judge itself failed" },
  "incomplete": { kind: "list", words: "Incomplete" },
};

/**
 * How a verdict is taken: as good; as a failure of the program; as one of the program's list or of
 * ours; or as none, which is shown apart.
 */
export type VerdictKind = "good" | "bad" | "list" | "none";

/** How a badge stands; `open` where none of its cases fails, and some were not scored. */
export type BadgeState = "reached" | "missed" | "open" | "cut";

/** A badge in words: how that is taken, one character, and what a picture of it says. */
export const BADGE_WORDS: Readonly<
  Record<BadgeState, { kind: VerdictKind; mark: string; words: string }>
> = {
  "reached": { kind: "good", mark: "✔", words: "conformant" },
  "missed": { kind: "bad", mark: "✕", words: "not conformant" },
  "open": { kind: "none", mark: "–", words: "not scored" },
  "cut": { kind: "list", mark: "?", words: "incomplete" },
};

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
