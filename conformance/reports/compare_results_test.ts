import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Verdict } from "../run/verdict.ts";
import { compareReport } from "./compare_report.ts";
import { CHANGES, compareResults } from "./compare_results.ts";
import { PLAIN } from "./paint.ts";
import { resultsOf } from "./test_results.ts";
import { laterResults, sampleResults } from "./test_sample.ts";

/** What becomes of one case. */
function changeOf(before: Verdict | null, after: Verdict | null, quarantined?: true): string {
  const run = (verdict: Verdict | null) =>
    resultsOf(verdict ? [{ id: "a", verdict, ...(quarantined && { quarantined }) }] : []);
  const found = compareResults(run(before), run(after));
  const kinds = Object.keys(CHANGES) as (keyof typeof CHANGES)[];
  return kinds.filter((kind) => found[kind].length > 0).join(" ");
}

Deno.test("compareResults() takes for a regression what passed and fails now, and nothing else", () => {
  const rows: [Verdict | null, Verdict | null, string][] = [
    ["pass", "fail", "regressed"],
    ["pass", "crash", "regressed"],
    ["pass", "flaky", "regressed"],
    ["pass", "known-fail", "regressed"],
    ["fixed", "timeout", "regressed"],
    ["fail", "pass", "fixed"],
    ["flaky", "pass", "fixed"],
    ["known-fail", "fixed", "fixed"],
    ["fail", "crash", "changed"],
    ["fail", "known-fail", "changed"],
    ["fail", "fail", ""],
    ["pass", "fixed", ""],
    [null, "pass", "appeared"],
    [null, "fail", "appeared"],
    ["unsupported", "fail", "appeared"],
    ["pass", null, "disappeared"],
    ["fail", null, "disappeared"],
    ["pass", "unsupported", "disappeared"],
    ["pass", "not-run", "disappeared"],
    ["observed", "observed", ""],
    ["not-run", null, ""],
  ];
  for (const [before, after, kind] of rows) {
    assertEquals(changeOf(before, after), kind, `${before} -> ${after}`);
  }
  assertEquals(changeOf("pass", "fail", true), "");
});

Deno.test("compareReport() tells the changes in order and counts them", () => {
  const [before, after] = [sampleResults(), laterResults()];
  const options = { before, after, columns: 80, paint: PLAIN };
  assertEquals(compareReport(compareResults(before, after), options), [
    "my-decoder 2.1.0 -> my-decoder 2.2.0, suite 1.0.0 (9f3c1a2b)",
    "",
    "New failures (1)",
    "  ✕ his-first-frame  pass -> fail: group PAPP is not said",
    "",
    "Fixed (3)",
    "  ✔ std-checksum-covers-last-ht  fail -> pass: A standard group whose sum inclu…",
    "  ✔ std-three-phase-frame  fail -> pass: A standard group whose sum includes it…",
    "  ✔ std-value-with-zeros  fail -> pass: A standard group whose sum includes its…",
    "",
    "Judged for the first time (1)",
    "  ✔ std-new-case  absent -> pass: The case std-new-case",
    "",
    "No longer judged (no regression) (1)",
    "  ✕ hello-is-json  protocol -> absent: Every line is JSON",
    "",
    "1 new failure, 3 fixed",
  ]);
});

Deno.test("compareReport() says first of all that the suites differ", () => {
  const before = sampleResults();
  const suite = { version: "1.1.0", hash: "ab".repeat(32) };
  const after = { ...before, header: { ...before.header, suite } };
  const options = { before, after, columns: 160, paint: PLAIN };
  const [first] = compareReport(compareResults(before, after), options);
  assertStringIncludes(first!, "other suites: suite 1.0.0 (9f3c1a2b) -> suite 1.1.0 (abababab)");
});
