import { assertEquals } from "@std/assert";
import { lockOf, lockProblems, type SuiteLock } from "./lock.ts";
import { loadSuite } from "./load.ts";
import type { Suite, SuiteCase } from "./suite_case.ts";
import { one } from "./test_suite.ts";

const first = { ...await one(`bytes: "{hist}"`), id: "first" };
const second = { ...await one(`bytes: "{std}"`), id: "second" };
const suite = (version: string, cases: SuiteCase[], rules = ["small/must"]): Suite => ({
  version,
  hash: "",
  cases,
  rules: rules.map((id) => ({ id, topic: "small", level: "must", text: "", source: "", why: "" })),
});
const lock = lockOf(suite("1.2.3", [first, second]));
const changed = { ...first, input: first.input.slice(1) };

Deno.test("the lock accepts what it was written for, and other words about it", () => {
  assertEquals(lockProblems(suite("1.2.3", [first, second]), lock), []);
  const reworded = {
    ...first,
    title: "Other words",
    why: "Why not",
    seen: ["a/b"],
    mutants: ["m"],
  };
  assertEquals(lockProblems(suite("1.2.4", [reworded, second]), lock), []);
});

Deno.test("the lock refuses an id that vanishes, unless another case has it as alias", () => {
  assertEquals(lockProblems(suite("1.3.0", [first]), lock), [
    'case "second" is gone: name it in the "aliases" of the case that took its place',
  ]);
  const renamed = { ...second, id: "third", aliases: ["second"] };
  assertEquals(lockProblems(suite("1.2.3", [first, renamed]), lock), []);
  assertEquals(lockProblems(suite("1.2.3", [first, second], []), lock), [
    'rule "small/must" is gone: ids are permanent',
  ]);
});

Deno.test("a patch may change no case, a minor may", () => {
  for (const version of ["1.2.3", "1.2.4"]) {
    assertEquals(lockProblems(suite(version, [changed, second]), lock), [
      'case "first" is not what 1.2.3 gave away: undo it, or raise the minor of SUITE_VERSION, ' +
      "or quarantine it",
    ]);
  }
  assertEquals(lockProblems(suite("1.3.0", [changed, second]), lock), []);
});

Deno.test("a patch may put a case in quarantine, or bring one that is, and may not take it out", () => {
  const quarantined = { ...changed, quarantined: true };
  const third = { ...first, id: "third", quarantined: true };
  const patched = suite("1.2.4", [quarantined, second, third]);
  assertEquals(lockProblems(patched, lock), []);
  assertEquals(lockProblems(suite("1.2.5", [first, second, third]), lockOf(patched, lock)), [
    'case "first" is not what 1.2.4 gave away: undo it, or raise the minor of SUITE_VERSION, ' +
    "or quarantine it",
  ]);
});

Deno.test("a new case waits for a minor, and says since when it is there", () => {
  const third = { ...first, id: "third", since: "1.3.0" };
  assertEquals(lockProblems(suite("1.2.4", [first, second, third]), lock), [
    'case "third" is since 1.3.0, but the suite is 1.2.4',
    'case "third" is new since the lock of 1.2.3: raise the minor of SUITE_VERSION, and write ' +
    '"since" with it, or "status: quarantined"',
  ]);
  assertEquals(lockProblems(suite("1.3.0", [first, second, third]), lock), []);
});

Deno.test("a major retires ids, and nobody uses them again", () => {
  const next = suite("2.0.0", [first]);
  assertEquals(lockProblems(next, lock), []);
  const after: SuiteLock = lockOf(next, lock);
  assertEquals(after.retired, { second: "2.0.0" });
  const again = suite("2.1.0", [first, { ...second, since: "2.1.0" }]);
  assertEquals(lockProblems(again, after), [
    'id "second" was a case until 2.0.0: choose another, ids are not used again',
  ]);
});

Deno.test("the suite is what its lock says", async () => {
  const path = new URL("../suite_lock.json", import.meta.url);
  const locked = JSON.parse(Deno.readTextFileSync(path)) as SuiteLock;
  const suite = await loadSuite({ eager: true });
  assertEquals(lockProblems(suite, locked), []);
  assertEquals(lockOf(suite, locked), locked, "write it: tools/suite_lock.ts --write");
});
