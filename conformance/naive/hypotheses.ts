/**
 * Which bugs a program probably has: its failures compared with those of the mutants.
 *
 * @module
 */
import type { CaseLine, Hypothesis } from "../run/result.ts";
import type { Verdict } from "../run/verdict.ts";
import type { KillMatrix } from "./kill_matrix.ts";
import { matrixOf, readKillSets } from "./kill_sets.ts";
import { MUTANTS } from "./mutants/mod.ts";

/** Verdicts by which a case shows a bug. */
const FAILED: readonly Verdict[] = ["fail", "crash", "timeout", "flaky", "known-fail"];
/** Verdicts by which a case shows that there is none. */
const PASSED: readonly Verdict[] = ["pass", "fixed"];

/** More bugs than that are no explanation. */
const MOST = 5;

/**
 * Explains the failures of a program by as few mutants as possible, best first.
 *
 * Only cases that were run and count say something. A mutant that would fail cases which the program
 * passes is a worse match, by one for each.
 *
 * @param matrix The kill matrix; that of the file by default.
 *
 * @example
 * ```ts
 * import type { CaseLine } from "../run/result.ts";
 * import { hypotheses } from "./hypotheses.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = (id: string, verdict: string) =>
 *   ({ id, verdict, rule: { level: "must" } }) as CaseLine;
 * const matrix = new Map([["sum-not-verified", ["a"]], ["eot-ignored", ["a", "b"]]]);
 * const [best] = hypotheses([line("a", "fail"), line("b", "pass")], matrix);
 * assertEquals(best?.mutant, "sum-not-verified");
 * assertEquals(best?.explains, ["a"]);
 * ```
 */
export function hypotheses(
  cases: readonly CaseLine[],
  matrix: KillMatrix = matrixOf(readKillSets()),
): Hypothesis[] {
  const counted = cases.filter(({ rule, quarantined }) => rule.level !== "observe" && !quarantined);
  const idsOf = (verdicts: readonly Verdict[]) =>
    new Set(counted.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id));
  const [failed, passed] = [idsOf(FAILED), idsOf(PASSED)];
  const suspects = MUTANTS.map(({ name, bug }) => {
    const kills = matrix.get(name) ?? [];
    const explains = kills.filter((id) => failed.has(id));
    const contradicts = kills.filter((id) => passed.has(id));
    return {
      mutant: name,
      bug,
      explains,
      contradicts,
      key: [...explains, "", ...contradicts].join(),
    };
  });

  const found: Hypothesis[] = [];
  const open = new Set(failed);
  while (found.length < MOST) {
    const scored = suspects.map((suspect) => ({
      suspect,
      score: suspect.explains.filter((id) => open.has(id)).length - suspect.contradicts.length,
    }));
    const best = scored.reduce((one, other) => other.score > one.score ? other : one);
    if (best.score <= 0) break;
    const { key, ...suspect } = best.suspect;
    const equals = suspects.filter((other) => other.key === key && other.mutant !== suspect.mutant);
    found.push({ ...suspect, equals: equals.map(({ mutant }) => mutant) });
    for (const id of suspect.explains) open.delete(id);
  }
  return found;
}
