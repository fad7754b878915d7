import { assert, assertEquals } from "@std/assert";
import { loadSuite } from "../conformance/suite/load.ts";
import type { Suite } from "../conformance/suite/suite_case.ts";
import { readRecorded, RECORDED, replayed } from "./replay_results.ts";

const suite = await loadSuite();
const files = Array.from(Deno.readDirSync(RECORDED), ({ name }) => name).sort();

for (const file of files) {
  Deno.test(`what ${file} said is judged as it was when suite ${suite.version} was given away`, async () => {
    const { red, green, judged } = await replayed(readRecorded(file), suite);
    assertEquals(
      red,
      [],
      "a change turned green red: undo it, or raise the minor of SUITE_VERSION",
    );
    assertEquals(green, [], "verdicts are better now: run tools/replay_results.ts --write");
    assert(judged > 600, `only ${judged} cases are what they were`);
  });
}

Deno.test("right and wrong answers are among those that are kept", () => {
  const counts = files.map((file) => {
    const verdicts = Object.values(readRecorded(file).cases).map(({ verdict }) => verdict);
    const of = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
    return { file, pass: of("pass"), fail: of("fail") };
  });
  assert(counts.every(({ pass }) => pass > 20), JSON.stringify(counts));
  assert(counts.some(({ fail }) => fail === 0), JSON.stringify(counts));
  assert(counts.some(({ fail }) => fail > 10), JSON.stringify(counts));
});

Deno.test("a judge that asks for more turns green red, and is found", async () => {
  const recorded = readRecorded(files[0]!);
  // To be accused by a stricter oracle looks the same as to have said less.
  const nothing = { groups: [], frames: [], values: [], errors: [], modes: [], logs: [] };
  const answers = Object.fromEntries(
    Object.keys(recorded.answers).map((key) => [key, { kind: "said" as const, said: nothing }]),
  );
  const { red } = await replayed({ ...recorded, answers }, suite);
  assert(red.length > 100, `${red.length} turned red`);
});

Deno.test("a case that a minor version changed is not held to its old verdict", async () => {
  const recorded = readRecorded(files[0]!);
  const changed: Suite = {
    ...suite,
    cases: suite.cases.map((one) => ({ ...one, depth: "status", input: one.input })),
  };
  const { judged } = await replayed(recorded, changed);
  assert(judged < 100, `${judged} were judged`);
});
