/**
 * What changed between two runs.
 *
 * @module
 */
import type { CaseLine, Results } from "../run/result.ts";
import { VERDICT_WORDS, type VerdictKind } from "./words.ts";

/** A case that ended otherwise, or that only one run judged. */
export interface CaseChange {
  /** Case. */
  id: string;
  /** In the first run, if it was there. */
  before?: CaseLine;
  /** In the second run, if it was there. */
  after?: CaseLine;
}

/** Every way in which a case can change, in the order in which they are shown. */
export const CHANGES = {
  regressed: "New failures",
  fixed: "Fixed",
  changed: "Failing in another way",
  appeared: "Judged for the first time",
  disappeared: "No longer judged (no regression)",
} as const;

/** The changes, and whether the two runs can be compared at all. */
export interface Comparison extends Record<keyof typeof CHANGES, CaseChange[]> {
  /** Whether both runs used the same suite; a case of the same name may differ otherwise. */
  sameSuite: boolean;
}

/** What a verdict says of the program: a known failure fails, and a fixed one passes. */
const JUDGED: Readonly<Record<VerdictKind, "passes" | "fails" | null>> = {
  good: "passes",
  bad: "fails",
  list: "fails",
  none: null,
};

/**
 * Compares two runs, case by case. A case that was not judged, or not there, is no regression.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { compareResults } from "./compare_results.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const before = resultsOf([{ id: "a", verdict: "pass" }, { id: "b", verdict: "pass" }]);
 * const after = resultsOf([{ id: "a", verdict: "fail" }]);
 * const { regressed, disappeared } = compareResults(before, after);
 * assertEquals([regressed[0]?.id, disappeared[0]?.id], ["a", "b"]);
 * ```
 */
export function compareResults(before: Results, after: Results): Comparison {
  const sameSuite = before.header.suite.hash === after.header.suite.hash;
  const found: Comparison = {
    regressed: [],
    fixed: [],
    changed: [],
    appeared: [],
    disappeared: [],
    sameSuite,
  };
  const old = new Map(before.cases.map((item) => [item.id, item]));
  const now = new Map(after.cases.map((item) => [item.id, item]));
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(id), now.get(id)];
    const kind = changeOf(a, b);
    if (kind) found[kind].push({ id, ...(a && { before: a }), ...(b && { after: b }) });
  }
  return found;
}

function changeOf(before?: CaseLine, after?: CaseLine): keyof typeof CHANGES | null {
  const [a, b] = [judged(before), judged(after)];
  if (a === b) return a === "fails" && before!.verdict !== after!.verdict ? "changed" : null;
  if (a === null) return "appeared";
  if (b === null) return "disappeared";
  return b === "fails" ? "regressed" : "fixed";
}

function judged(item?: CaseLine): "passes" | "fails" | null {
  if (!item || item.quarantined) return null;
  return item.verdict === "fixed" ? "passes" : JUDGED[VERDICT_WORDS[item.verdict].kind];
}
