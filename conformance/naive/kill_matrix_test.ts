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

/** Bytes from which all mutants on all cases take minutes: of these, two mutants each are tried. */
const LONG = 1_000;
const long = counted.filter(({ input }) => input.length >= LONG);

Deno.test("kill_sets.json was computed for these cases and mutants", () => {
  assertEquals(written.mutants, MUTANTS.map(({ name }) => name), AGAIN);
  const rows = Array.from(written.rows, ([id, { hash }]) => `${id} ${hash}`);
  assertEquals(rows, counted.map((test) => `${test.id} ${caseHash(test)}`), AGAIN);
});

Deno.test("kill_sets.json is what killMatrix() finds, in every short case", () => {
  for (const test of counted.filter(({ input }) => input.length < LONG)) {
    assertEquals(killsOf(test.id), killedBy(test), `${test.id}: ${AGAIN}`);
  }
});

Deno.test("kill_sets.json is right of every long case, in one mutant that it kills and one that passes", () => {
  for (const [i, test] of long.entries()) {
    // Other mutants for each case, so that each mutant has some.
    const kills = killsOf(test.id);
    const killers = MUTANTS.filter(({ name }) => kills.includes(name));
    const passers = MUTANTS.filter(({ name }) => !kills.includes(name));
    for (const some of [killers, passers]) {
      const mutant = some[i % some.length];
      if (mutant === undefined) continue;
      const passed = passes(test, mutant.wrong(NaiveDecoder), { cuts: mutant.cuts ?? false });
      assertEquals(passed, some === passers, `${mutant.name} on ${test.id}: ${AGAIN}`);
    }
  }
});

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
