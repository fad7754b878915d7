import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { checkKnown, knownProblems, readKnown, writeKnown } from "./known.ts";
import type { CaseLine } from "./result.ts";
import { testCase } from "./_test_cases.ts";
import type { Verdict } from "./verdict.ts";

const FILE = "ticlab-known.yaml";
const line = (id: string, verdict: Verdict, what?: string) =>
  ({ id, verdict, ...(what && { failure: { what } }) }) as unknown as CaseLine;

Deno.test("readKnown() says file, line and what is wrong", () => {
  for (
    const [text, message] of [
      ["- id: a\n  reason: x\n- id: b\n  reson: y\n", `${FILE}:3: there is no "reson" here`],
      ["- id: a\n", `${FILE}:1: a "reason" is wanted`],
      ["- id: a\n  reason: x\n  until: next year\n", `${FILE}:1: "until" is a day`],
      ["- id: a\n  reason: 5\n", `"reason" is a text`],
      ["id: a\n", "a list is wanted"],
      ["- id: [\n", `${FILE}:`],
    ] as const
  ) {
    assertThrows(() => readKnown(text, FILE), SyntaxError, message);
  }
  assertEquals(readKnown("", FILE), []);
});

Deno.test("checkKnown() refuses a case that the suite does not have, with the nearest one", () => {
  const cases = [testCase("hist-eot", { aliases: ["hist-end"] })];
  checkKnown([{ id: "hist-end", reason: "x" }], cases);
  const wrong = () => checkKnown([{ id: "hist-eto", reason: "x" }], cases);
  assertThrows(wrong, RangeError, 'did you mean "hist-eot"');
  const twice = { id: "hist-eot", reason: "x" };
  assertThrows(() => checkKnown([twice, twice], cases), RangeError, "stands twice");
});

Deno.test("knownProblems() names what passes now and what is over", () => {
  const known = [{ id: "a", reason: "x", until: "2026-11-21" }, { id: "b", reason: "y" }];
  assertEquals(knownProblems(known, [line("b", "fixed")], "2026-11-22"), [
    '"b" passes now: remove it from the known failures',
    '"a" was to be mended by 2026-11-21',
  ]);
});

Deno.test("writeKnown() adds what fails, removes what passes, and keeps every human word", () => {
  const text = `# our list
- id: old # see the wiki
  reason: the parser waits for ETX
  issue: https://example.org/1
- id: mended
  reason: x
`;
  const written = writeKnown(text, [
    line("old", "known-fail"),
    line("mended", "fixed"),
    line("new", "fail", "does not say a group"),
    line("fine", "pass"),
  ]);
  for (const word of ["# our list", "# see the wiki", "waits for ETX", "example.org/1"]) {
    assertStringIncludes(written, word);
  }
  assertEquals(readKnown(written, FILE).map(({ id, reason }) => [id, reason]), [
    ["old", "the parser waits for ETX"],
    ["new", "not yet looked at: does not say a group"],
  ]);
});
