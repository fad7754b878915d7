import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Results } from "../run/result.ts";
import { resultsText } from "../run/results_text.ts";
import { readResults, ResultsError, type ResultsFault } from "./read_results.ts";
import { resultsOf } from "./test_results.ts";

const RESULTS = resultsOf([{ id: "a", verdict: "pass" }, { id: "b", verdict: "fail" }]);
const TEXT = textOf(RESULTS);

function textOf({ header, cases, footer }: Results): string {
  const { hash: _, ...rest } = footer!;
  return resultsText(header, cases, rest);
}

function faultOf(text: string): [ResultsFault, number] {
  const error = assertThrows(() => readResults(text), ResultsError);
  assert(error.message.startsWith(`Cannot read results, line ${error.line}: `), error.message);
  return [error.fault, error.line];
}

/** The lines, one of them changed. */
function changed(line: number, from: string | RegExp, to: string): string {
  const lines = TEXT.split("\n");
  const other = lines[line - 1]!.replace(from, to);
  assert(other !== lines[line - 1], "nothing was changed");
  lines[line - 1] = other;
  return lines.join("\n");
}

Deno.test("readResults() reads what a run writes", () => {
  assertEquals(readResults(TEXT), RESULTS);
});

Deno.test("readResults() takes a run that was cut for incomplete, also in the middle of a line", () => {
  const end = TEXT.lastIndexOf("\n", TEXT.length - 2) + 1;
  const second = TEXT.split("\n").slice(0, 2).join("\n").length;
  for (const length of [end, end + 20, second + 1, second + 9]) {
    const { footer, cases } = readResults(TEXT.slice(0, length));
    assertEquals([footer, cases.length], [null, length < end ? 1 : 2]);
  }
});

Deno.test("readResults() names each way in which a file is wrong, with its line", () => {
  const [header, first, , footer] = TEXT.split("\n") as [string, string, string, string];
  assertEquals(faultOf(""), ["empty", 1]);
  assertEquals(faultOf("PASS a\n"), ["not-json", 1]);
  assertEquals(faultOf(`${header}\n[]\n`), ["not-json", 2]);
  assertEquals(faultOf(`${first}\n`), ["no-header", 1]);
  assertEquals(faultOf(changed(1, '"results":1', '"results":2')), ["newer-format", 1]);
  assertEquals(faultOf(changed(1, '"driver":"pipe"', '"driver":"telepathy"')), ["bad-line", 1]);
  assertEquals(faultOf(changed(2, '"pass"', '"passed"')), ["unknown-verdict", 2]);
  assertEquals(faultOf(changed(2, '"verdict":"pass",', "")), ["unknown-verdict", 2]);
  assertEquals(faultOf(changed(3, '"level":"must"', '"level":"shall"')), ["bad-line", 3]);
  assertEquals(faultOf(changed(3, '"title":"The case b"', '"title":7')), ["bad-line", 3]);
  assertEquals(faultOf(changed(3, '"id":"b"', '"id":"a"')), ["duplicate", 3]);
  assertEquals(faultOf(`${TEXT}${footer}\n`), ["after-footer", 5]);
  assertEquals(faultOf(changed(4, /"hash":"./, '"hash":"x')), ["wrong-hash", 4]);
  assertEquals(faultOf(changed(4, '"hypotheses":[]', '"hypotheses":[{}]')), ["bad-line", 4]);
});

Deno.test("readResults() finds a verdict that was changed after the run", () => {
  assertEquals(faultOf(changed(3, '"fail"', '"pass"')), ["wrong-hash", 4]);
});

Deno.test("readResults() finds counts that are not those of the cases", () => {
  const { header, cases, footer } = RESULTS;
  const counts = { pass: 2 };
  assertEquals(faultOf(textOf({ header, cases, footer: { ...footer!, counts } })), [
    "wrong-counts",
    4,
  ]);
});
