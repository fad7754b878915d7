import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { matrixOf } from "./matrix.ts";
import { matrixMarkdown, matrixReport } from "./matrix_report.ts";
import { PLAIN } from "./paint.ts";
import { greenResults, laterResults, sampleResults } from "./test_sample.ts";

const MATRIX = matrixOf([sampleResults(), laterResults(), greenResults()]);

Deno.test("matrixReport() puts programs side by side, each width", () => {
  for (const columns of [80, 100, 160]) {
    const lines = matrixReport(MATRIX, { columns, paint: PLAIN });
    assert(lines.every((line) => line.length <= columns), lines.join("\n"));
    const row = (name: string) => lines.find((line) => line.startsWith(name))!.split(/\s{2,}/);
    assertEquals(row("Required"), ["Required", "3/14", "6/15", "14/14"]);
    assertEquals(row("bit7"), ["bit7-noise-then-frame", "✕ crash", "✕ crash", "✔ pass"]);
    assertEquals(row("std-new-case"), ["std-new-case", "✔ pass"]);
    assertEquals(lines.at(-1), "3 cases more, which all of them pass");
  }
});

Deno.test("matrixReport() with all shows the cases that every program passes", () => {
  const lines = matrixReport(MATRIX, { columns: 100, paint: PLAIN, all: true });
  assert(lines.some((line) => line.startsWith("std-first-frame")));
  assert(!lines.at(-1)!.includes("more"));
});

Deno.test("matrixReport() and matrixMarkdown() say that the suites differ", () => {
  const one = sampleResults();
  const suite = { version: "2.0.0", hash: "00" };
  const matrix = matrixOf([one, { ...one, header: { ...one.header, suite } }]);
  assertStringIncludes(
    matrixReport(matrix, { columns: 80, paint: PLAIN })[0]!,
    "Not the same suite",
  );
  assertStringIncludes(matrixMarkdown(matrix), "> Not the same suite");
});

Deno.test("matrixMarkdown() is a table whose rows have one cell for each program", () => {
  const rows = matrixMarkdown(MATRIX).split("\n").filter((line) => line.startsWith("|"));
  assert(rows.length > 10);
  assertEquals(new Set(rows.map((row) => row.split("|").length)), new Set([6]));
});
