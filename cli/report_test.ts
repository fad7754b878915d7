import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { resultsText } from "../conformance/run/results_text.ts";
import type { Results } from "../conformance/run/result.ts";
import { greenResults, laterResults, sampleResults } from "../conformance/reports/test_sample.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

function textOf({ header, cases, footer }: Results): string {
  const { hash: _, ...rest } = footer!;
  return resultsText(header, cases, rest);
}

/** A folder with results of a bad run, of a later one and of a good one, and of one that was cut. */
async function inFolder(
  test: (
    ticlab: (...args: string[]) => Promise<{ code: number; stdout: string; stderr: string }>,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    const bad = textOf(sampleResults());
    Deno.writeTextFileSync(`${folder}/bad.jsonl`, bad);
    Deno.writeTextFileSync(`${folder}/later.jsonl`, textOf(laterResults()));
    Deno.writeTextFileSync(`${folder}/good.jsonl`, textOf(greenResults()));
    Deno.writeTextFileSync(`${folder}/cut.jsonl`, bad.slice(0, bad.length >> 1));
    await test(async (...args) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", MAIN, "report", ...args],
        env: { INIT_CWD: folder, NO_COLOR: "1" },
      }).output();
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      return { code, stdout: text(stdout), stderr: text(stderr) };
    }, folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("report shows a run again, whatever its verdict, with exit code 0", () =>
  inFolder(async (report) => {
    const { code, stdout } = await report("bad.jsonl");
    assertEquals(code, 0);
    assertStringIncludes(stdout, "Not conformant: 7 failures in 17 of 18 cases");
    assertEquals((await report("good.jsonl")).stdout.split("\n").length, 5);
    assertStringIncludes((await report("cut.jsonl")).stdout, "Incomplete: the run was cut after");
  }));

Deno.test("report writes every form that is asked for, and says so", () =>
  inFolder(async (report, folder) => {
    const { code, stdout, stderr } = await report(
      ..."bad.jsonl --html r.html --junit r.xml --markdown r.md --badge r.svg".split(" "),
    );
    assertEquals([code, stdout], [0, ""]);
    const read = (name: string) => Deno.readTextFileSync(`${folder}/${name}`);
    assert(read("r.html").startsWith("<!doctype html>"));
    assertStringIncludes(read("r.xml"), '<testsuite name="my-decoder 2.1.0" tests="18"');
    assertStringIncludes(read("r.md"), "## ✕ my-decoder 2.1.0: not conformant");
    assertStringIncludes(read("r.svg"), "<title>ticlab: not conformant</title>");
    assertStringIncludes(read("r-robust.svg"), "<title>ticlab Robust: not conformant</title>");
    assertEquals(stderr.trim().split("\n").length, 7);
    assertStringIncludes((await report("good.jsonl", "--markdown", "-")).stdout, "## ✔ ticlab");
  }));

Deno.test("report puts several programs side by side", () =>
  inFolder(async (report) => {
    const { stdout } = await report("bad.jsonl", "later.jsonl", "good.jsonl");
    assertStringIncludes(
      stdout,
      "\nRequired                     3/14             6/15             14/14\n",
    );
    const { code, stderr } = await report("bad.jsonl", "good.jsonl", "--badge", "x.svg");
    assertEquals(code, 2);
    assertStringIncludes(stderr, "a badge is of one program");
  }));

Deno.test("report diff ends with 1 for new failures, and with 0 for what is gone or better", () =>
  inFolder(async (report) => {
    const worse = await report("diff", "bad.jsonl", "later.jsonl");
    assertEquals(worse.code, 1);
    assertStringIncludes(worse.stdout, "✕ his-first-frame  pass -> fail: group PAPP is not said");
    const better = await report("diff", "bad.jsonl", "good.jsonl");
    assertEquals(better.code, 0);
    assertStringIncludes(better.stdout, "\n0 new failures, ");
  }));

Deno.test("report says what is wrong with results, and how to have better ones", () =>
  inFolder(async (report, folder) => {
    const good = Deno.readTextFileSync(`${folder}/good.jsonl`);
    Deno.writeTextFileSync(`${folder}/faked.jsonl`, good.replace('"ms":12', '"ms":13'));
    const rows: [string[], number, string][] = [
      [[], 2, "results are wanted"],
      [["diff", "bad.jsonl"], 2, "two files of results are wanted after diff"],
      [["diff", "bad.jsonl", "good.jsonl", "--all"], 2, "diff has no --all"],
      [["nothing.jsonl"], 4, "cannot read nothing.jsonl"],
      [
        ["faked.jsonl"],
        4,
        "faked.jsonl: Cannot read results, line 19: lines before the footer were",
      ],
      [["diff", "cut.jsonl", "good.jsonl"], 4, "cannot compare cut.jsonl: the run was cut"],
      [["good.jsonl", "--html", "no/such/folder/r.html"], 3, "cannot write no/such/folder/r.html"],
    ];
    for (const [args, wanted, words] of rows) {
      const { code, stderr } = await report(...args);
      assertEquals(code, wanted, stderr);
      assertStringIncludes(stderr, `ticlab report: ${words}`);
      assertEquals(stderr.trim().split("\n").length, 2, stderr);
    }
  }));
