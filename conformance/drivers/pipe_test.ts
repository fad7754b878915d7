import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import type { Outcome } from "./driver.ts";
import { PipeDriver } from "./pipe.ts";
import { assertGone, isAlive, TestFolder } from "./test_processes.ts";

const GROUP = '{"event":"group","label":"PAPP","value":"00360"}';
const SAID = [{ label: "PAPP", value: "00360" }];

/** Runs a shell script as the program; it ends before the test does. */
async function run(
  script: string,
  { input = new Uint8Array(), timeout = 30_000, folder }: {
    input?: Uint8Array;
    timeout?: number;
    folder?: string;
  } = {},
): Promise<Outcome> {
  const driver = new PipeDriver({
    command: ["sh", "-c", script],
    timeout,
    ...folder && { folder },
  });
  const outcome = await driver.run({ mode: "standard", chunks: [input] });
  await driver.close();
  return outcome;
}

function assertSaid(outcome: Outcome) {
  assertEquals(outcome.kind === "said" ? outcome.said.groups : outcome, SAID);
}

/** Programs that are in order, however odd. */
const FINE: Readonly<Record<string, string>> = {
  "says a group": `echo '${GROUP}'`,
  "reads nothing": `exec <&-; echo '${GROUP}'`,
  "answers before it reads": `echo '${GROUP}'; cat > /dev/null`,
  "closes its output before it reads": `echo '${GROUP}'; exec >&-; cat > /dev/null`,
  "ends its lines with CR LF": `printf '%s\\r\\n' '${GROUP}'`,
  "begins with a byte order mark": `printf '\\357\\273\\277%s\\n' '${GROUP}'`,
  "says blank lines": `printf '\\n  \\n%s\\n\\n' '${GROUP}'`,
  "does not end its last line": `printf '%s' '${GROUP}'`,
  "says more than is asked": `echo '{"event":"weather","sun":true}'; echo '${GROUP}'`,
  "complains on standard error": `yes complaint | head -c 300000 >&2; echo '${GROUP}'`,
};

for (const [what, script] of Object.entries(FINE)) {
  Deno.test(`PipeDriver takes what a program says that ${what}`, async () => {
    assertSaid(await run(script, { input: new Uint8Array(1_000_000) }));
  });
}

Deno.test("PipeDriver tells the mode as TIC_MODE and hands the environment on", async () => {
  Deno.env.set("TICLAB_PIPE_TEST", "handed on");
  Deno.env.set("TIC_TEST_SESSION", "1");
  const log = `echo '{"event":"log","text":"'"$TIC_MODE, $TICLAB_PIPE_TEST$TIC_TEST_SESSION"'"}'`;
  const outcome = await run(log);
  Deno.env.delete("TICLAB_PIPE_TEST");
  Deno.env.delete("TIC_TEST_SESSION");
  assertEquals(outcome.kind === "said" && outcome.said.logs, ["standard, handed on"]);
});

Deno.test("PipeDriver writes and reads at once: 8 MB through cat", async () => {
  const line = `{"event":"group","label":"PAPP","value":"${"0".repeat(900)}"}\n`;
  const outcome = await run("cat", { input: new TextEncoder().encode(line.repeat(8_500)) });
  assertEquals(outcome.kind === "said" && outcome.said.groups.length, 8_500);
});

/** Programs that break the protocol: script, what is wrong, the line as it should be. */
const BREAKS: Readonly<Record<string, readonly [script: string, what: string, fix?: string]>> = {
  "prints a banner": [
    `echo 'Decoder 1.2 ready'; echo '${GROUP}'`,
    "line 1 is no JSON object; talk belongs on standard error or in a log: Decoder 1.2 ready",
    '{"event":"log","text":"Decoder 1.2 ready"}',
  ],
  // 0xff first: one rubbish in 256 would begin with an empty line, which is no wrong.
  "prints rubbish": ["printf '\\377'; head -c 3000 /dev/urandom", "line 1 is no UTF-8"],
  "says a number for a value": [
    `echo '{"event":"group","label":"PAPP","value":360}'`,
    'line 1 is wrong: "value" of a group must be a string, not the number 360',
    '{"event":"group","label":"PAPP","value":"360"}',
  ],
  "says a line of 2 MB": ["head -c 2000000 /dev/zero | tr '\\0' a; echo", "2000000 bytes long"],
  "says bytes that are no UTF-8": [
    `printf '{"event":"group","label":"PAPP","value":"\\351"}\\n'`,
    "line 1 is no UTF-8",
    '{"event":"group","label":"PAPP","value":"\\u00e9"}',
  ],
  "writes good lines without end": [`yes '${GROUP}'`, "more than 16 MB"],
  "writes zeros without end": ["cat /dev/zero", "line 1 is 16777216 bytes long"],
  "writes bad lines without end": ["yes", "line 1 is no JSON object"],
};

for (const [what, [script, wrong, fix]] of Object.entries(BREAKS)) {
  Deno.test(`PipeDriver says what is wrong with a program that ${what}`, async () => {
    const outcome = await run(script);
    assertEquals(outcome.kind, "protocol");
    if (outcome.kind !== "protocol") return;
    assertStringIncludes(outcome.what, wrong);
    if (fix) assertEquals(outcome.fix, fix);
  });
}

Deno.test("PipeDriver keeps its memory where a program writes 1 GB", async () => {
  const before = Deno.memoryUsage().rss;
  const outcome = await run("head -c 1000000000 /dev/zero | tr '\\0' a");
  assertEquals(outcome.kind, "protocol");
  assertLess(Deno.memoryUsage().rss - before, 200_000_000);
});

/** Programs that crash: script, exit, the end of standard error. */
const CRASHES: Readonly<Record<string, readonly [string, number | string, string]>> = {
  "exits with 1": ["echo oh no >&2; exit 1", 1, "oh no\n"],
  "dies in the middle": [`echo '${GROUP}'; echo '{"event":"gro'; exit 3`, 3, ""],
  "dies of a memory fault": ["kill -SEGV $$", "SIGSEGV", ""],
  "is killed": ["kill -KILL $$", "SIGKILL", ""],
  "says much on standard error first": ["seq 100000 >&2; exit 9", 9, "100000\n"],
};

for (const [what, [script, exit, stderr]] of Object.entries(CRASHES)) {
  Deno.test(`PipeDriver tells a program that ${what} from one that is wrong`, async () => {
    const outcome = await run(script);
    assertEquals(outcome.kind, "crash");
    if (outcome.kind !== "crash") return;
    assertEquals(outcome.exit, exit);
    assertStringIncludes(outcome.what, typeof exit === "number" ? `code ${exit}` : exit);
    assert(outcome.stderr.endsWith(stderr) && outcome.stderr.length <= 4096, outcome.stderr);
  });
}

/** Programs that do not end; each writes the pid of what has to be gone. */
const HANGS: Readonly<Record<string, string>> = {
  "hangs": "echo $$ > pid; exec sleep 1000",
  "does not obey SIGTERM": "trap '' TERM; echo $$ > pid; while :; do sleep 1000; done",
  "hangs in a child": "sleep 1000 & echo $! > pid; wait",
  "talks on standard error for ever": "echo $$ > pid; exec yes complaint >&2",
};

for (const [what, script] of Object.entries(HANGS)) {
  Deno.test(`PipeDriver ends a program that ${what}`, async () => {
    using folder = new TestFolder();
    const outcome = await run(script, { timeout: 400, folder: folder.path });
    assertEquals(outcome.kind, "timeout");
    assert("what" in outcome && outcome.what === "did not end within 0.4 s");
    await assertGone(folder.pid("pid"));
  });
}

/** Programs that end and leave something behind. */
const LEAVES: Readonly<Record<string, string>> = {
  "a child that holds standard output": `sleep 1000 & echo $! > pid; echo '${GROUP}'`,
  "a child that does not obey SIGTERM":
    `sh -c 'trap "" TERM; echo $$ > pid; sleep 1000' & until [ -s pid ]; do :; done; echo '${GROUP}'`,
  "a daemon": `sleep 1000 < /dev/null > /dev/null 2>&1 & echo $! > pid; echo '${GROUP}'`,
  "a child that goes on talking": `sh -c 'while :; do echo; sleep 0.05; done' &
    echo $! > pid; echo '${GROUP}'`,
};

for (const [what, script] of Object.entries(LEAVES)) {
  Deno.test(`PipeDriver takes what a program says that leaves ${what}, which it ends`, async () => {
    using folder = new TestFolder();
    assertSaid(await run(script, { folder: folder.path }));
    await assertGone(folder.pid("pid"));
  });
}

/** Daemons that left the group, and so are out of reach, as the docs say; how the run ends. */
const OUT_OF_REACH: Readonly<Record<string, readonly [script: string, Outcome["kind"]]>> = {
  "holds standard output": ["exec sleep 1000", "said"],
  "talks for ever": ["while :; do echo; sleep 0.05; done", "timeout"],
};

for (const [what, [script, kind]] of Object.entries(OUT_OF_REACH)) {
  Deno.test(`PipeDriver does not wait for a daemon out of reach that ${what}`, async () => {
    using folder = new TestFolder();
    const daemon = `setsid sh -c 'echo $$ > pid; ${script}' & until [ -s pid ]; do :; done`;
    const outcome = await run(`${daemon}; echo '${GROUP}'`, {
      folder: folder.path,
      timeout: 3_000,
    });
    const pid = folder.pid("pid");
    assert(isAlive(pid));
    Deno.kill(pid, "SIGKILL");
    await assertGone(pid);
    assertEquals(outcome.kind, kind);
  });
}

Deno.test("close() of PipeDriver ends a start that is under way", async () => {
  const driver = new PipeDriver({ command: ["sleep", "1000"] });
  const run = driver.run({ mode: "standard", chunks: [] });
  await driver.close();
  assertEquals((await run).kind, "crash");
});

Deno.test("close() of PipeDriver ends the runs that are under way", async () => {
  using folder = new TestFolder();
  const driver = new PipeDriver({
    command: ["sh", "-c", "echo $$ > $TIC_MODE; exec sleep 1000"],
    folder: folder.path,
  });
  const runs = ["a", "b"].map((mode) => driver.run({ mode, chunks: [] }));
  await Promise.all(["a", "b"].map((mode) => folder.written(mode)));
  await driver.close();
  assertEquals((await Promise.all(runs)).map(({ kind }) => kind), ["crash", "crash"]);
  await assertGone(folder.pid("a"));
  await assertGone(folder.pid("b"));
});
