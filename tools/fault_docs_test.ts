import { assertEquals } from "@std/assert";
import { FAULTS_FILE, faultsPage } from "./fault_docs.ts";

/** Lines may be broken elsewhere: `deno fmt` decides that. */
const words = (page: string) => page.split(/\s+/);

Deno.test("docs/faults.md has the faults that there are", () => {
  const page = Deno.readTextFileSync(FAULTS_FILE);
  assertEquals(words(page), words(faultsPage(page)), "run tools/fault_docs.ts");
});
