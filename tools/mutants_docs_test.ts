import { assertEquals } from "@std/assert";
import { matrixOf, readKillSets } from "../conformance/naive/kill_sets.ts";
import { loadSuite } from "../conformance/suite/load.ts";
import { MUTANTS_FILE, mutantsPage } from "./mutants_docs.ts";

/** Lines may be broken elsewhere, and columns padded: `deno fmt` decides that. */
const words = (page: string) => page.split(/[\s|-]+/);

Deno.test("docs/mutants.md has the mutants and kills that there are", async () => {
  const suite = await loadSuite();
  const page = Deno.readTextFileSync(MUTANTS_FILE);
  const current = mutantsPage(page, { matrix: matrixOf(readKillSets()), suite });
  assertEquals(words(page), words(current), "run tools/mutants_docs.ts");
});
