import { assertEquals, assertMatch } from "@std/assert";
import { annotations } from "./annotations.ts";
import { failureOf, resultsOf } from "./test_results.ts";
import { greenResults, sampleResults } from "./test_sample.ts";

Deno.test("annotations() say each probable bug once, with rule, source and how to see it again", () => {
  const lines = annotations(sampleResults()).trimEnd().split("\n");
  assertMatch(
    lines[0]!,
    /^::error title=[\w-]+\/[\w-]+ \(.+\)::Nearest known bug: .*%0AAgain: ticlab test /,
  );
  assertEquals(lines.every((line) => /^::(?:error|warning) title=/.test(line)), true);
});

Deno.test("annotations() are none where nothing failed", () => {
  assertEquals(annotations(greenResults()), "");
});

Deno.test("annotations() make no other command of what a program says", () => {
  const failure = failureOf("", { what: "100 %\r\n::set-env name=PATH::evil" });
  const text = annotations(resultsOf([
    { id: "a", verdict: "fail", failure, rule: { id: "a/b", source: "x,y::z" } },
  ]));
  assertEquals(text.trimEnd().split("\n").length, 1);
  assertMatch(text, /title=a\/b \(x%2Cy%3A%3Az\)::.*100 %25%0D%0A::set-env/);
});

Deno.test("annotations() name each rule that a gateway breaks", () => {
  const broken = ["gateway/invented", "gateway/gone", "gateway/invented"].map((id, i) => ({
    id: `gateway/${i}`,
    verdict: "fail" as const,
    topic: "gateway",
    rule: { id },
  }));
  const text = annotations(resultsOf(broken, { header: { driver: "gateway" } }));
  assertEquals(Array.from(text.matchAll(/title=([\w/]+)/g), ([, id]) => id), [
    "gateway/invented",
    "gateway/gone",
  ]);
});
