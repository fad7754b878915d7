import { assertEquals } from "@std/assert";
import { loadSuite } from "../suite/load.ts";
import { counts, killedBy, killMatrix, passes } from "./kill_matrix.ts";
import { caseHash, matrixOf, readKillSets } from "./kill_sets.ts";
import { MUTANTS } from "./mutants/mod.ts";
import { NaiveDecoder } from "./naive_decoder.ts";

const AGAIN = "run tools/mutants_docs.ts";
const suite = await loadSuite();
const written = readKillSets();
const counted = suite.cases.filter(counts);
const required = counted.filter(({ level }) => level === "must");
const killsOf = (id: string) => written.rows.get(id)?.kills ?? [];

/** Families of thousands of members take minutes: of these, two mutants each are tried. */
const LARGE = 16_000;
const large = counted.filter(({ input }) => input.length >= LARGE);

Deno.test("kill_sets.json was computed for these cases and mutants", () => {
  assertEquals(written.mutants, MUTANTS.map(({ name }) => name), AGAIN);
  const rows = Array.from(written.rows, ([id, { hash }]) => `${id} ${hash}`);
  assertEquals(rows, counted.map((test) => `${test.id} ${caseHash(test)}`), AGAIN);
});

Deno.test("kill_sets.json is what killMatrix() finds, in all cases but the large families", () => {
  for (const test of counted.filter(({ input }) => input.length < LARGE)) {
    assertEquals(killsOf(test.id), killedBy(test), `${test.id}: ${AGAIN}`);
  }
});

for (const test of large) {
  Deno.test(`kill_sets.json is right of a large family: ${test.id}`, () => {
    const killer = MUTANTS.find(({ name }) => killsOf(test.id).includes(name));
    const passer = MUTANTS.find(({ name }) => !killsOf(test.id).includes(name));
    for (const mutant of [killer, passer]) {
      if (mutant === undefined) continue;
      const passed = passes(test, mutant.wrong(NaiveDecoder), { cuts: mutant.cuts ?? false });
      assertEquals(passed, mutant === passer, mutant.name);
    }
  });
}

Deno.test("no mutant survives", () => {
  const matrix = matrixOf(written);
  assertEquals(MUTANTS.filter(({ name }) => !matrix.get(name)?.length).map(({ name }) => name), []);
});

Deno.test("every case of level must kills a mutant", () => {
  assertEquals(required.filter(({ id }) => killsOf(id).length === 0).map(({ id }) => id), []);
});

Deno.test("a case kills the mutants that it names", () => {
  const spared = counted.flatMap(({ id, mutants }) =>
    mutants.filter((name) => !killsOf(id).includes(name)).map((name) => `${id}: ${name}`)
  );
  assertEquals(spared, []);
});

Deno.test("mutants have names of their own", () => {
  assertEquals(new Set(MUTANTS.map(({ name }) => name)).size, MUTANTS.length);
});

Deno.test("killMatrix() turns what cases kill about: for each mutant its cases", () => {
  const [first] = required;
  const matrix = killMatrix([first!]);
  assertEquals(Array.from(matrix).filter(([, ids]) => ids.length > 0).map(([name]) => name), [
    ...killsOf(first!.id),
  ]);
});
