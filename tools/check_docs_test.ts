import { assertEquals } from "@std/assert";
import { CHECK_FILE, checkPage } from "./check_docs.ts";

/** Lines may be broken elsewhere and tables spaced: `deno fmt` decides that. */
const words = (page: string) => page.replace(/-{3,}/g, "---").split(/\s+/);

Deno.test("docs/check.md has the screens and the tables that there are", async () => {
  const page = Deno.readTextFileSync(CHECK_FILE);
  assertEquals(
    words(page),
    words(await checkPage(page)),
    "run tools/check_docs.ts",
  );
});
