import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { markdownReport } from "./markdown_report.ts";
import { failureOf, resultsOf } from "./test_results.ts";
import { greenResults, sampleResults } from "./test_sample.ts";

Deno.test("markdownReport() says verdict, levels, badges and each failure", () => {
  const text = markdownReport(sampleResults());
  for (
    const words of [
      "## ✕ my-decoder 2.1.0: not conformant",
      "| Recommended | 1/2 | 1 protocol |",
      "✕ Standard (3 fail, the first is std-checksum-covers-last-ht)",
      "### Nearest known bug: checksum computed without the last separator (explains 3 of 7 failures)",
      "<details><summary>Not scored, the program does not claim it (2)</summary>",
    ]
  ) assertStringIncludes(text, words);
  assertEquals(text.match(/^<details>/gm)?.length, text.match(/^<\/details>/gm)?.length);
});

Deno.test("markdownReport() says a green run in few lines", () => {
  assertEquals(
    markdownReport(greenResults()),
    [
      "## ✔ ticlab 0.1.0: conformant",
      "",
      "By session, depth status; suite 1.0.0 (9f3c1a2b), ticlab 0.1.0.",
      "",
      "| Level | Passed | Otherwise |",
      "|---|---|---|",
      "| Required | 14/14 |  |",
      "| Recommended | 2/2 |  |",
      "| Observed | no verdict |  |",
      "",
      "Badges: ✔ Historique, ✔ Standard, ✔ Robust",
      "",
    ].join("\n"),
  );
});

Deno.test("markdownReport() says that a run was cut", () => {
  const text = markdownReport({ ...greenResults(), footer: null });
  assertStringIncludes(text, "## ? ticlab 0.1.0: incomplete");
  assert(!text.includes("✔"));
});

Deno.test("markdownReport() cannot be broken by what a program says", () => {
  const evil = "````\n</details><img src=x onerror=alert(1)>|a|\n# heading";
  const failure = failureOf("", { what: evil, said: evil, stderr: evil });
  const text = markdownReport(resultsOf([{ id: "a", verdict: "fail", failure }], {
    header: { program: { name: evil } },
  }));
  const lines = text.split("\n");
  const open = lines.findIndex((line) => line.endsWith("text") && line.startsWith("`"));
  const fence = lines[open]!.replace("text", "");
  assertEquals(
    lines.slice(open + 1).indexOf(fence),
    lines.slice(open + 1).indexOf("</details>") - 2,
  );
  const outside = [...lines.slice(0, open), ...lines.slice(lines.indexOf(fence))].join("\n");
  assert(!/<img|^# heading/m.test(outside), outside);
});
