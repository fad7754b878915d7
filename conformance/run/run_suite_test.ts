import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Driver, Outcome } from "../drivers/driver.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import { runSuite } from "./run_suite.ts";
import { score } from "./score.ts";
import { fakeDriver, RULE, says, testCase } from "./_test_cases.ts";

const PROFILE = { name: "mine", capabilities: ["historique"], depth: "syntax" } as const;

function run(cases: SuiteCase[], drivers: Driver[], known: { id: string; reason: string }[] = []) {
  return runSuite({ cases, rules: [RULE], profile: PROFILE, drivers, known });
}

Deno.test("runSuite() passes a program that is right in every chunking, and gives it each", async () => {
  const driver = fakeDriver(() => says("360"));
  const [line] = await run([testCase("a", { chunkings: ["whole", "bytes", 7] })], [driver]);
  assertEquals([line?.verdict, line?.runs], ["pass", 3]);
  assertEquals(driver.asked.map(({ chunks }) => chunks.length), [1, 16, 3]);
});

Deno.test("runSuite() gives a pipe each input once", async () => {
  const driver = fakeDriver(() => says("00360"), false);
  await run([testCase("a", { chunkings: ["bytes", 7] }), testCase("b")], [driver]);
  assertEquals(driver.asked.length, 1);
});

Deno.test("runSuite() says what differs, where, and in which chunking", async () => {
  const driver = fakeDriver(({ chunks }) => says(chunks.length > 1 ? "00361" : "00360"));
  const [line] = await run([testCase("a", { chunkings: ["whole", "bytes"] })], [driver]);
  assertEquals(line?.verdict, "fail");
  assertEquals(line?.failure?.said, 'PAPP "00361"');
  assertEquals(line?.failure?.expected, 'PAPP "00360"');
  assertEquals([line?.failure?.at, line?.failure?.chunking], [1, "byte by byte"]);
  assertEquals(atob(line!.failure!.bytes), "\x02\nPAPP 00360 *\r\x03");
});

Deno.test("runSuite() finds the place of a group that the line had with a wrong sum", async () => {
  const input = new TextEncoder().encode("\x02\nPAPP 00360 *\r\nIINST 002 8\r\x03");
  const groups = [{ label: "PAPP", value: "360" }, { label: "IINST", value: "2" }];
  const said = { groups, frames: [], values: [], errors: [], modes: [], logs: [] };
  const [line] = await run([testCase("a", { input })], [
    fakeDriver(() => ({ kind: "said", said })),
  ]);
  assertEquals([line?.failure?.said, line?.failure?.at], ['IINST "2"', 15]);
});

Deno.test("runSuite() tells a value of a damaged group from one that was nowhere on the line", async () => {
  const input = new TextEncoder().encode("\x02\nPAPP 00421 *\r\nPAPP 00360 *\r\x03");
  const shown = async (value: string) => {
    const [line] = await run([testCase("a", { input })], [fakeDriver(() => says(value))]);
    const { what, expected, at } = line!.failure!;
    return [what, expected, at];
  };
  assertEquals(await shown("421"), [
    "says PAPP with the value of a group whose checksum is wrong",
    'PAPP "00360"',
    1,
  ]);
  assertEquals(await shown("99"), [
    "says PAPP with another value than the line carried with a right checksum",
    'PAPP "00360"',
    1,
  ]);
});

Deno.test("runSuite() says of a program that says nothing that it does", async () => {
  const said = { groups: [], frames: [], values: [], errors: [], modes: [], logs: [] };
  const [line] = await run([testCase("a")], [fakeDriver(() => ({ kind: "said", said }))]);
  assertEquals(line?.failure?.what, "says no group at all, though a group came right");
});

Deno.test("runSuite() calls a program flaky whose failure does not come again", async () => {
  const driver = fakeDriver((_request, n) => says(n === 1 ? "00000" : "00360"));
  const [line] = await run([testCase("a")], [driver]);
  assertEquals(line?.verdict, "flaky");
});

Deno.test("runSuite() keeps crash, timeout and protocol apart from a wrong answer", async () => {
  const endings: Outcome[] = [
    { kind: "crash", what: "ended by SIGSEGV", exit: "SIGSEGV", stderr: "boom" },
    { kind: "timeout", what: "no answer in 10 s", stderr: "" },
    { kind: "protocol", what: "line 1 is no JSON", fix: '{"event":"group"}', stderr: "" },
    { kind: "unsupported", capability: "historique", reason: "standard only" },
  ];
  for (const ending of endings) {
    const [line] = await run([testCase("a")], [fakeDriver(() => ending)]);
    assertEquals(line?.verdict, ending.kind);
  }
});

Deno.test("runSuite() does not give a program what it says that it cannot do", async () => {
  const driver = fakeDriver(() => says("00360"));
  const [line] = await run([testCase("a", { needs: ["historique", "typed"] })], [driver]);
  assertEquals([line?.verdict, line?.note], ["unsupported", "needs typed"]);
  assertEquals(driver.asked.length, 0);
});

Deno.test("runSuite() takes known failures as known, and says when one passes", async () => {
  const known = [{ id: "a", reason: "later" }, { id: "b", reason: "later" }];
  const other = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03\x02");
  const driver = fakeDriver(({ chunks }) => says(chunks[0]!.length > 16 ? "00360" : "1"));
  const lines = await run([testCase("a"), testCase("b", { input: other })], [driver], known);
  assertEquals(lines.map(({ verdict }) => verdict), ["known-fail", "fixed"]);
  assertEquals(lines[0]?.known, { reason: "later" });
});

Deno.test("runSuite() only observes where the documents leave the choice", async () => {
  const free = { ...RULE, level: "observe" } as const;
  for (const value of ["00360", "7"]) {
    const [line] = await runSuite({
      cases: [testCase("a", { level: "observe" })],
      rules: [free],
      profile: PROFILE,
      drivers: [fakeDriver(() => says(value))],
      known: [],
    });
    assertEquals(line?.verdict, "observed");
  }
});

Deno.test("runSuite() keeps the order of the cases, whichever worker ends first", async () => {
  const cases = Array.from(
    { length: 40 },
    (_, i) =>
      testCase(`c${i}`, {
        input: new TextEncoder().encode(`\x02\nPAPP 00360 *\r\x03${"x".repeat(i)}`),
      }),
  );
  const lines = await run(cases, [fakeDriver(() => says("360")), fakeDriver(() => says("360"))]);
  assertEquals(lines.map(({ id }) => id), cases.map(({ id }) => id));
});

Deno.test("runSuite() says of each case that was not selected that it was not run", async () => {
  const cases = [testCase("a"), testCase("b")];
  const driver = fakeDriver(() => says("360"));
  const lines = await runSuite({
    cases,
    selected: new Set([cases[1]!]),
    rules: [RULE],
    profile: PROFILE,
    drivers: [driver],
    known: [],
  });
  assertEquals(lines.map(({ verdict }) => verdict), ["not-run", "pass"]);
  assertEquals(score(lines, []).sets["historique"]?.reached, false);
});

Deno.test("runSuite() calls its own failure by its name", async () => {
  const broken: Driver = {
    keepsChunks: true,
    run: () => Promise.reject(new Error("no such thing")),
    close: () => Promise.resolve(),
  };
  const [line] = await run([testCase("a")], [broken]);
  assertEquals(line?.verdict, "harness-error");
  assertStringIncludes(line!.failure!.what, "no such thing");
});
