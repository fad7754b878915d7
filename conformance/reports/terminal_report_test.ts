import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Paint } from "./paint.ts";
import { PLAIN } from "./paint.ts";
import { terminalReport } from "./terminal_report.ts";
import { failureOf, resultsOf } from "./test_results.ts";
import { greenResults, sampleResults } from "./test_sample.ts";

const WIDTHS = [80, 100, 160];
const text = (lines: readonly string[]) => lines.join("\n");

Deno.test("terminalReport() says a green run in four lines", () => {
  assertEquals(terminalReport(greenResults(), { columns: 80, paint: PLAIN }), [
    "ticlab 0.1.0 by session, depth status; suite 1.0.0 (9f3c1a2b), ticlab 0.1.0",
    "Required 14/14   Recommended 2/2   Observed 1   Known failures 0",
    "Badges   ✔ Historique   ✔ Standard   ✔ Robust",
    "Conformant: 17 cases, 68 runs, 8.0 s",
  ]);
});

Deno.test("terminalReport() says of a conformant run which failures do not count against it", () => {
  const cases = [
    { id: "a", verdict: "pass" as const },
    { id: "b", verdict: "fail" as const, level: "should" as const },
  ];
  const lines = terminalReport(resultsOf(cases), { columns: 80, paint: PLAIN });
  assertEquals(lines.slice(1, 3), [
    "Required 1/1   Recommended 0/1 ✕1   Observed 0   Known failures 0",
    "Conformant: 1 failure, none of them Required, in 2 cases, 8 runs, 8.0 s",
  ]);
});

Deno.test("terminalReport() calls no part of the suite conformant", () => {
  const cases = [{ id: "a", verdict: "pass" as const }, { id: "b", verdict: "not-run" as const }];
  const lines = terminalReport(resultsOf(cases), { columns: 80, paint: PLAIN });
  assertEquals(lines.slice(1, 3), [
    "Required 1/2 (1 not run)   Recommended 0/0   Observed 0   Known failures 0",
    "Nothing Required fails in what was run: 1 of 2 cases, 8 runs, 8.0 s",
  ]);
});

Deno.test("terminalReport() does not list what was not chosen, nor call it a failure of a badge", () => {
  const sets = ["gateway" as const];
  const note = "in the full set alone";
  const cases = [
    { id: "a", verdict: "pass" as const, sets },
    ...["b", "c"].map((id) => ({ id, verdict: "not-run" as const, sets, note })),
  ];
  const results = resultsOf(cases, { header: { driver: "gateway" } });
  assertEquals(terminalReport(results, { columns: 80, paint: PLAIN, all: true }).slice(2), [
    "Badges   – Gateway",
    "         Gateway: not tried whole: 2 of its 3 cases not run",
    "Nothing Required fails in what was run: 1 of 3 cases, 12 runs, 8.0 s",
    "",
    "Not run (2)",
    "  2 in the full set alone",
  ]);
});

Deno.test("terminalReport() says of a run without a Required case that none was tried", () => {
  const lines = terminalReport(
    resultsOf([
      { id: "a", verdict: "not-run" },
      { id: "b", verdict: "unsupported" },
      { id: "c", verdict: "pass", level: "should" },
    ]),
    { columns: 80, paint: PLAIN },
  );
  assertStringIncludes(text(lines), "\nNothing Required was tried: 2 of 3 cases, 12 runs, 8.0 s\n");
});

Deno.test("terminalReport() gives the sign of failure to no badge that is not claimed", () => {
  const cases = [
    { id: "a", verdict: "pass" as const, sets: ["standard" as const] },
    { id: "b", verdict: "unsupported" as const, sets: ["older" as const] },
    { id: "c", verdict: "fail" as const, sets: ["robust" as const] },
  ];
  const lines = terminalReport(resultsOf(cases), { columns: 100, paint: PLAIN });
  assertEquals(lines.slice(2, 5), [
    "Badges   ✔ Standard   ✕ Robust   – Older",
    "         Robust: 1 fail, the first is c",
    "         Older: 1 unsupported, the first is b",
  ]);
});

Deno.test("terminalReport() counts the failures of a bug so that they add up", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const bug = (mutant: string, explains: readonly string[]) => ({
    mutant,
    bug: `The bug ${mutant}`,
    equals: [],
    explains,
    contradicts: [],
  });
  const results = resultsOf(ids.map((id) => ({ id, verdict: "fail" as const })), {
    footer: { hypotheses: [bug("one", ["a", "b"]), bug("two", ["a", "b", "c", "d"])] },
  });
  const lines = terminalReport(results, { columns: 100, paint: PLAIN });
  assertEquals(lines.filter((line) => /\bfailures?\b(?! 0)/.test(line)), [
    "Not conformant: 5 failures (2 probable bugs) in 5 cases, 20 runs, 8.0 s",
    "Probable bug: The bug one — explains 2 of 5 failures",
    "1 more of these failures:",
    "Probable bug: The bug two — explains 4 of 5 failures, 2 of them told above",
    "1 more of these failures:",
    "No known bug explains these: checksum (1 failure)",
  ]);
});

Deno.test("terminalReport() calls no bug that answers wrongly the probable one where nothing is answered", () => {
  const hypothesis = {
    mutant: "nul-ends-piece",
    bug: "What follows a NUL is lost.",
    equals: [],
    explains: ["a", "b"],
    contradicts: [],
  };
  const headings = (["crash", "timeout", "fail"] as const).map((verdict) => {
    const results = resultsOf([{ id: "a", verdict: "crash" }, { id: "b", verdict }], {
      footer: { hypotheses: [hypothesis] },
    });
    const lines = terminalReport(results, { columns: 100, paint: PLAIN });
    return lines.find((line) => /bug:/.test(line))?.split(":")[0];
  });
  assertEquals(headings, [
    "Crashes; nearest known bug",
    "Crashes or does not answer; nearest known bug",
    "Probable bug",
  ]);
});

Deno.test("terminalReport() keeps to the width of the terminal", () => {
  for (const columns of WIDTHS) {
    for (const all of [false, true]) {
      const lines = terminalReport(sampleResults(), { columns, paint: PLAIN, all });
      // A command that is to be copied stays on one line.
      const wide = lines.filter((line) => line.length > columns && !/^Again /.test(line));
      assertEquals(wide, []);
    }
  }
});

Deno.test("terminalReport() counts the levels apart and adds nothing up to a percentage", () => {
  const lines = terminalReport(sampleResults(), { columns: 80, paint: PLAIN });
  assertEquals(lines.slice(1, 4), [
    "Required 3/14 ✕6 (1 fixed, 1 flaky, 1 not run, 2 unsupported, 1 known)",
    "Recommended 1/2 ✕1",
    "Observed 1",
  ]);
  assert(!text(lines).includes("%"));
});

Deno.test("terminalReport() begins with the probable bug and tells each failure once", () => {
  const lines = terminalReport(sampleResults(), { columns: 100, paint: PLAIN });
  const report = text(lines);
  assertStringIncludes(
    report,
    "Nearest known bug: checksum computed without the last separator — explains 3 of 7 failures",
  );
  assertStringIncludes(report, "but the program passes std-first-frame, which that would fail");
  assert(report.indexOf("Nearest known bug") < report.indexOf("No known bug explains these"));
  const headings = lines.filter((line) => /^( {2})?✕ /.test(line)).map((line) =>
    line.match(/[a-z0-9-]+-[a-z0-9-]+/)![0]
  );
  assertEquals(headings, [
    "std-checksum-covers-last-ht",
    "std-three-phase-frame",
    "std-value-with-zeros",
    "bit7-noise-then-frame",
    "endless-group",
    "hello-is-json",
    "his-eot-cuts-group",
    "new-and-doubtful",
  ]);
});

Deno.test("terminalReport() shows all that is needed to understand a failure on one screen", () => {
  const lines = terminalReport(sampleResults(), { columns: 80, paint: PLAIN });
  const start = lines.findIndex((line) => line.startsWith("✕ fail  Required  his-eot-cuts-group"));
  const screen = lines.slice(start, lines.indexOf("", start));
  assertEquals(screen, [
    "✕ fail  Required  his-eot-cuts-group",
    "           A group that EOT cuts is never said",
    "Rule       EOT ends the frame at once; what it cut is thrown away.",
    "           eot/cut-group-is-lost: 02E §1.5.3.2 p19",
    "What       a group was invented",
    "Expected   nothing from byte 22 to byte 29",
    "Said       PAPP=00",
    "Bytes      given byte by byte, byte 30 (0x1e)",
    "          …",
    "    0001  ␊ADCO␠021861229110␠8␍",
    "    0016  ␊PAPP␠00",
    "    001e  ␄",
    "          ^",
    "    001f  ␊PAPP␠00360␠*␍",
    "    002d  ␃",
    "    0000  02 0a 41 44 43 4f 20 30  32 31 38 36 31 32 32 39  ␂␊ADCO␠021861229",
    "    0010  31 31 30 20 38 0d 0a 50  41 50 50 20 30 30 04 0a  110␠8␍␊PAPP␠00␄␊",
    "                                                     ^^",
    "    0020  50 41 50 50 20 30 30 33  36 30 20 2a 0d 03        PAPP␠00360␠*␍␃",
    "Why        Half a number is shown as a whole one: 36 W for 360 W.",
    "Again      ticlab test --only his-eot-cuts-group -- python3 'my decoder.py'",
    "More       ticlab explain his-eot-cuts-group",
  ]);
});

Deno.test("terminalReport() shows apart what neither passed nor failed", () => {
  const report = text(terminalReport(sampleResults(), { columns: 100, paint: PLAIN }));
  for (
    const words of [
      "Flaky, not the same each time (1)\n  ~ std-second-frame  group EAST is not said in 2 of 5 runs",
      "Fixed, to be taken off the list of known failures (1)\n  ★ his-adco-zeros  zeros were lost",
      "Known failures, still failing (1)\n  ≈ std-msg1-padding  we cut MSG1 at 30 characters (https",
      "Not scored, the program does not claim it (2)\n  2 needs typed",
      "Not run (1)\n  1 not selected by --skip",
      "In quarantine, counted nowhere (1)\n  ✕ new-and-doubtful  fail: the frame is not called",
    ]
  ) assertStringIncludes(report, words);
  const all = text(terminalReport(sampleResults(), { columns: 100, paint: PLAIN, all: true }));
  assertStringIncludes(all, "◦ group-before-stx  before the first STX: says the group");
});

Deno.test("terminalReport() never takes a run that was cut for a good one", () => {
  const results = { ...greenResults(), footer: null };
  const report = text(terminalReport(results, { columns: 100, paint: PLAIN }));
  assertStringIncludes(report, "Incomplete: the run was cut after 17 cases");
  assertStringIncludes(report, "? Historique");
  assert(!/Conformant|✔/.test(report), report);
});

Deno.test("terminalReport() lets no program under test write to the terminal", () => {
  const evil = "\x1b]0;owned\x07\x1b[2J\u202egood";
  const failure = failureOf("\x1b[2J", { what: evil, expected: evil, said: evil, stderr: evil });
  const results = resultsOf([{ id: "a", verdict: "fail", failure, note: evil }], {
    header: { program: { name: evil, version: evil }, command: [evil] },
  });
  const lines = terminalReport(results, { columns: 80, paint: PLAIN, all: true });
  assertEquals(lines.filter((line) => /[\p{Cc}\u202e]/u.test(line)), []);
});

Deno.test("terminalReport() keeps a failure to one screen, whatever a program says", () => {
  const flood = "rubbish\n".repeat(100_000);
  const failure = failureOf("\n".repeat(400), { what: flood, said: flood, stderr: flood, at: 200 });
  const results = resultsOf([{ id: "a", verdict: "fail", failure }]);
  const lines = terminalReport(results, { columns: 80, paint: PLAIN });
  assert(lines.length < 50, `${lines.length} lines`);
  assertStringIncludes(text(lines), "(800000 characters)");
});

Deno.test("terminalReport() loses nothing and adds no width by its colours", () => {
  const colour = (text: string) => `\x1b[1m${text}\x1b[22m`;
  const paint = Object.fromEntries(
    Object.keys(PLAIN).map((name) => [name, colour]),
  ) as never as Paint;
  const painted = terminalReport(sampleResults(), { columns: 80, paint, all: true })
    .map((line) => line.replaceAll(/\p{Cc}\[\d+m/gu, ""));
  assertEquals(painted, terminalReport(sampleResults(), { columns: 80, paint: PLAIN, all: true }));
});

Deno.test("docs/reports.md shows what is really printed", () => {
  const page = Deno.readTextFileSync(new URL("../../docs/reports.md", import.meta.url));
  const shown = Array.from(page.matchAll(/```text\n([^]*?)\n```/g), ([, block]) => block!);
  const printed = [greenResults(), sampleResults()]
    .map((results) => text(terminalReport(results, { columns: 80, paint: PLAIN })));
  assertEquals(shown.length, 2);
  shown.forEach((block, i) => assertStringIncludes(printed[i]!, block));
});
