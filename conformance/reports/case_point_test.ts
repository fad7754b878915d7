import { assert, assertEquals } from "@std/assert";
import { MUTANTS } from "../naive/mutants/mod.ts";
import { loadSuite } from "../suite/load.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import { casePoint } from "./case_point.ts";
import { wrapText } from "./wrap_text.ts";

const { cases, rules } = await loadSuite();

function pointOf(test: SuiteCase): Record<string, string> {
  const rule = rules.find(({ id }) => id === test.rule)!;
  const caught = MUTANTS.filter(({ name }) => test.mutants.includes(name));
  return Object.fromEntries(casePoint(test, { rule, caught }));
}

const named = (id: string) => pointOf(cases.find((test) => test.id === id)!);

Deno.test("casePoint() shows what is wrong on the line, what is right, the bug and the place", () => {
  const point = named("std-checksum-without-last-ht");
  assertEquals(point.Line, "␊SINSTS␉00470␉H␍ is never said: its sum is Q, not H");
  assertEquals(
    point["Usual bug"],
    "The checksum of standard mode leaves out the HT before it. " +
      "A group is accepted where its checksum is right by the rule of the other mode.",
  );
  assertEquals(
    point.Rule,
    "In standard mode the sum includes the separator before the checksum.",
  );
  assertEquals(
    point[""],
    "checksum/standard-includes-last-separator: 54E §5.3.6 p14, 54E table 2 p9",
  );
  assertEquals(point.Why, "Without it every group of every standard meter is wrong.");
});

/** What stands on the line, and what a right decoder says, by case. */
const SHOWN: Readonly<Record<string, readonly [line: RegExp, right: RegExp]>> = {
  "hist-eot-in-label": [/^7 frames, and ␊OPTA among them$/, /one of the three good frames/],
  "every-truncation-standard": [/^\d+ bad things, each with good frames after it$/, /^says ADSC=/],
  "many-frames-standard": [/^\d+ frames$/, /^says ADSC=/],
  "std-ntarf-ten": [/^\d+ frames$/, /^says NTARF=10, /],
  "hist-cut-frame": [/^7 frames, 6 of them whole$/, /^2 ways to be right: says them; drops them$/],
  "value-papp-in-va": [/^\d+ frames$/, /^values: PAPP 470 VA; says /],
  "story-switch-to-historique": [/^\d+ frames/, /^modes: standard, then historique; says /],
};

for (const [id, [line, right]] of Object.entries(SHOWN)) {
  Deno.test(`casePoint() says what ${id} is about`, () => {
    const point = named(id);
    assert(line.test(point.Line!), point.Line);
    assert(right.test(point.Right!), point.Right);
  });
}

Deno.test("casePoint() of every case leaves room on a screen of 24 lines of 80 characters", () => {
  for (const test of cases) {
    const point = pointOf(test);
    // Two for name and title, one for a blank, the title may break; then where seen and how to run it.
    const lines = Object.values(point).flatMap((text) => wrapText(text, 69)).length;
    assert(lines + 4 + test.seen.length + 1 <= 23, `${test.id}: ${lines} lines`);
    assertEquals("Usual bug" in point, test.mutants.length > 0, test.id);
    for (const name of ["Line", "Right", "Rule", "Why"]) assert(point[name], `${test.id}: ${name}`);
  }
});
