import { assert, assertEquals, assertRejects } from "@std/assert";
import { killPrograms, Program } from "./program.ts";
import { ProgramError } from "./program_error.ts";
import { assertGone, TestFolder } from "./test_processes.ts";

const start = (command: string[], folder?: string) =>
  Program.start({ command, folder, receive: () => {} });

/** Commands that cannot be started: what is made before, command, message, next. */
const CANNOT: Readonly<
  Record<string, readonly [(folder: TestFolder) => void, string, string, string]>
> = {
  "a program that does not exist": [
    () => {},
    "bin/decoder",
    'Cannot start "bin/decoder": it does not exist',
    "Look at what is there: ls bin/",
  ],
  "a name that is nowhere on the PATH": [
    () => {},
    "no-such-decoder",
    'Cannot start "no-such-decoder": it is not on the PATH',
    "Install it, or say the path of the program",
  ],
  "a file whose path is not said": [
    (folder) => folder.write("decoder.py", "#!/usr/bin/env python3\n", { mode: 0o755 }),
    "decoder.py",
    'Cannot start "decoder.py": it is a file and not on the PATH',
    "Say its path: ./decoder.py",
  ],
  "a file that is not executable": [
    (folder) => folder.write("decoder.py", "print()\n"),
    "./decoder.py",
    'Cannot start "./decoder.py": its access rights do not allow it',
    "Make it a program: chmod +x ./decoder.py",
  ],
  "a folder": [
    (folder) => Deno.mkdirSync(`${folder.path}/decoder`),
    "./decoder",
    'Cannot start "./decoder": it is a folder',
    "Name the program in it",
  ],
  "a script whose interpreter is missing": [
    (folder) => folder.write("decoder", "#!/no/such/python -u\n", { mode: 0o755 }),
    "./decoder",
    'Cannot start "./decoder": its first line wants "/no/such/python", which is not there',
    "Install it, or mend the line",
  ],
  "a script with the line ends of Windows": [
    (folder) => folder.write("decoder", "#!/bin/sh\r\necho\r\n", { mode: 0o755 }),
    "./decoder",
    'Cannot start "./decoder": its first line ends in CR LF',
    "Take the CR away: sed -i 's/\\r$//' ./decoder",
  ],
  "nothing": [
    () => {},
    "",
    'Cannot start "": there is no command',
    "Name it after --, for example: -- ./my-decoder",
  ],
};

for (const [what, [prepare, file, message, next]] of Object.entries(CANNOT)) {
  Deno.test(`Program.start() says what to do next for ${what}`, async () => {
    using folder = new TestFolder();
    prepare(folder);
    const error = await assertRejects(() => start([file], folder.path), ProgramError);
    assertEquals([error.message, error.next], [message, next]);
  });
}

Deno.test("Program.start() knows python3 where there is no python", async () => {
  using folder = new TestFolder();
  folder.write("pythonish3.11", "", { mode: 0o755 });
  const path = Deno.env.get("PATH")!;
  Deno.env.set("PATH", folder.path);
  try {
    const error = await assertRejects(() => start(["pythonish"]), ProgramError);
    assertEquals(error.next, 'Did you mean "pythonish3.11"?');
  } finally {
    Deno.env.set("PATH", path);
  }
});

Deno.test("Program.start() says that the folder is not there", async () => {
  const error = await assertRejects(() => start(["cat"], "/no/such/folder"), ProgramError);
  assertEquals(error.message, 'Cannot start "cat": no folder "/no/such/folder"');
});

Deno.test("Program.start() finds a relative path from the folder of the program", async () => {
  using folder = new TestFolder();
  folder.write("decoder", "#!/bin/sh\nexit 7\n", { mode: 0o755 });
  const program = await start(["./decoder"], folder.path);
  assertEquals((await program.ended).exit, 7);
});

Deno.test("stop() of Program is idle where it has ended", async () => {
  const program = await start(["true"]);
  await program.ended;
  assertEquals(await program.stop(), { exit: 0, stderr: "", tooMuch: false, heldOpen: false });
});

Deno.test("Program tells that something held its output open", async () => {
  const program = await start(["sh", "-c", "sleep 1000 &"]);
  assert((await program.ended).heldOpen);
});

Deno.test("killPrograms() ends all that run, with what they started", async () => {
  using folder = new TestFolder();
  const script = "sleep 1000 & echo $! > child; wait";
  const program = await start(["sh", "-c", script], folder.path);
  await folder.written("child");
  killPrograms();
  assertEquals((await program.ended).exit, "SIGKILL");
  await assertGone(folder.pid("child"));
});

/** Flags that Deno needs to start a program: tried here, told in the docs. */
const FLAGS = ["--allow-run", "--allow-env"];

for (const missing of [undefined, ...FLAGS]) {
  Deno.test(`Program.start() needs ${missing ?? `no more than ${FLAGS.join(" ")}`}`, async () => {
    using folder = new TestFolder();
    const script = folder.write(
      "start.ts",
      `import { Program } from "${import.meta.resolve("./program.ts")}";
       const program = await Program.start({ command: ["true"], mode: "auto", receive() {} })
         .catch(() => Deno.exit(9));
       Deno.exit((await program.ended).exit);`,
    );
    const config = new URL("../../deno.json", import.meta.url).pathname;
    const flags = FLAGS.filter((flag) => flag !== missing);
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", `--config=${config}`, ...flags, script],
    }).output();
    assertEquals(code, missing ? 9 : 0);
  });
}
