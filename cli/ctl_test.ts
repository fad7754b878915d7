import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TextLineStream } from "@std/streams";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

/** A sim that runs in a folder of its own. */
class Sim {
  readonly folder: string;
  readonly control: string;
  readonly child: Deno.ChildProcess;

  private constructor(folder: string, child: Deno.ChildProcess, control: string) {
    this.folder = folder;
    this.child = child;
    this.control = control;
  }

  static start(...args: string[]): Promise<Sim> {
    return Sim.startIn(Deno.makeTempDirSync(), "line.tic", args);
  }

  static async startIn(folder: string, line: string, args: readonly string[]): Promise<Sim> {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, "sim", "--json", "--to", `file:${line}`, ...args],
      env: { XDG_RUNTIME_DIR: folder, INIT_CWD: folder, NO_COLOR: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      return new Sim(folder, child, (JSON.parse(line) as { control: string }).control);
    }
    throw new Error("the sim ended before it was ready");
  }

  /** What `ticlab ctl` says. */
  async ctl(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, "ctl", ...words],
      env: { XDG_RUNTIME_DIR: this.folder, NO_COLOR: "1" },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  }

  get line(): string {
    return new TextDecoder().decode(Deno.readFileSync(`${this.folder}/line.tic`));
  }

  async [Symbol.asyncDispose]() {
    await this.child.stdin.close();
    await this.child.status;
    Deno.removeSync(this.folder, { recursive: true });
  }
}

const HELD = ["--step", "--mode", "standard", "--start", "2026-01-14T12:00:00", "--speed", "max"];

Deno.test("ctl makes things happen to the meter of a running sim", async () => {
  await using sim = await Sim.start(...HELD);
  assertEquals(await sim.ctl("step", "2"), { code: 0, stdout: "ok, frame 1\n", stderr: "" });
  assertEquals((await sim.ctl("overload", "8", "kVA", "for", "30", "s")).stdout, "ok, frame 2\n");
  await sim.ctl("step");
  const status = JSON.parse((await sim.ctl("status", "--json")).stdout);
  assertEquals([status.ok, status.frame, status.mode], [true, 2, "standard"]);
  assert(Math.abs(status.apparent - 8_000) < 10, `${status.apparent}`);
  const powers = Array.from(sim.line.matchAll(/SINSTS\t(\d+)/g), ([, power]) => Number(power));
  assertEquals(powers.length, 3);
  assert(powers[1]! < 300 && powers[2]! > 7_900, `${powers}`);
  assertEquals((await sim.ctl("quit")).code, 0);
  assertEquals((await sim.child.status).code, 0);
});

Deno.test("the ledger of a sim that is ended by ctl is whole", async () => {
  await using sim = await Sim.start(...HELD, "--ledger", "book.jsonl");
  await sim.ctl("step", "2");
  await sim.ctl("cover", "open");
  assertEquals((await sim.ctl("quit")).stdout, "ok\n");
  assertEquals((await sim.child.status).code, 0);
  const book = Deno.readTextFileSync(`${sim.folder}/book.jsonl`).trim().split("\n")
    .map((line) => JSON.parse(line));
  assertEquals(book.at(-1).event, "end");
  assertEquals(book.filter(({ do: name }) => name === "cover").length, 1);
  assertEquals(book.filter(({ frame }) => frame !== undefined).length, 2);
});

Deno.test("ctl switches the mode, and the next frame is in the other", async () => {
  await using sim = await Sim.start(...HELD);
  await sim.ctl("step", "1");
  assertEquals((await sim.ctl("tariff-shift", "-30", "min")).stdout, "ok, frame 1\n");
  await sim.ctl("mode", "historique");
  await sim.ctl("step", "1");
  const frames = sim.line.split("\x03").slice(0, -1);
  assertEquals(frames.map((frame) => frame.includes("\nADSC\t")), [true, false]);
  assertStringIncludes(frames[1]!, "\nADCO ");
});

Deno.test("ctl says why something cannot be", async () => {
  await using sim = await Sim.start("--start", "2026-01-14T12:00:00");
  assertEquals(await sim.ctl("step"), {
    code: 1,
    stdout: "",
    stderr: "ticlab ctl: cannot step: start the sim with --step, so that it waits\n",
  });
  assertStringIncludes((await sim.ctl("power", "36", "kVA")).stderr, "whole kVA from 1 to 18");
  assertEquals(await sim.ctl("overload", "12", "kVA"), {
    code: 2,
    stdout: "",
    stderr: 'ticlab ctl: cannot do "overload 12 kVA": it wants for\n' +
      "Such as: ticlab ctl overload 12 kVA for 30 s\n",
  });
  const wrong = await sim.ctl("overlaod", "12", "kVA");
  assertEquals(wrong.code, 2);
  assertStringIncludes(wrong.stderr, 'did you mean "overload"?');
});

Deno.test("ctl lists the sims that run, each with its outlets and the whole command", async () => {
  await using one = await Sim.start(...HELD);
  const other = await Sim.startIn(one.folder, "other.tic", HELD);
  try {
    const { code, stderr } = await one.ctl("tariff-shift", "-30", "min");
    assertEquals(code, 3);
    assertEquals(stderr.split("\n"), [
      "ticlab ctl: 2 sims are running",
      "Name one:",
      `  file:${one.folder}/line.tic`,
      `    ticlab ctl --to ${one.control} tariff-shift -30 min`,
      `  file:${one.folder}/other.tic`,
      `    ticlab ctl --to ${other.control} tariff-shift -30 min`,
      "",
    ]);
    assertEquals((await one.ctl("--to", other.control, "step")).stdout, "ok, frame 0\n");
  } finally {
    await other.child.stdin.close();
    await other.child.status;
  }
});

Deno.test("ctl says when no sim runs", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, "ctl", "status"],
      env: { XDG_RUNTIME_DIR: folder },
    }).output();
    assertEquals(code, 3);
    assertEquals(
      new TextDecoder().decode(stderr),
      "ticlab ctl: no sim is running\nStart one: ticlab sim\n",
    );
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("a running sim is driven from Python over its socket", async () => {
  await using sim = await Sim.start(...HELD);
  const script = `
import json, socket, sys
sim = socket.socket(socket.AF_UNIX)
sim.connect(sys.argv[1])
lines = sim.makefile("rw")
def do(**command):
    lines.write(json.dumps(command) + "\\n")
    lines.flush()
    return json.loads(lines.readline())
do(do="step")
do(do="message", text="COUPURE DEMAIN 8H")
do(do="step")
print(json.dumps([do(do="status")["frame"], do(do="outage"), do(do="cover", open="ajar")["ok"]]))
`;
  const { stdout, stderr } = await new Deno.Command("python3", {
    args: ["-c", script, sim.control],
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  assertEquals(JSON.parse(new TextDecoder().decode(stdout)), [
    1,
    { ok: false, error: 'Cannot do "outage": it wants for' },
    false,
  ]);
  assertStringIncludes(sim.line, "MSG1\tCOUPURE DEMAIN 8H               \t");
});

Deno.test("a running sim is driven from a shell, by nobody but its owner", async () => {
  await using sim = await Sim.start(...HELD);
  const mode = (path: string) => Deno.statSync(path).mode! & 0o777;
  assertEquals([mode(sim.control), mode(`${sim.folder}/ticlab`)], [0o600, 0o700]);
  const script = `"$0" run -A "$1" ctl step 2 && "$0" run -A "$1" ctl cover open --json`;
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", script, Deno.execPath(), MAIN],
    env: { XDG_RUNTIME_DIR: sim.folder },
  }).output();
  assertEquals(new TextDecoder().decode(stdout), 'ok, frame 1\n{"ok":true,"frame":2}\n');
});
