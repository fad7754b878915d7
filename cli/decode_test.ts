import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Pty } from "../serial/mod.ts";
import { encodeFrame } from "../tic/frame.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const MAIN = `${ROOT}main.ts`;
/** `deno run` and the flags of `deno task decode`. */
const TASK: string[] = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`))
  .tasks.decode.command.split(" ").slice(2, -2);

const FRAME = encodeFrame([
  { label: "ADCO", value: "021976551234" },
  { label: "PTEC", value: "HC.." },
  { label: "PAPP", value: "02310" },
], "historique");

interface Ended {
  code: number;
  out: string;
  err: string;
}

function start(args: readonly string[], options: { flags?: string[]; cwd?: string } = {}) {
  return new Deno.Command(Deno.execPath(), {
    args: [...options.flags ?? TASK, "--no-prompt", MAIN, "decode", ...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", LC_ALL: "C", INIT_CWD: options.cwd ?? ROOT },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function ended(child: Deno.ChildProcess): Promise<Ended> {
  const text = new TextDecoder();
  const { code, stdout, stderr } = await child.output();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

async function decode(
  args: readonly string[],
  options: { flags?: string[]; cwd?: string; input?: Uint8Array } = {},
): Promise<Ended> {
  const child = start(args, options);
  const writer = child.stdin.getWriter();
  if (options.input) await writer.write(options.input);
  await writer.close();
  return await ended(child);
}

function tempFile(content: Uint8Array, options: { prefix?: string } = {}) {
  const path = Deno.makeTempFileSync({ suffix: ".tic", ...options });
  Deno.writeFileSync(path, content);
  return { path, [Symbol.dispose]: () => Deno.removeSync(path) };
}

Deno.test("decode prints the events asked for, one JSON object a line", async () => {
  using file = tempFile(FRAME);
  const { code, out, err } = await decode([file.path, "--json", "--events", "value,frame"]);
  const events = out.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(events.map((e) => e.label ?? e.event), ["ADCO", "PTEC", "PAPP", "frame"]);
  assertEquals(events[2], { event: "value", label: "PAPP", value: 2310, unit: "VA" });
  assertEquals([code, err], [0, ""]);
});

Deno.test("decode reads standard input where there is no SOURCE", async () => {
  const { code, out } = await decode(["--json", "--events", "frame"], { input: FRAME });
  assertEquals(JSON.parse(out).groups.length, 3);
  assertEquals(code, 0);
});

Deno.test("decode prints the table once where standard output is no terminal", async () => {
  using file = tempFile(FRAME);
  const { code, out } = await decode([file.path]);
  assertEquals(code, 0);
  assertMatch(out, /^historique mode/);
  assertMatch(out, /^ {2}PAPP +2 310 VA +Apparent power drawn/m);
  assertMatch(out, /^ {2}PTEC +HC\.\. +off-peak hours/m);
  assertMatch(out, /^frames 1 \(1 complete\) · groups ok 3 · errors none$/m);
});

Deno.test("decode finds a relative path from the folder that the user stands in", async () => {
  using file = tempFile(FRAME);
  const [, folder, name] = /^(.*)\/(.*)$/.exec(file.path)!;
  const { code } = await decode([name!], { cwd: folder! });
  assertEquals(code, 0);
});

Deno.test("decode ends with 4 and the next step where there was no good frame", async () => {
  for (
    const [input, message, next] of [
      [new Uint8Array(), /not one good frame in 0 bytes$/, /Nothing arrived/],
      [FRAME.subarray(0, 40), /not one good frame in 40 bytes \(1 incomplete\)$/, /--events error/],
    ] as const
  ) {
    for (const form of [["--json"], []]) {
      const { code, err } = await decode(["-", ...form], { input });
      assertEquals(code, 4);
      const [first = "", second = ""] = err.trimEnd().split("\n");
      assertMatch(first, message);
      assertMatch(second, next);
    }
  }
});

const LISTENER = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const CLOSED = LISTENER.addr.port;
LISTENER.close();

const FAILURES: readonly [
  what: string,
  args: string[],
  code: number,
  first: RegExp,
  next: RegExp,
][] = [
  [
    "a port that does not exist",
    ["/dev/ttyNOPE7"],
    3,
    /^ticlab decode: cannot open "\/dev\/ttyNOPE7": there is no such file \(ENOENT\)$/,
    /Ports here: |No adapter is seen here/,
  ],
  [
    "a device that is no port",
    ["/dev/null"],
    3,
    /^ticlab decode: cannot open "\/dev\/null": it is not a serial port \(ENOTTY\)$/,
    /Ports here: |No adapter is seen here/,
  ],
  ["a directory", [ROOT], 3, /^ticlab decode: cannot read ".*": it is a directory$/, /ls /],
  [
    "a file with a slip in its name",
    ["LICENCE", "--json"],
    3,
    /^ticlab decode: cannot read "LICENCE": it does not exist$/,
    /Did you mean: ticlab decode LICENSE/,
  ],
  [
    "an outlet's word",
    ["pty:/nowhere/linky"],
    3,
    /cannot read "pty:\/nowhere\/linky": it does not exist$/,
    /ticlab decode \/nowhere\/linky/,
  ],
  [
    "a host that refuses",
    [`tcp://127.0.0.1:${CLOSED}`],
    3,
    /^ticlab decode: cannot connect to 127\.0\.0\.1:\d+: nothing listens on port/,
    /Start the program/,
  ],
  ["an unknown scheme", ["udp://127.0.0.1:1"], 2, /udp:\/\/ is no source$/, /tcp:\/\/HOST:PORT/],
  ["an unknown event", ["-", "--json", "--events", "grup"], 2, /"grup" is no event/, /group/],
  ["events without JSON", ["-", "--events", "group"], 2, /--events is for --json/, /--json/],
  ["two sources", ["a", "b"], 2, /one SOURCE at a time/, /--help/],
  ["a speed in words", ["-", "--baud", "fast"], 2, /"fast" is no speed/, /9600/],
  ["a time without unit", ["-", "--for", "10"], 2, /--for: .*no unit/, /--help/],
];

for (const [what, args, code, first, next] of FAILURES) {
  Deno.test(`decode refuses ${what} in one line, with the next step`, async () => {
    const result = await decode(args);
    const lines = result.err.trimEnd().split("\n");
    assertMatch(lines[0]!, first);
    assertMatch(lines[1]!, next);
    assertEquals([lines.length, result.code, result.out], [2, code, ""]);
  });
}

Deno.test("decode gives the whole command where Deno lacks a permission", async () => {
  using file = tempFile(FRAME);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  for (const args of [[file.path, "--json"], [`tcp://127.0.0.1:${port}`, "--json"]]) {
    const refused = await decode(args, { flags: ["run"] });
    assertEquals(refused.code, 3);
    const [, command = ""] = /: deno (run .*)$/m.exec(refused.err)!;
    assertStringIncludes(command, "main.ts decode");
    const child = new Deno.Command(Deno.execPath(), {
      args: command.split(" "),
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    if (args[0]!.startsWith("tcp")) {
      using conn = await listener.accept();
      await conn.write(FRAME);
    }
    assertEquals((await child.status).code, 0);
  }
  listener.close();
});

Deno.test("decode ends quietly with 0 when the reader of standard output leaves", async () => {
  const long = new Uint8Array(FRAME.length * 20_000);
  for (let at = 0; at < long.length; at += FRAME.length) long.set(FRAME, at);
  using file = tempFile(long);
  const child = start([file.path, "--json"]);
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  const err = await new Response(child.stderr).text();
  assertEquals([(await child.status).code, err], [0, ""]);
  await child.stdin.close();
});

Deno.test("decode says that standard output cannot be written", async () => {
  using file = tempFile(FRAME);
  for (const form of ["--json", ""]) {
    const command = [Deno.execPath(), ...TASK, MAIN, "decode", file.path, form, "> /dev/full"];
    const { code, stderr } = await new Deno.Command("sh", { args: ["-c", command.join(" ")] })
      .output();
    const [first = "", second = ""] = new TextDecoder().decode(stderr).split("\n");
    assertMatch(first, /cannot write to standard output: No space left/);
    assertMatch(second, /Make room/);
    assertEquals(code, 3);
  }
});

/** A listener that sends frames to one client and then nothing more. */
async function meter<T>(use: (url: string, sent: Promise<void>) => Promise<T>): Promise<T> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const done = Promise.withResolvers<void>();
  const serving = (async () => {
    using conn = await listener.accept();
    await conn.write(FRAME);
    await conn.write(FRAME);
    await done.promise;
  })();
  const result = await use(`tcp://127.0.0.1:${listener.addr.port}`, serving);
  done.resolve();
  await serving;
  return result;
}

Deno.test("decode --json tells events as they come, and --for ends a line that does not", async () => {
  await meter(async (url) => {
    const { code, out } = await decode([url, "--json", "--events", "frame", "--for", "700ms"]);
    assertEquals([code, out.trimEnd().split("\n").length], [0, 2]);
  });
});

Deno.test("decode dies of Ctrl-C at once and in good order", async () => {
  await meter(async (url) => {
    const child = start([url, "--json", "--events", "frame"]);
    const reader = child.stdout.getReader();
    const { value } = await reader.read();
    assert(JSON.parse(new TextDecoder().decode(value).split("\n")[0]!).complete);
    child.kill("SIGINT");
    assertEquals((await child.status).signal, "SIGINT");
    await reader.cancel();
    await child.stderr.cancel();
    await child.stdin.close();
  });
});

/** Waits until a stream has said something; gives what it said so far. */
async function said(stream: ReadableStreamDefaultReader<string>, word: string): Promise<string> {
  let text = "";
  while (!text.includes(word)) {
    const { value, done } = await stream.read();
    if (done) break;
    text += value;
  }
  return text;
}

Deno.test("decode prints its table on Ctrl-C, and counts what it read as any end would", async () => {
  const pty = Pty.open();
  const child = start([pty.slave]);
  const err = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  // A reader that is not there hears nothing: the frame is sent until it has been read.
  const sending = setInterval(() => pty.write(FRAME), 20);
  await said(err, "reading at 9600 baud");
  clearInterval(sending);
  child.kill("SIGINT");
  const out = await new Response(child.stdout).text();
  assertMatch(out, /^ {2}PAPP +2 310 VA +Apparent power drawn[^\n]* 0 s$/m);
  assertEquals((await child.status).code, 0);
  await err.cancel();
  await child.stdin.close();
  await pty.close();
});

const terminal = await new Deno.Command("script", { args: ["--version"] }).output()
  .then(({ success }) => success, () => false);
if (!terminal) console.log("script (util-linux) is not here: the live table is not tried");

if (terminal) {
  Deno.test("decode on a terminal redraws its table and leaves the last one standing", async () => {
    const pty = Pty.open();
    const run = [Deno.execPath(), ...TASK, MAIN, "decode", pty.slave].join(" ");
    const command = `stty rows 24 columns 80; exec ${run}`;
    const child = new Deno.Command("script", {
      args: ["-qec", command, "/dev/null"],
      env: { LC_ALL: "C", TERM: "xterm" },
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const out = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const sending = setInterval(() => pty.write(FRAME), 20);
    const live = await said(out, "2 310 VA");
    clearInterval(sending);
    assertStringIncludes(live, "\x1b[?25l");
    const stdin = child.stdin.getWriter();
    await stdin.write(new TextEncoder().encode("\x03"));
    const end = "\x1b[?25h";
    const [, last = ""] = (await said(out, "nothing ends it but the end")).split(end);
    assertMatch(last, /PAPP[^]*2 310 VA[^]*frames \d+ \(\d+ complete\)/);
    assertEquals((await child.status).code, 0);
    await stdin.close();
    await pty.close();
  });
}
