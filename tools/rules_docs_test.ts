import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { loadSuite } from "../conformance/suite/load.ts";
import { RULES_FILE, rulesPage } from "./rules_docs.ts";

const suite = await loadSuite();

Deno.test("docs/rules.md has the rules and cases that there are", () => {
  const page = Deno.readTextFileSync(RULES_FILE);
  assertEquals(page, rulesPage(suite), "run tools/rules_docs.ts");
});

Deno.test("every rule has a case", () => {
  const shown = new Set(suite.cases.map(({ rule }) => rule));
  const bare = suite.rules.filter(({ id }) => !shown.has(id)).map(({ id }) => id);
  assertEquals(bare, []);
});

Deno.test("every must rule cites a document that binds", () => {
  const loose = suite.rules.filter(({ level, source }) =>
    level === "must" &&
    !/\b(54E|02E|44E) §\d|\b(54E|02E|44E) table \d/.test(source)
  );
  assertEquals(loose.map(({ id, source }) => `${id}: ${source}`), []);
});

Deno.test("no must rule is only derived or contradicted", () => {
  const loose = suite.rules.filter(({ level, source }) =>
    level === "must" &&
    /UNKNOWN|CONTRADICTION|^\[derived\]$|^impl:[^,]*$/.test(source)
  );
  assertEquals(loose.map(({ id, source }) => `${id}: ${source}`), []);
});

Deno.test("rules have names of their topic, once each", () => {
  for (const { id, topic } of suite.rules) {
    assertMatch(id, /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
    assertEquals(id.split("/")[0], topic);
  }
  assertEquals(
    new Set(suite.rules.map(({ id }) => id)).size,
    suite.rules.length,
  );
});

Deno.test("rules are sentences with a reason", () => {
  for (const { id, text, why } of suite.rules) {
    assertMatch(text, /[.)]$/, `text of ${id}`);
    assertMatch(why, /[.)]$/, `why of ${id}`);
  }
});

Deno.test("`rulesPage()` refuses a topic that has no place", () => {
  const [rule] = suite.rules;
  const rules = [{ ...rule!, id: "weather/rain", topic: "weather" }];
  assertThrows(
    () => rulesPage({ ...suite, rules }),
    Error,
    `Cannot place the topic "weather"`,
  );
});
