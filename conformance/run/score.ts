/**
 * The last line of a results file: counts, badges, exit code.
 *
 * @module
 */
import type { Level } from "../suite/rule.ts";
import { type CaseSet, SETS } from "../suite/suite_case.ts";
import type { CaseLine, ResultFooter } from "./result.ts";
import { UNSCORED, type Verdict } from "./verdict.ts";

/** Counts of a run. */
export type Score = Pick<ResultFooter, "counts" | "levels" | "sets" | "exit">;

/** Verdicts of a case that was run and did not pass. */
const BAD: ReadonlySet<Verdict> = new Set(["fail", "protocol", "timeout", "crash", "flaky"]);

/**
 * Counts the cases of a run.
 *
 * Required, Recommended and Observed are counted apart, and cases in quarantine not at all. The exit
 * code is 1 where a Required case failed or the list of known failures is wrong, 4 where we failed.
 *
 * @param problems What is wrong with the list of known failures.
 *
 * @example
 * ```ts
 * import { score } from "./score.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(score([], []).exit, 0);
 * ```
 */
export function score(lines: readonly CaseLine[], problems: readonly string[]): Score {
  const counts: Partial<Record<Verdict, number>> = {};
  const levels: Record<Level, { passed: number; of: number }> = {
    must: { passed: 0, of: 0 },
    should: { passed: 0, of: 0 },
    observe: { passed: 0, of: 0 },
  };
  for (const { verdict, rule, quarantined } of lines) {
    if (quarantined) continue;
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    levels[rule.level].of++;
    if (verdict === "pass" || verdict === "observed" || verdict === "fixed") {
      levels[rule.level].passed++;
    }
  }
  return { counts, levels, sets: badges(lines), exit: exitCode(lines, problems) };
}

function exitCode(lines: readonly CaseLine[], problems: readonly string[]): number {
  if (lines.some(({ verdict }) => verdict === "harness-error")) return 4;
  const bad = lines.some((l) => l.rule.level === "must" && BAD.has(l.verdict) && !l.quarantined);
  return bad || problems.length > 0 ? 1 : 0;
}

/** A badge is every Required case of its set. */
function badges(lines: readonly CaseLine[]): ResultFooter["sets"] {
  const sets: Partial<Record<CaseSet, { reached: boolean; why?: string }>> = {};
  for (const set of SETS) {
    const own = lines.filter((l) =>
      l.sets.includes(set) && l.rule.level === "must" && !l.quarantined
    );
    if (own.length === 0) continue;
    const missing = own.filter(({ verdict }) => verdict !== "pass" && verdict !== "fixed");
    sets[set] = missing.length === 0 ? { reached: true } : { reached: false, why: reason(missing) };
  }
  return sets;
}

/** What fails stands before what was not scored. */
function reason(missing: readonly CaseLine[]): string {
  const first = missing.find(({ verdict }) => !UNSCORED.includes(verdict)) ?? missing[0];
  const same = missing.filter(({ verdict }) => verdict === first!.verdict).length;
  const rest = missing.length - same;
  const words = `${same} ${first!.verdict}, the first is ${first!.id}`;
  return rest === 0 ? words : `${words}; ${rest} ${rest === 1 ? "other" : "others"}`;
}
