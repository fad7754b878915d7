import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { textOf } from "../../serial/_until.ts";
import type { Outcome } from "./driver.ts";
import type { DriverOptions } from "./driver_options.ts";
import { SessionDriver } from "./session.ts";
import { assertGone, isAlive, PYTHON, TestFolder } from "./test_processes.ts";

/** A program in Python: `hello` and `run(seq, mode, chunks)` may be overridden by what follows it. */
const PROGRAM = `
import base64, json, os, sys, time
open("pids", "a").write("%d\\n" % os.getpid())
def say(**fields):
    print(json.dumps(fields), flush=True)
def group(value):
    say(event="group", label="PAPP", value=value)
def done(seq):
    say(seq=seq, done=True)
def hello():
    say(hello={"name": "test", "version": "1", "capabilities": ["standard", "typed"]})
def run(seq, mode, chunks):
    group(mode)
    for chunk in chunks:
        group(chunk.decode("latin-1"))
    done(seq)
def bye():
    sys.exit(0)
`;
const LOOP = `
for line in sys.stdin:
    ask = json.loads(line)
    if ask["op"] == "hello":
        assert ask["protocol"] == 1
        hello()
    elif ask["op"] == "run":
        run(ask["seq"], ask["mode"], [base64.b64decode(c["b64"]) for c in ask["chunks"]])
    else:
        bye()
`;

class TestSession implements AsyncDisposable {
  readonly folder = new TestFolder();
  readonly options: DriverOptions;
  readonly driver: SessionDriver;

  constructor(overrides = "", { timeout = 30_000 } = {}) {
    this.folder.write("program.py", PROGRAM + overrides + LOOP);
    this.options = {
      command: [PYTHON, "-S", "program.py"],
      session: true,
      folder: this.folder.path,
      timeout,
    };
    this.driver = new SessionDriver(this.options);
  }

  /** Runs an input of that text, in one piece. */
  run(text = "x", mode = "standard"): Promise<Outcome> {
    return this.driver.run({ mode, chunks: [new TextEncoder().encode(text)] });
  }

  /** Pids of the processes that were started, in order. */
  get pids(): number[] {
    return Deno.readTextFileSync(`${this.folder.path}/pids`).trim().split("\n").map(Number);
  }

  async [Symbol.asyncDispose]() {
    await this.driver.close();
    for (const pid of this.pids) await assertGone(pid);
    this.folder[Symbol.dispose]();
  }
}

function valuesOf(outcome: Outcome): unknown {
  return outcome.kind === "said" ? outcome.said.groups.map(({ value }) => value) : outcome;
}

function assertProtocol(outcome: Outcome, what: string, fix?: string) {
  assertEquals(outcome.kind, "protocol", JSON.stringify(outcome));
  if (outcome.kind !== "protocol") return;
  assertStringIncludes(outcome.what, what);
  if (fix !== undefined) assertEquals(outcome.fix, fix);
}

Deno.test("SessionDriver gives every piece as a piece, to one process for all runs", async () => {
  await using session = new TestSession();
  const chunks = ["\x02\nA", "", "\xe9\r"].map((text) =>
    Uint8Array.from(text, (character) => character.charCodeAt(0))
  );
  assertEquals(valuesOf(await session.driver.run({ mode: "auto", chunks })), [
    "auto",
    "\x02\nA",
    "",
    "\xe9\r",
  ]);
  assertEquals(valuesOf(await session.run("y", "historique")), ["historique", "y"]);
  assertEquals(session.pids.length, 1);
});

Deno.test("SessionDriver tells that it is a session, and of the mode in each run", async () => {
  await using session = new TestSession(`
def run(seq, mode, chunks):
    group(mode + str(os.environ.get("TIC_TEST_SESSION")) + str(os.environ.get("TIC_MODE")))
    done(seq)
`);
  assertEquals(valuesOf(await session.run()), ["standard1None"]);
});

Deno.test("SessionDriver tells when the line would have brought a piece", async () => {
  await using session = new TestSession(`
def run(seq, mode, chunks):
    group(str([c["t_ms"] for c in ask["chunks"]]))
    done(seq)
`);
  const chunks = [new Uint8Array(120), new Uint8Array(1), new Uint8Array(1)];
  const times = async (mode: string) => valuesOf(await session.driver.run({ mode, chunks }));
  assertEquals(await times("historique"), ["[0, 1000, 1008]"]);
  assertEquals(await times("standard"), ["[0, 125, 126]"]);
});

Deno.test("start() of SessionDriver reads the hello once", async () => {
  await using session = new TestSession();
  const profile = {
    name: "test",
    version: "1",
    capabilities: ["standard", "typed"],
    depth: "meaning",
  };
  assertEquals(await session.driver.start(), profile as never);
  assertEquals(await session.driver.start(), profile as never);
  assertEquals(session.pids.length, 1);
});

Deno.test("SessionDriver takes 20,000 groups and 4 MB in one run", async () => {
  await using session = new TestSession(`
def run(seq, mode, chunks):
    for i in range(20000):
        group(str(len(chunks[0])))
    done(seq)
`);
  const values = valuesOf(await session.run("x".repeat(4_000_000)));
  assert(Array.isArray(values) && values.length === 20_000 && values[19_999] === "4000000");
});

Deno.test("SessionDriver takes a word of the list for what a program cannot do", async () => {
  await using session = new TestSession(`
def run(seq, mode, chunks):
    say(seq=seq, unsupported="older", reason="no PME-PMI")
`);
  assertEquals(await session.run(), {
    kind: "unsupported",
    capability: "older",
    reason: "no PME-PMI",
  });
  assertEquals((await session.run()).kind, "unsupported");
  assertEquals(session.pids.length, 1);
});

/** Answers of the first run that break the protocol; the second run gets a fresh process. */
const BREAKS: Readonly<Record<string, readonly [run: string, what: string, fix?: string]>> = {
  "to another seq": [
    "done(seq + 1)",
    'answered {"seq":2,"done":true} to seq 1',
    '{"seq":1,"done":true}',
  ],
  "to a seq that is text": ["done(str(seq))", 'answered {"seq":"1","done":true} to seq 1'],
  "neither done nor unsupported": [
    "say(seq=seq, ok=True)",
    'answered seq 1 without "done": true',
    '{"seq":1,"ok":true,"done":true}',
  ],
  "with a capability that there is not": [
    'say(seq=seq, unsupported="type")',
    'there is no capability "type"; did you mean "typed"?',
    '{"seq":1,"unsupported":"typed"}',
  ],
  "with a hello": ["hello()", "to seq 1"],
  "with talk": [
    'print("decoding", flush=True)',
    "line 1 is no JSON object",
    '{"event":"log","text":"decoding"}',
  ],
  "with a dict of Python": [
    'print({"event": "group", "label": "PAPP", "value": None}, flush=True)',
    "line 1 is no JSON but a Python dict",
    '{"event":"group","label":"PAPP","value":"…"}',
  ],
  "without end": ["while True: group('0' * 1000)", "more than 16 MB"],
  "in bytes that are no UTF-8": [
    'sys.stdout.buffer.write(b"\\xff\\n"); sys.stdout.buffer.flush()',
    "line 1 is no UTF-8",
  ],
  "in a line of 2 MB": ["group('0' * 2000000); done(seq)", "bytes long"],
};

for (const [what, [answer, wrong, fix]] of Object.entries(BREAKS)) {
  Deno.test(`SessionDriver says what is wrong with an answer ${what}, and goes on`, async () => {
    await using session = new TestSession(`
good_run = run
def run(seq, mode, chunks):
    if seq == 1:
        ${answer}
    else:
        good_run(seq, mode, chunks)
`);
    assertProtocol(await session.run(), wrong, fix);
    assertEquals(valuesOf(await session.run()), ["standard", "x"]);
    assertEquals(session.pids.length, 2);
  });
}

Deno.test("SessionDriver minds no blank lines, wherever they are", async () => {
  await using session = new TestSession(`
def done(seq):
    print("\\n \\r\\n" + json.dumps({"seq": seq, "done": True}) + "\\r\\n\\n\\r\\n", flush=True)
`);
  for (let i = 0; i < 20; i++) assertEquals(valuesOf(await session.run()), ["standard", "x"]);
  assertEquals(session.pids.length, 1);
});

/** What comes after the answer, so that it would be taken for the next run's. */
const LATE: Readonly<Record<string, string>> = {
  "answers twice": "done(seq)",
  "says an event after its answer": "group('late')",
};

for (const [what, late] of Object.entries(LATE)) {
  Deno.test(`SessionDriver does not take for the next run what a program says that ${what}`, async () => {
    // The answer and what comes after it are one write, so that they arrive together.
    await using session = new TestSession(`
def run(seq, mode, chunks):
    import io
    out, sys.stdout = sys.stdout, io.StringIO()
    done(seq)
    if seq == 1:
        ${late}
    os.write(1, sys.stdout.getvalue().encode())
    sys.stdout = out
`);
    assertEquals(valuesOf(await session.run()), []);
    assertProtocol(await session.run(), "spoke before seq 2, unasked");
    assertEquals(valuesOf(await session.run()), []);
  });
}

Deno.test("SessionDriver says what is wrong with a banner before the hello", async () => {
  await using session = new TestSession('print("Decoder 1.2 ready", flush=True)');
  const outcome = await session.driver.start();
  assert("kind" in outcome);
  assertProtocol(outcome, "Decoder 1.2 ready");
});

Deno.test("SessionDriver says what is wrong with a hello", async () => {
  await using session = new TestSession(`
def hello():
    say(hello={"name": "test", "capabilities": ["standrad"]})
`);
  assertProtocol(
    await session.run(),
    'there is no capability "standrad"; did you mean "standard"?',
    '{"hello":{"name":"test","capabilities":["standard"]}}',
  );
});

/** Ways to die in a run: what is done, exit, standard error. */
const CRASHES: Readonly<Record<string, readonly [string, number | string, string]>> = {
  "dies in the middle": ["group('1'); sys.exit('oh no')", 1, "oh no"],
  "dies of a memory fault": ["os.kill(os.getpid(), 11)", "SIGSEGV", ""],
  "ends in good order": ["sys.exit(0)", 0, ""],
  "dies in the middle of a line": [
    'sys.stdout.write(\'{"event":"gro\'); sys.stdout.flush(); os._exit(4)',
    4,
    "",
  ],
};

for (const [what, [end, exit, stderr]] of Object.entries(CRASHES)) {
  Deno.test(`SessionDriver starts a program again that ${what}`, async () => {
    await using session = new TestSession(`
good_run = run
def run(seq, mode, chunks):
    if seq == 2:
        ${end}
    good_run(seq, mode, chunks)
`);
    assertEquals(valuesOf(await session.run()), ["standard", "x"]);
    const outcome = await session.run();
    assertEquals(outcome.kind === "crash" && outcome.exit, exit, JSON.stringify(outcome));
    assert(outcome.kind === "crash" && outcome.what.endsWith("instead of answering seq 2"));
    assertStringIncludes(outcome.stderr, stderr);
    assertEquals(valuesOf(await session.run()), ["standard", "x"]);
    assertEquals(session.pids.length, 2);
  });
}

/** Ways not to answer. */
const SILENT: Readonly<Record<string, string>> = {
  "stops to answer": "time.sleep(1000)",
  "closes its output": "os.close(1); time.sleep(1000)",
  "closes its input": "os.close(0); time.sleep(1000)",
  "waits for a child": "import subprocess; subprocess.run(['sleep', '1000'])",
  "says events without an answer": "\n        while True: group('1'); time.sleep(0.02)",
};

for (const [what, silence] of Object.entries(SILENT)) {
  Deno.test(`SessionDriver starts a program again that ${what}`, async () => {
    await using session = new TestSession(
      `
good_run = run
def run(seq, mode, chunks):
    if seq == 1: ${silence}
    good_run(seq, mode, chunks)
`,
      { timeout: 1_500 },
    );
    const outcome = await session.run();
    assertEquals(outcome.kind, "timeout", JSON.stringify(outcome));
    assert(outcome.kind === "timeout" && outcome.what === "did not answer seq 1 within 1.5 s");
    assertEquals(valuesOf(await session.run()), ["standard", "x"]);
  });
}

Deno.test("SessionDriver does not accuse a program of the time in which ticlab was busy", async () => {
  await using session = new TestSession(`
def wrote(name):
    with open(name, "w") as file: file.write("x")
def run(seq, mode, chunks):
    wrote("asked")
    while not os.path.exists("busy"): pass
    group("heard")
    done(seq)
    wrote("answered")
`);
  await session.driver.start();
  session.options.timeout = 2_000;
  const outcome = session.run();
  await session.folder.written("asked");
  session.folder.write("busy", "x");
  // From here on the thread is never free, until the answer is there and the allowance is over.
  const thread = new Int32Array(new SharedArrayBuffer(4));
  const answered = () => textOf(`${session.folder.path}/answered`) !== undefined;
  while (!answered() && isAlive(session.pids[0]!)) Atomics.wait(thread, 0, 0, 1);
  Atomics.wait(thread, 0, 0, 2_500);
  assertEquals(valuesOf(await outcome), ["heard"]);
});

Deno.test("SessionDriver gives a program up whose start fails three times in a row", async () => {
  await using session = new TestSession(
    "sys.stderr.write('no licence'); sys.exit(7)",
  );
  for (let i = 0; i < 3; i++) {
    const outcome = await session.run();
    assertEquals(outcome.kind === "crash" && [outcome.exit, outcome.stderr], [7, "no licence"]);
  }
  assertEquals(await session.run(), {
    kind: "crash",
    what: "was given up after 3 starts in a row that failed: exited with code 7 instead of " +
      "answering hello",
    exit: "given up",
    stderr: "no licence",
  });
  assertEquals(session.pids.length, 3);
});

Deno.test("bye() of SessionDriver tells whether the program ends by itself", async () => {
  await using good = new TestSession();
  await good.run();
  assertEquals(await good.driver.bye(), true);
  await using deaf = new TestSession("def bye(): time.sleep(1000)");
  await deaf.run();
  assertEquals(await deaf.driver.bye(), false);
});

/** How long a start has been under way when the driver is closed. */
const MOMENTS: Readonly<Record<string, () => Promise<unknown>>> = {
  "at once": () => Promise.resolve(),
  "a turn later": () => new Promise((next) => setTimeout(next, 0)),
};

for (const [what, moment] of Object.entries(MOMENTS)) {
  Deno.test(`close() of SessionDriver ends a start that is under way: ${what}`, async () => {
    const driver = new SessionDriver({ command: ["sleep", "1000"] });
    const run = driver.run({ mode: "standard", chunks: [] });
    await moment();
    await driver.close();
    assertEquals((await run).kind, "crash");
  });
}

Deno.test("close() of SessionDriver ends a run that is under way", async () => {
  await using session = new TestSession(`
def run(seq, mode, chunks):
    time.sleep(1000)
`);
  await session.driver.start();
  const run = session.run();
  await session.driver.close();
  assertEquals((await run).kind, "crash");
});
