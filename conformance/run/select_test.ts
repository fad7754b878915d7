import { assertEquals, assertThrows } from "@std/assert";
import { selectCases } from "./select.ts";
import { testCase, testSuite } from "./_test_cases.ts";

const SUITE = testSuite(
  testCase("hist-sum", { topic: "checksum", rule: "checksum/zone" }),
  testCase("hist-eot", { topic: "eot", rule: "eot/cuts", aliases: ["hist-eot-old"] }),
  testCase("hist-date", { topic: "timestamps", depth: "meaning", since: "1.2.0" }),
);
const ids = (selection: Partial<Parameters<typeof selectCases>[1]>) =>
  selectCases(SUITE, { depth: "status", ...selection }).map(({ id }) => id);

Deno.test("selectCases() takes globs over ids, topics, rules and former names", () => {
  assertEquals(ids({ only: ["checksum/**"] }), ["hist-sum"]);
  assertEquals(ids({ only: ["**/hist-*"] }), ["hist-sum", "hist-eot", "hist-date"]);
  assertEquals(ids({ only: ["eot/cuts"] }), ["hist-eot"]);
  assertEquals(ids({ only: ["hist-eot-old"] }), ["hist-eot"]);
  assertEquals(ids({ skip: ["hist-???"] }), ["hist-date"]);
});

Deno.test("selectCases() leaves out what is deeper than asked, or came after the pinned suite", () => {
  assertEquals(ids({ depth: "syntax" }), ["hist-sum", "hist-eot"]);
  assertEquals(ids({ version: "1.1" }), ["hist-sum", "hist-eot"]);
  assertEquals(ids({ version: "1.2" }), ["hist-sum", "hist-eot", "hist-date"]);
});

Deno.test("selectCases() refuses a pattern that chooses nothing, with the nearest name", () => {
  assertThrows(() => ids({ only: ["hist-sun"] }), RangeError, 'did you mean "hist-sum"');
  assertThrows(
    () => ids({ only: ["hist-sum"], skip: ["checksum/**"] }),
    RangeError,
    "nothing is left",
  );
});

Deno.test("selectCases() refuses a version that the suite does not have yet", () => {
  assertThrows(() => ids({ version: "2.0" }), RangeError, "this is suite 1.2.0");
});
