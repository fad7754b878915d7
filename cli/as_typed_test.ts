import { assertEquals, assertStringIncludes } from "@std/assert";
import { asTyped } from "./as_typed.ts";
import { COMMANDS } from "./commands.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const { tasks } = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`));

Deno.test("asTyped() says command lines through npx, and leaves alone what is none", () => {
  const typed = (text: string) => asTyped(text, "npx");
  assertEquals(
    typed("See: ticlab scenarios, ticlab list\nticlab COMMAND --help"),
    "See: npx ticlab scenarios, npx ticlab list\nnpx ticlab COMMAND --help",
  );
  assertEquals(
    typed("ticlab sim --to - | ticlab decode -"),
    "npx ticlab sim --to - | npx ticlab decode -",
  );
  assertEquals(typed("\x1b[36mticlab explain ID\x1b[39m"), "\x1b[36mnpx ticlab explain ID\x1b[39m");
  for (
    const text of [
      "ticlab learn: look at my.yaml",
      "npx ticlab test",
      "deno task ticlab test",
      "/usr/bin/ticlab test",
      "_ticlab test",
      "ticlab plays, reads and judges",
      "ticlab tests",
      "./my-ticlab test",
    ]
  ) assertEquals(typed(text), text);
});

Deno.test("asTyped() leaves alone the program that is scored", () => {
  assertEquals(
    asTyped("Try: ticlab test -- ticlab decode - --json", "npx"),
    "Try: npx ticlab test -- ticlab decode - --json",
  );
});

Deno.test("asTyped() names a task that runs the command, for every command", () => {
  for (const name of Object.keys(COMMANDS)) {
    const [deno, run, task = "", ...words] = asTyped(`ticlab ${name}`, "task").split(" ");
    assertEquals([deno, run], ["deno", "task"]);
    const [, started] = /main\.ts ?(.*)$/.exec(tasks[task]?.command ?? "") ?? [];
    assertEquals([started, ...words].join(" ").trim(), name);
  }
});

Deno.test("asTyped() names the task that may write a queue where readings are sent on", () => {
  assertEquals(
    asTyped("ticlab decode PORT --to http://127.0.0.1:8080\nticlab decode PORT", "task"),
    "deno task gateway PORT --to http://127.0.0.1:8080\ndeno task decode PORT",
  );
});

/** Runs a command; code, and what it said. */
async function said(args: readonly string[], env: Record<string, string> = {}) {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const decoder = new TextDecoder();
  return { out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

Deno.test("a task of a clone says what to type there, in errors and in its help", async () => {
  const { err } = await said(["task", "-q", "report"]);
  assertStringIncludes(err, "Write them: deno task conformance --results results.jsonl -- CMD");
  const { out } = await said(["task", "-q", "scenarios", "--help"]);
  assertStringIncludes(out, "Usage: deno task scenarios [WORD...]");
  assertStringIncludes(out, "  deno task explain NAME");
});

Deno.test("what a program reads says ticlab, whichever way one came", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/line.tic`, "\x02\nADCO 021976551234 D\r\x03");
    const words = ["run", "-A", "--no-check", "main.ts", "audit", `${folder}/line.tic`, "--json"];
    const { out } = await said(words, { TICLAB_BY: "npx" });
    assertEquals(JSON.parse(out).format, "ticlab audit 1");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
