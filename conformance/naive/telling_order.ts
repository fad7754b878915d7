/**
 * Which of many failures is shown for a probable bug.
 *
 * @module
 */
import type { Hypothesis } from "../run/result.ts";
import type { SuiteCase } from "../suite/suite_case.ts";

/**
 * Puts the failures of each hypothesis in the order in which they tell of its bug: first the cases that
 * were written for it, then the shorter ones.
 *
 * @example
 * ```ts
 * import type { SuiteCase } from "../suite/suite_case.ts";
 * import { inTellingOrder } from "./telling_order.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const test = (id: string, length: number, mutants: string[] = []) =>
 *   ({ id, mutants, input: new Uint8Array(length) }) as unknown as SuiteCase;
 * const found = { mutant: "eot-ignored", bug: "", equals: [], explains: ["a", "b", "c"], contradicts: [] };
 * const cases = [test("a", 900), test("b", 80), test("c", 300, ["eot-ignored"])];
 * assertEquals(inTellingOrder([found], cases)[0]?.explains, ["c", "b", "a"]);
 * ```
 */
export function inTellingOrder(
  hypotheses: readonly Hypothesis[],
  cases: readonly SuiteCase[],
): Hypothesis[] {
  const tests = new Map(cases.map((test) => [test.id, test]));
  return hypotheses.map((hypothesis) => {
    const { mutant, equals } = hypothesis;
    const rank = (id: string) => {
      const { mutants = [], input } = tests.get(id) ?? {};
      const meant = mutants.includes(mutant) ? 0 : mutants.some((m) => equals.includes(m)) ? 1 : 2;
      return meant * 1e9 + (input?.length ?? 1e8);
    };
    const ranks = new Map(hypothesis.explains.map((id) => [id, rank(id)]));
    const explains = hypothesis.explains.toSorted((a, b) => ranks.get(a)! - ranks.get(b)!);
    return { ...hypothesis, explains };
  });
}
