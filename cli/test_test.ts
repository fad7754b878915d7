import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { PYTHON } from "../conformance/drivers/test_processes.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const MAIN = `${ROOT}main.ts`;
/** `deno run` and the flags of `deno task conformance`. */
const TASK: string[] = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`))
  .tasks.conformance.command.split(" ").slice(2, -2);

const ADAPTER = `${ROOT}conformance/adapters/python/adapter.py`;
const PROGRAM = [PYTHON, ADAPTER];
/** Two topics that are quick by session, and the shorter one of those that are quick by pipe. */
const FEW = ["--only", "checksum/**", "--only", "grammar/**"];
const FEWER = ["--only", "eot/**"];

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function ticlabTest(args: readonly string[], cwd = ROOT): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...TASK, "--no-prompt", MAIN, "test", ...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", LC_ALL: "C", INIT_CWD: cwd },
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

function tempFolder() {
  const path = Deno.makeTempDirSync();
  return {
    path,
    file: (name: string) => join(path, name),
    write: (name: string, text: string) => {
      Deno.writeTextFileSync(join(path, name), text, { mode: 0o755 });
      return join(path, name);
    },
    [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }),
  };
}

/** The starting point of the Python adapter, with a text of its decoder replaced. */
function brokenPython(folder: ReturnType<typeof tempFolder>, right: string, wrong: string): string {
  const decoder = Deno.readTextFileSync(`${ROOT}conformance/adapters/python/decoder.py`);
  assertStringIncludes(decoder, right);
  folder.write("decoder.py", decoder.replace(right, wrong));
  return folder.write("adapter.py", Deno.readTextFileSync(ADAPTER));
}

Deno.test("test ends in 0 for a right program, in a few lines, by pipe and by session", async () => {
  for (const options of [FEWER, ["--session", ...FEW]]) {
    const { code, out, err } = await ticlabTest([...options, "--", ...PROGRAM]);
    assertEquals([code, err], [0, ""], out);
    assertMatch(out, /Required \d+\/\d+/);
    assertStringIncludes(out, "Nothing Required fails in what was run");
  }
});

Deno.test("test ends in 1 for a wrong one and names rule, difference, bug and the command to see it again", async () => {
  using folder = tempFolder();
  const adapter = brokenPython(folder, "& 0x3F", "& 0x7F");
  const { code, out } = await ticlabTest(["--session", ...FEW, "--", PYTHON, adapter]);
  assertEquals(code, 1, out);
  for (
    const words of [
      "Not conformant",
      "Probable bug",
      "54E",
      "Expected",
      "ticlab test --session --only",
    ]
  ) {
    assertStringIncludes(out.toLowerCase(), words.toLowerCase());
  }
});

Deno.test("test ends in 2 where the command line is wrong, and says what is right", async () => {
  for (
    const [args, words] of [
      [[], "after --"],
      [["./my-decoder"], 'stands after "--"'],
      [["--only", "cheksum/**", "--", ...PROGRAM], 'did you mean "checksum/**"'],
      [["--skip", "**", "--", ...PROGRAM], "nothing is left"],
      [["--depth", "deep", "--", ...PROGRAM], "syntax, meaning, status"],
      [["--suite", "99.0", "--", ...PROGRAM], "this is suite"],
      [["--jobs", "0", "--", ...PROGRAM], "--jobs"],
      [["--known", "none.yaml", "--", ...PROGRAM], "--write-known"],
    ] as const
  ) {
    const { code, err } = await ticlabTest(args);
    assertEquals(code, 2, err);
    assertStringIncludes(err, words);
  }
});

Deno.test("test ends in 3 where the program does not start, is not built or says nothing that fits", async () => {
  for (
    const [args, words] of [
      [["--", "./no-such-decoder"], "no-such-decoder"],
      [["--setup", "exit 9", "--", ...PROGRAM], "exit code 9"],
      [["--", "echo", "Welcome to my decoder!"], "ticlab doctor"],
      [["--", "sh", "-c", "exit 1"], "ticlab doctor"],
    ] as const
  ) {
    const { code, err } = await ticlabTest(args);
    assertEquals(code, 3, err);
    assertStringIncludes(err, words);
  }
});

Deno.test("test goes on where the program dies in the middle of a run, and tells the crash", async () => {
  using folder = tempFolder();
  // It dies of EOT, as many a reader does.
  const push = "    def push(self, data):\n";
  const adapter = brokenPython(
    folder,
    push,
    `${push}        if EOT in data: __import__("os").abort()\n`,
  );
  const results = folder.file("results.jsonl");
  const args = ["--only", "eot/**", "--results", results, "--", PYTHON, adapter];
  const { code, out } = await ticlabTest(args);
  assertEquals(code, 1, out);
  const lines = Deno.readTextFileSync(results).trim().split("\n").map((line) => JSON.parse(line));
  assert(lines.some(({ verdict }) => verdict === "crash"));
  assertStringIncludes(out, "SIGABRT");
  assertEquals(typeof lines.at(-1).hash, "string");
});

Deno.test("test takes known failures as known, brings the list up to date, and wants what passes out of it", async () => {
  using folder = tempFolder();
  const adapter = brokenPython(folder, "& 0x3F", "& 0x7F");
  const run = (...args: string[]) =>
    ticlabTest(
      [...args, "--session", "--only", "checksum/**", "--", PYTHON, adapter],
      folder.path,
    );
  assertEquals((await run()).code, 1);
  const written = await run("--write-known");
  assertEquals(written.code, 0);
  assertStringIncludes(written.err, "ticlab-known.yaml");
  const known = await run();
  assertEquals(known.code, 0, known.out);
  assertMatch(known.out, /Known failures [1-9]/);

  brokenPython(folder, "& 0x3F", "& 0x3F");
  const mended = await run();
  assertEquals(mended.code, 1);
  assertStringIncludes(mended.out, "passes now: remove it");

  folder.write("ticlab-known.yaml", "- id: std-checksum-of-a-groop\n  reason: x\n");
  const slip = await run();
  assertEquals(slip.code, 2);
  assertStringIncludes(slip.err, 'did you mean "std-checksum-of-a-group"');
});

Deno.test("test writes every report, and the results on standard output with --json", async () => {
  using folder = tempFolder();
  const files = ["results", "html", "junit", "markdown", "badge"];
  const options = files.flatMap((name) => [`--${name}`, name]);
  const args = [...options, "--json", "--session", "--only", "eot/**", "--", ...PROGRAM];
  const { code, out } = await ticlabTest(args, folder.path);
  assertEquals(code, 0);
  const text = (name: string) => Deno.readTextFileSync(folder.file(name));
  assertEquals(out.trim(), text("results").trim());
  assertStringIncludes(text("html"), "<!doctype html>");
  assertStringIncludes(text("junit"), "<testsuite");
  assertStringIncludes(text("markdown"), "Required");
  assertStringIncludes(text("badge"), "<svg");
});
