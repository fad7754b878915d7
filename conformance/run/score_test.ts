import { assertEquals } from "@std/assert";
import type { Level } from "../suite/rule.ts";
import type { CaseLine } from "./result.ts";
import { score } from "./score.ts";
import type { Verdict } from "./verdict.ts";

const line = (verdict: Verdict, level: Level = "must", more: Partial<CaseLine> = {}) =>
  ({ id: "a", verdict, rule: { level }, sets: ["historique"], ...more }) as unknown as CaseLine;

Deno.test("score() ends in 1 for a Required case that failed in any way, and in 0 for others", () => {
  for (const verdict of ["fail", "crash", "timeout", "protocol", "flaky"] as const) {
    assertEquals(score([line("pass"), line(verdict)], []).exit, 1);
    assertEquals(score([line(verdict, "should")], []).exit, 0);
    assertEquals(score([line(verdict, "must", { quarantined: true })], []).exit, 0);
  }
  for (const verdict of ["pass", "known-fail", "unsupported"] as const) {
    assertEquals(score([line(verdict)], []).exit, 0);
  }
  assertEquals(score([line("pass")], ['"b" passes now']).exit, 1);
  assertEquals(score([line("harness-error"), line("fail")], []).exit, 4);
});

Deno.test("score() counts the levels apart and leaves quarantine out", () => {
  const { levels, counts } = score([
    line("pass"),
    line("fail"),
    line("pass", "should"),
    line("observed", "observe"),
    line("fail", "must", { quarantined: true }),
  ], []);
  assertEquals(levels, {
    must: { passed: 1, of: 2 },
    should: { passed: 1, of: 1 },
    observe: { passed: 1, of: 1 },
  });
  assertEquals(counts, { pass: 2, fail: 1, observed: 1 });
});

Deno.test("score() gives a badge only where every Required case of the set passed, and says why not", () => {
  assertEquals(score([line("pass"), line("fail", "should")], []).sets, {
    historique: { reached: true },
  });
  for (const verdict of ["fail", "unsupported", "known-fail"] as const) {
    assertEquals(score([line("pass"), line(verdict)], []).sets["historique"], {
      reached: false,
      why: `1 ${verdict}, the first is a`,
    });
  }
  assertEquals(
    score([line("not-run"), line("unsupported"), line("crash")], []).sets["historique"],
    {
      reached: false,
      why: "1 crash, the first is a; 2 others",
    },
  );
});
