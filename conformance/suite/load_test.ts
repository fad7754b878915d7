import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { loadSuite } from "./load.ts";
import { SuiteError } from "./problem.ts";
import { small } from "./test_suite.ts";

Deno.test("loadSuite() loads the suite of ticlab without a problem, families and scenarios too", async () => {
  const { rules, cases } = await loadSuite({ eager: true });
  assert(rules.length >= 150, `${rules.length} rules`);
  assert(cases.length >= 300, `${cases.length} cases`);
});

Deno.test("every rule has a case", async () => {
  const { rules, cases } = await loadSuite();
  const ruled = new Set(cases.map(({ rule }) => rule));
  assertEquals(rules.filter(({ id }) => !ruled.has(id)).map(({ id }) => id), []);
});

Deno.test("every input is short enough for a slow program in a minute", async () => {
  const { cases } = await loadSuite();
  let total = 0;
  for (const { id, input, chunkings } of cases) {
    assert(input.length <= 400_000, `${id} has ${input.length} bytes`);
    for (const chunking of chunkings) {
      total += chunking === "splits" ? input.length ** 2 : input.length;
    }
  }
  assert(total <= 15_000_000, `${total} bytes in all chunkings`);
});

Deno.test("loadSuite() tells every problem of every file at once, each with its line", async () => {
  const { problems } = await small(
    `- id: one
  rule: small/mist
  title: A rule that is none
  bytes: ␊PAPP 00360 ✓␍
- id: Two
  rule: small/must
  titel: A key that is none
  mode: standart
  bytes: ␊PAPP 00360 ✗*␍
- id: three
  rule: small/must
  title: No bytes
- id: tempo-red-day
  rule: small/must
  title: The name of a scenario
  bytes: "{hst} {sentinels}"
- id: three
  rule: small/must
  title: The same id again
  mode: historique
  bytes: "{hist PAP=1}"
  chunkings: [0]
`,
  );
  assertEquals(
    problems,
    [
      '2: unknown rule "small/mist", did you mean "small/must"?',
      '7: unknown key "titel", did you mean "title"?',
      '5: "id" cannot be "Two": /^[a-z0-9]+(-[a-z0-9]+)*$/',
      '5: write "title"',
      '8: "mode" cannot hold "standart", did you mean "standard"?',
      '9: Cannot take "✗*" as a wrong checksum: "*" is right here, write another or ✓',
      '10: write one of "bytes", "scenario" and "family"',
      '13: "tempo-red-day" is taken by a scenario',
      '16: Cannot write "{hst}": no base frame is called "hst", did you mean "hist"?',
      '17: "three" is taken by a case of cases/small.yaml',
      '22: "chunkings" cannot hold 0: whole, bytes, splits, or a number from 2',
      '21: Cannot change "PAP" of "hist": it has no such group, did you mean "PAPP"?',
    ].sort((a, b) => problems.indexOf(a) - problems.indexOf(b)),
  );
});

Deno.test("loadSuite() refuses a rule of level must that no document of Enedis says", async () => {
  const { problems } = await small("[]", {
    rules: `
- { id: small/a, level: must, text: It holds., source: "[derived]", why: Because. }
- { id: large/b, level: should, text: It holds., source: "[derived]", why: Because. }
- { id: small/c, level: shall, text: It holds., source: "[derived]", why: Because. }
- { id: small/d, level: should, text: It holds., source: "[derived]" }
- { id: small/e, level: observe, text: It holds., source: UNKNOWN, why: Because. }
- { id: small/e, level: observe, text: It holds., source: UNKNOWN, why: Because. }
`,
  });
  assertEquals(problems, [
    "2: level must needs a source of 54E, 02E or 44E, or the level should",
    '3: rule "large/b" has to begin with "small/", or to stand in another file',
    '4: "level" cannot hold "shall": one of must, should, observe',
    '5: write "why"',
    '7: rule "small/e" stands twice',
  ]);
});

Deno.test("loadSuite() refuses an unquoted number and a text that YAML cannot read", async () => {
  const { problems } = await small(`- { id: a, rule: small/must, title: 12, bytes: "U" }`);
  assertStringIncludes(problems[0]!, '"title" has to be a text in quotes, not 12');
  const broken = await small(`- id: "a`);
  assertStringIncludes(broken.problems[0]!, "Missing closing");
});

Deno.test("loadSuite() throws all problems in one message", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    for (const part of ["rules", "cases"]) Deno.mkdirSync(`${folder}/${part}`);
    Deno.writeTextFileSync(`${folder}/cases/_frames.yaml`, "a: ␊é\nb: 12\n");
    const error = await assertRejects(() => loadSuite({ folder }), SuiteError);
    assertEquals(error.message.split("\n"), [
      "Cannot load the suite: 2 problems",
      '  cases/_frames.yaml:2: "b" has to be a text: b: |',
      '  cases/_frames.yaml:1: Cannot write "é" as a byte: write \\xNN, or one of ␂ ␃ ␄ ␉ ␊ ␍ ␠',
    ]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("the hash of the suite changes with any word of it", async () => {
  const a = await small(`- { id: a, rule: small/must, title: One, bytes: "{hist}" }`);
  const b = await small(`- { id: a, rule: small/must, title: Two, bytes: "{hist}" }`);
  assertEquals(a.hash.length, 64);
  assert(a.hash !== b.hash);
});
