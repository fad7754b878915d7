/**
 * Results for tests, written as a run writes them.
 *
 * @module
 */
import type { CaseFailure, CaseLine, ResultFooter, ResultHeader, Results } from "../run/result.ts";
import { resultsText } from "../run/results_text.ts";
import { score } from "../run/score.ts";
import type { Verdict } from "../run/verdict.ts";
import type { Level } from "../suite/rule.ts";
import { readResults } from "./read_results.ts";

/** What a test says of a case; the rest is filled in. */
export type CaseGiven =
  & Partial<Omit<CaseLine, "rule">>
  & { id: string; verdict: Verdict; level?: Level; rule?: Partial<CaseLine["rule"]> };

/** What a test says of the rest. */
export interface ResultsGiven {
  /** Instead of the fields of the usual header. */
  header?: Partial<ResultHeader>;
  /** Instead of the fields of the computed footer; null for a run that was cut. */
  footer?: Partial<ResultFooter> | null;
}

/**
 * Builds results from what matters to a test, by way of the file that a run writes.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { resultsOf } from "./test_results.ts";
 *
 * const { footer } = resultsOf([{ id: "a", verdict: "pass" }, { id: "b", verdict: "fail" }]);
 * assertEquals([footer?.levels.must, footer?.exit], [{ passed: 1, of: 2 }, 1]);
 * ```
 */
export function resultsOf(given: readonly CaseGiven[], options: ResultsGiven = {}): Results {
  const header: ResultHeader = {
    results: 1,
    ticlab: "0.1.0",
    suite: { version: "1.0.0", hash: "9f3c1a2b".repeat(8) },
    program: { name: "my-decoder", version: "2.1.0" },
    command: ["python3", "my decoder.py"],
    driver: "pipe",
    depth: "syntax",
    capabilities: ["historique", "standard"],
    started: "2026-11-22T13:00:00.000Z",
    ...options.header,
  };
  const cases = given.map(caseOf);
  if (options.footer === null) return { header, cases, footer: null };
  const footer = {
    ...score(cases, options.footer?.knownProblems ?? []),
    hypotheses: [],
    knownProblems: [],
    ended: "2026-11-22T13:00:08.000Z",
    ...options.footer,
  };
  return readResults(resultsText(header, cases, footer));
}

/**
 * Makes a failure of some bytes; a character is a byte.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { failureOf } from "./test_results.ts";
 *
 * assertEquals(atob(failureOf("\x02\n", { at: 1 }).bytes), "\x02\n");
 * ```
 */
export function failureOf(bytes: string, given: Partial<CaseFailure> = {}): CaseFailure {
  return {
    what: "group ADSC is missing",
    chunking: "all at once",
    bytes: btoa(bytes),
    bytesFrom: 0,
    ...given,
  };
}

function caseOf({ level = "must", rule, ...given }: CaseGiven): CaseLine {
  const topic = given.topic ?? "checksum";
  return {
    topic,
    title: `The case ${given.id}`,
    sets: [],
    depth: "syntax",
    mode: "standard",
    ms: 12,
    runs: 4,
    ...given,
    rule: {
      id: `${topic}/rule-of-${given.id}`,
      level,
      text: `A receiver keeps the rule of ${given.id}.`,
      source: "54E §5.3.6 p14",
      why: `Without ${given.id}, numbers go wrong.`,
      ...rule,
    },
  };
}
