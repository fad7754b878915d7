import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { WireGroup } from "../suite/expectation.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { Alternative, SuiteCase } from "../suite/suite_case.ts";
import { loadSuite } from "../suite/load.ts";
import { caseText } from "./case_text.ts";
import { PLAIN } from "./paint.ts";
import { ruleText } from "./rule_text.ts";

const RULE: ReceiverRule = {
  id: "checksum/wrong-not-said",
  topic: "checksum",
  level: "must",
  text: "A group whose checksum is wrong is not said.",
  source: "02E §1.5.3.1 p20",
  why: "An index jumps.",
};

const group = (label: string, value: string, given: Partial<WireGroup> = {}): WireGroup => ({
  label,
  value,
  frame: 0,
  need: "must",
  offset: 1,
  length: 14,
  ...given,
});

const way = (choice: string, groups: readonly WireGroup[]): Alternative => ({
  choice,
  expect: { groups, frames: [{ offset: 0, length: 17, complete: true }] },
});

const CASE: SuiteCase = {
  id: "his-one",
  aliases: [],
  rule: RULE.id,
  level: "must",
  topic: "checksum",
  title: "One group",
  needs: ["historique"],
  depth: "syntax",
  sets: ["historique"],
  since: "1.0.0",
  quarantined: false,
  mode: "historique",
  input: new TextEncoder().encode("\x02\nPAPP 00360 *\r\nIINST 002 X\r\x03"),
  chunkings: ["whole", "splits"],
  expect: [way("as documented", [group("PAPP", "00360")])],
  seen: [],
  mutants: ["sum-not-verified"],
};

const CAUGHT = [
  { name: "sum-not-verified", bug: "The checksum is not verified." },
  { name: "eot-ignored", bug: "EOT is passed over." },
];

const textOf = (test: SuiteCase) =>
  caseText(test, { rule: RULE, caught: CAUGHT, columns: 80, paint: PLAIN }).join("\n");

Deno.test("caseText() says which sum is wrong, and what it should be", () => {
  assertStringIncludes(textOf(CASE), "000f  ␊IINST␠002␠X␍  ← never said: its sum is Y, not X");
});

Deno.test("caseText() calls no sum wrong that some reading of the line makes right", () => {
  const groups = [group("PAPP", "00360"), group("IINST", "002", { offset: 15, need: "may" })];
  assert(!textOf({ ...CASE, expect: [way("any", groups)] }).includes("never said"));
});

Deno.test("caseText() tells what ways to be right have in common once", () => {
  const adco = group("ADCO", "021861229110");
  const papp = (need: "must" | "never") => group("PAPP", "00360", { need });
  const text = textOf({
    ...CASE,
    expect: [way("says it", [adco, papp("must")]), way("waits", [adco, papp("never")])],
  });
  assertStringIncludes(text, "There are 2 ways to be right\n  in each  ADCO=021861229110\n");
  assertStringIncludes(text, 'A right decoder that chose "says it" says\n  has to   PAPP=00360\n');
  assertStringIncludes(text, 'A right decoder that chose "waits" says\n  never    PAPP=00360\n');
  assert(!text.includes("though its sum is right"));
});

Deno.test("caseText() tells values, losses, modes and kinds at their depths", () => {
  const [{ expect }] = CASE.expect as [Alternative];
  const text = textOf({
    ...CASE,
    depth: "status",
    expect: [{
      choice: "as documented",
      expect: {
        ...expect,
        frames: [{ offset: 0, length: 17, complete: false, kind: "short" }],
        values: [
          { label: "PAPP", value: 360, unit: "VA", at: "2026-01-14T06:00:00+01:00" },
          { label: "IINST", value: null, never: true },
        ],
        errors: [{ from: 15, to: 28, kinds: ["checksum", "syntax"] }],
        modes: ["historique", "standard"],
      },
    }],
  });
  assertStringIncludes(
    text,
    "  values   PAPP 360 VA at 2026-01-14T06:00:00+01:00, no number for IINST\n",
  );
  assertStringIncludes(text, "  errors   a loss between 0x000f and 0x001c (checksum or syntax)\n");
  assertStringIncludes(text, "  modes    historique, then standard\n");
  assertStringIncludes(text, "  kinds    short at 0x0000\n");
  assertStringIncludes(
    textOf({ ...CASE, expect: [{ choice: "x", expect: { ...expect, errors: [] } }] }),
    "  errors   none may be told\n",
  );
});

Deno.test("caseText() names the bug of the decoders that the case is there for, and others briefly", () => {
  const text = textOf(CASE);
  assertStringIncludes(text, "Catches    sum-not-verified: The checksum is not verified.\n");
  assertStringIncludes(text, "           also eot-ignored\n");
});

Deno.test("ruleText() tells the level in words and lists the cases of the rule, no others", () => {
  const other = { ...CASE, id: "his-other", rule: "checksum/other" };
  const lines = ruleText(RULE, { cases: [CASE, other], columns: 80, paint: PLAIN });
  assertEquals(lines, [
    "checksum/wrong-not-said",
    "A group whose checksum is wrong is not said.",
    "",
    "Level      Required: the documents say so and the output shows it: a program",
    "           that breaks it is not conformant",
    "Source     02E §1.5.3.1 p20",
    "Why        An index jumps.",
    "",
    "Cases (1)",
    "  his-one  syntax",
    "    One group",
    "",
    "Run them   ticlab test --only 'checksum/wrong-not-said' -- CMD",
    "One case   ticlab explain his-one",
  ]);
});

Deno.test("caseText() draws a long input as far as its first bad thing, and a flood of LF not at all far", () => {
  const { expect } = way("any", []);
  const frames = [
    { offset: 0, length: 50, complete: false },
    { offset: 50, length: 50, complete: true, recovery: 1 },
    { offset: 100, length: 50, complete: true, recovery: 1 },
    { offset: 1900, length: 50, complete: true, recovery: 2 },
  ];
  const family = { ...CASE, input: new Uint8Array(2000).fill(65) };
  const text = textOf({ ...family, expect: [{ choice: "any", expect: { ...expect, frames } }] });
  assertStringIncludes(text, "Bytes  2000, 2 bad things with three sentinel frames after each\n");
  assertStringIncludes(text, "… 1850 bytes more, of the same kind\n");
  const flood = textOf({ ...CASE, input: new Uint8Array(1000).fill(0x0a) });
  assertStringIncludes(flood, "004f  ␊\n… 920 bytes more\n");
});

Deno.test("caseText() tells real cases of every shape within the width", async () => {
  const topics = ["checksum", "framing", "eot"];
  const { cases, rules } = await loadSuite({ topics });
  assert(cases.length > 60);
  for (const test of cases) {
    const rule = rules.find(({ id }) => id === test.rule)!;
    const lines = caseText(test, { rule, caught: [], columns: 80, paint: PLAIN });
    // Commands stay on one line, and notes stand beside what they are about.
    const wide = lines.filter((line) => line.length > 80 && !/^(Run it|Its bytes)|←/.test(line));
    assertEquals(wide, [], test.id);
    assert(lines.length < 260, `${test.id} has ${lines.length} lines`);
    const point = lines.indexOf("In detail");
    assert(point > 8 && point < 24, `the point of ${test.id} has ${point} lines`);
  }
});
