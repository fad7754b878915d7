import { assert, assertEquals } from "@std/assert";
import { doctor } from "../drivers/doctor.ts";
import { PYTHON } from "../drivers/test_processes.ts";
import type { CaseLine } from "../run/result.ts";
import { loadSuite } from "../suite/load.ts";
import { ADAPTER_LANGUAGES, type AdapterLanguageName, startingPoint } from "./starting_point.ts";
import { failures, hasTool, scored } from "./test_scoring.ts";
import { SMALLEST_DECODERS } from "./test_smallest_decoders.ts";

/** What builds or runs the starting point, to find out whether it is there. */
const TOOLS: Readonly<Record<AdapterLanguageName, string>> = {
  python: PYTHON,
  node: "node",
  go: "go",
  rust: "rustc",
  c: "cc",
  cpp: "c++",
  java: "javac",
  deno: Deno.execPath(),
};

/** Words of a command line that stand for a program at a known place. */
const PROGRAMS: Readonly<Record<string, string>> = { deno: Deno.execPath(), python3: PYTHON };

let loading: ReturnType<typeof loadSuite> | undefined;

for (const name of Object.keys(ADAPTER_LANGUAGES) as AdapterLanguageName[]) {
  Deno.test({
    name:
      `the starting point in ${name} builds, pleases the doctor and reads every syntax case right`,
    ignore: !hasTool(TOOLS[name], `the starting point in ${name}`),
    fn: async () => {
      const folder = Deno.makeTempDirSync();
      try {
        const { build, run } = written(name, folder);
        if (build) shell(build, folder);
        const command = run.split(" ").map((word) => PROGRAMS[word] ?? word);
        assertEquals(await notes(command, folder), []);
        const suite = await (loading ??= loadSuite());
        const bySession = await scored({ command, folder, session: true, suite });
        assertEquals(failures(bySession), []);
        assert(passedOf(bySession) > 100, `only ${passedOf(bySession)} cases were scored`);
        // A process for each case is slow where a language starts slowly: some of every topic.
        const cases = suite.cases.filter(({ depth }, i) => depth === "syntax" && i % 16 === 0);
        const byPipe = await scored({ command, folder, session: false, suite, cases });
        assertEquals(failures(byPipe), []);
        assert(passedOf(byPipe) > 10, `only ${passedOf(byPipe)} cases were scored by pipe`);
      } finally {
        Deno.removeSync(folder, { recursive: true });
      }
    },
  });

  Deno.test({
    name: `the adapter in ${name} needs nothing of the naive decoder, and writes byte n as U+00nn`,
    ignore: !hasTool(TOOLS[name], `another decoder in ${name}`),
    fn: () => {
      const folder = Deno.makeTempDirSync();
      try {
        const { build, run } = written(name, folder);
        const { files } = ADAPTER_LANGUAGES[name];
        Deno.writeTextFileSync(`${folder}/${files[1]}`, SMALLEST_DECODERS[name]);
        if (build) shell(build, folder);
        const said = shell(`printf '\\351' | ${run}`, folder).trim().split("\n").map((one) =>
          JSON.parse(one)
        );
        assertEquals(said.slice(1), [{ event: "group", label: "E9", value: "\u00e9" }]);
      } finally {
        Deno.removeSync(folder, { recursive: true });
      }
    },
  });

  Deno.test(`the README of the starting point in ${name} has its commands and no open place`, () => {
    const readme = startingPoint(name).at(-1)!;
    const { build, run, files }: { build?: string; run: string; files: readonly string[] } =
      ADAPTER_LANGUAGES[name];
    assertEquals(readme.name, "README.md");
    const doctor = `npx ticlab doctor --session -- ${run}\n`;
    for (const words of [...(build ? [build] : []), doctor, "docs/howto-ci.md", ...files]) {
      assert(readme.text.includes(words), `no "${words}"`);
    }
    assertEquals(readme.text.match(/[{}]/), null);
  });

  Deno.test(`the starting point in ${name} marks one place for the user's decoder`, () => {
    const [first, ...others] = startingPoint(name);
    const marks = (text: string) => text.split("PUT YOUR DECODER HERE").length - 1;
    assertEquals([marks(first!.text), others.map(({ text }) => marks(text))], [
      1,
      others.map(() => 0),
    ]);
    const { place } = ADAPTER_LANGUAGES[name];
    for (const [, word] of place.matchAll(/(\w+)\(\)/g)) {
      assert(first!.text.includes(`${word}(`), `there is no ${word}()`);
    }
  });
}

/** What the doctor has against a program, by pipe and by session. */
async function notes(command: readonly string[], folder: string): Promise<string[]> {
  const checks = await Array.fromAsync(doctor({ command, folder, timeout: 60_000 }));
  assertEquals(checks.at(-1)?.what, "session: is in order as well, and faster");
  return checks.filter(({ verdict }) => verdict !== "fine").map(({ what }) => what);
}

function passedOf(lines: readonly CaseLine[]): number {
  return lines.filter(({ verdict }) => verdict === "pass").length;
}

function written(name: AdapterLanguageName, folder: string): { build?: string; run: string } {
  for (const file of startingPoint(name)) {
    Deno.writeTextFileSync(`${folder}/${file.name}`, file.text);
  }
  return ADAPTER_LANGUAGES[name];
}

/** Builds and runs as the README says it, and returns what it prints; a warning is a fault of ours. */
function shell(command: string, cwd: string): string {
  const { success, stdout, stderr } = new Deno.Command("sh", { args: ["-c", command], cwd })
    .outputSync();
  assertEquals(new TextDecoder().decode(stderr), "");
  assert(success, `${command} failed`);
  return new TextDecoder("utf-8", { fatal: true }).decode(stdout);
}
