import { assertStringIncludes } from "@std/assert";
import { KNOWN_DEVIATIONS } from "./known_deviations.ts";
import { knownList } from "./test_known_list.ts";

Deno.test("docs/audit.md lists every known deviation, in the order in which they are tried", () => {
  const flat = (text: string) => text.replace(/\s+/g, " ");
  const docs = flat(Deno.readTextFileSync(new URL("../../docs/audit.md", import.meta.url)));
  assertStringIncludes(docs, flat(knownList(KNOWN_DEVIATIONS).join(" ")));
});
