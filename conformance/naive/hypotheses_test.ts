import { assert, assertEquals } from "@std/assert";
import type { CaseLine } from "../run/result.ts";
import type { Verdict } from "../run/verdict.ts";
import { loadSuite } from "../suite/load.ts";
import { hypotheses } from "./hypotheses.ts";
import { killMatrix } from "./kill_matrix.ts";
import { matrixOf, readKillSets } from "./kill_sets.ts";
import { type Mutant, MUTANTS } from "./mutants/mod.ts";

const suite = await loadSuite();
const written = matrixOf(readKillSets());

/** Cases that are quick enough to be run on many decoders. */
const quick = suite.cases.filter(({ input, level }) => level !== "observe" && input.length < 2_000);

/** The quick cases that a mutant fails, as they are written; kill_matrix_test.ts holds them right. */
const killsOfQuick = (name: string) =>
  new Set(written.get(name)!).intersection(new Set(quick.map(({ id }) => id)));

/** The lines of a program that fails these cases and passes all others. */
function lines(failed: Iterable<string>, cases: readonly { id: string; level: string }[]) {
  const ids = new Set(failed);
  return cases.map(({ id, level }) =>
    ({ id, verdict: ids.has(id) ? "fail" : "pass", rule: { level } }) as CaseLine
  );
}

Deno.test("hypotheses() names each mutant first, or among equals that no case can tell apart", () => {
  for (const { name } of MUTANTS) {
    const [best] = hypotheses(lines(written.get(name)!, suite.cases));
    assert(best, name);
    assert([best.mutant, ...best.equals].includes(name), `${name}: ${best.mutant} comes first`);
    assertEquals(best.explains.length, written.get(name)!.length);
    assertEquals(best.contradicts, []);
    for (const equal of best.equals) assertEquals(written.get(equal), written.get(best.mutant));
  }
});

Deno.test("hypotheses() shows both of two bugs, or as few others that no case can tell from them", () => {
  let shown = 0;
  let alike = 0;
  for (const [i, one] of MUTANTS.entries()) {
    const other = MUTANTS[(i * 61 + 37) % MUTANTS.length]!;
    if (i % 4 !== 0 || one === other) continue;
    const both: Mutant = {
      name: `${one.name} and ${other.name}`,
      bug: "Two.",
      seen: [],
      wrong: (Right) => other.wrong(one.wrong(Right)),
      ...((one.cuts || other.cuts) && { cuts: true as const }),
    };
    const failed = new Set(killMatrix(quick, [both]).get(both.name));
    const [mine, theirs] = [one, other].map(({ name }) => killsOfQuick(name));
    // One bug may hide the other, or they make a third: then there is nothing to show of them.
    if (mine!.isSubsetOf(theirs!) || theirs!.isSubsetOf(mine!)) continue;
    if (failed.symmetricDifference(mine!.union(theirs!)).size > 0) continue;

    const found = hypotheses(lines(failed, quick));
    const names = found.flatMap(({ mutant, equals }) => [mutant, ...equals]);
    if (names.includes(one.name) && names.includes(other.name)) {
      shown++;
      continue;
    }
    alike++;
    const explained = new Set(found.flatMap(({ explains }) => explains));
    assert(failed.isSubsetOf(explained), `${both.name}: ${names.join(", ")}`);
    assert(found.every(({ contradicts }) => contradicts.length === 0), both.name);
    assert(found.length <= 2, both.name);
  }
  assert(shown > 20, `${shown} pairs are no good sample`);
  assert(alike * 8 < shown, `${alike} pairs are like others, of ${shown}`);
});

Deno.test("hypotheses() regards only what was run and counts", () => {
  const matrix = new Map([["sum-not-verified", ["a", "b", "c"]], ["eot-stops", ["d"]]]);
  const line = (id: string, verdict: Verdict, level: string, quarantined = false) =>
    ({ id, verdict, rule: { level }, ...(quarantined && { quarantined: true }) }) as CaseLine;
  const [best, ...others] = hypotheses([
    line("a", "fail", "must"),
    line("b", "unsupported", "must"),
    line("c", "not-run", "should"),
    line("d", "fail", "observe"),
    line("d", "fail", "must", true),
  ], matrix);
  assertEquals(best?.mutant, "sum-not-verified");
  assertEquals([best?.explains, best?.contradicts], [["a"], []]);
  assertEquals(others, []);
});

Deno.test("hypotheses() names nothing for a program without failures, nor for failures of no mutant", () => {
  assertEquals(hypotheses(lines([], suite.cases)), []);
  assertEquals(hypotheses(lines(["x"], [{ id: "x", level: "must" }]), new Map()), []);
});

Deno.test("hypotheses() tells how sure it is: what it explains, and what speaks against it", () => {
  const matrix = new Map([["eot-stops", ["a", "b", "c"]], ["eot-ignored", ["c", "d", "e"]]]);
  const found = hypotheses(
    lines(["a", "b", "d"], "abcde".split("").map((id) => ({ id, level: "must" }))),
    matrix,
  );
  assertEquals(found.map(({ mutant }) => mutant), ["eot-stops"]);
  assertEquals(found[0]!.explains, ["a", "b"]);
  assertEquals(found[0]!.contradicts, ["c"]);
});

Deno.test("hypotheses() holds it against no bug that a line with parity in bit 7 is refused", () => {
  const matrix = new Map([["horodate-as-data", ["a", "b", "parity"]]]);
  const line = (id: string, verdict: Verdict, rule = "standard/horodate") =>
    ({ id, verdict, rule: { id: rule, level: "must" } }) as CaseLine;
  const [best] = hypotheses([
    line("a", "fail"),
    line("b", "fail"),
    line("parity", "pass", "parity/recovers"),
  ], matrix);
  assertEquals([best?.mutant, best?.contradicts], ["horodate-as-data", []]);
});

Deno.test("hypotheses() prefers one bug with a case against it to two that have none", () => {
  const matrix = new Map([
    ["horodate-as-data", ["a", "b", "c", "d", "e", "x"]],
    ["empty-fields-collapsed", ["a", "b", "c"]],
    ["label-cut-to-8", ["d", "e"]],
  ]);
  const cases = "abcdex".split("").map((id) => ({ id, level: "must" }));
  const [best, ...others] = hypotheses(lines("abcde".split(""), cases), matrix);
  assertEquals([best?.mutant, best?.contradicts], ["horodate-as-data", ["x"]]);
  assertEquals(others, []);
});

Deno.test("hypotheses() adds no second bug for a case that was not answered", () => {
  const matrix = new Map([["horodate-as-data", ["a", "b"]], ["label-cut-to-8", ["b", "slow"]]]);
  const line = (id: string, verdict: Verdict) =>
    ({ id, verdict, rule: { level: "must" } }) as CaseLine;
  const found = hypotheses([line("a", "fail"), line("b", "fail"), line("slow", "timeout")], matrix);
  assertEquals(found.map(({ mutant }) => mutant), ["horodate-as-data"]);
});

Deno.test("hypotheses() blames no reader that stops at a wrong checksum for a value said in spite of it", () => {
  const matrix = new Map([["bad-sum-stops", ["a", "b"]], ["sum-not-compared", ["a", "b", "x"]]]);
  const failure = { what: "says SINSTS with the value of a group whose checksum is wrong" };
  const cases = lines(["a", "b"], "abx".split("").map((id) => ({ id, level: "must" })))
    .map((line) => line.id === "x" ? line : { ...line, failure } as CaseLine);
  assertEquals(hypotheses(cases, matrix).map(({ mutant }) => mutant), ["sum-not-compared"]);
});
