import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { TextLineStream } from "@std/streams";
import { strictFrames } from "../sim/_strict.ts";
import { FarEnd } from "../sim/outlets/_far_end.ts";
import { evenParity } from "../sim/uart.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

/** A folder of its own for the runtime files and outputs of a test. */
class Folder {
  readonly path = Deno.makeTempDirSync();

  [Symbol.dispose]() {
    Deno.removeSync(this.path, { recursive: true });
  }
}

function command(
  folder: Folder,
  args: readonly string[],
  options: Pick<Deno.CommandOptions, "stdin" | "stdout"> & { flags?: readonly string[] } = {},
): Deno.Command {
  const { flags = ["--allow-all"], ...streams } = options;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...flags, MAIN, "sim", ...args],
    env: { XDG_RUNTIME_DIR: folder.path, INIT_CWD: folder.path, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...streams,
  });
}

/** Runs `ticlab sim` to its end. */
async function run(...of: Parameters<typeof command>) {
  const { code, stdout, stderr } = await command(...of).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, bytes: stdout, stdout: text(stdout), stderr: text(stderr) };
}

/** A `ticlab sim --json` that is ready. */
async function start(folder: Folder, args: readonly string[]) {
  const child = command(folder, ["--json", ...args], { stdin: "piped" }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    .getReader();
  const { value = "" } = await lines.read();
  const ready = JSON.parse(value) as {
    outlets: { url: string; path?: string }[];
    seed: number;
  };
  return {
    child,
    line: value,
    ready,
    /** Waits for its end, by itself or after what was done to it. */
    async ended() {
      while (!(await lines.read()).done);
      const [{ code }, stderr] = await Promise.all([
        child.status,
        new Response(child.stderr).text(),
      ]);
      return { code, stderr };
    },
  };
}

Deno.test("ticlab sim resets a board, then speaks into the port that it is wired to", async () => {
  using folder = new Folder();
  const far = new FarEnd();
  const board = `${folder.path}/board`;
  const playing = run(folder, [
    ...["--to", `serial:${far.path}`, "--reset", `echo on > '${board}'`],
    ...["--for", "1 s"],
  ]);
  const bytes = await far.takeUntil(playing);
  const { code, stderr } = await playing;
  assertEquals([code, stderr], [0, ""]);
  assertEquals(Deno.readTextFileSync(board), "on\n");
  const text = String.fromCharCode(...bytes.map((byte) => byte & 0x7f));
  assertEquals(text[0], "\x02");
  assertMatch(text.slice(1), /^\nADCO 0\d{11} .\r\nOPTARIF BASE 0\r/);
  assert(bytes.every((byte) => byte >> 7 === evenParity(byte)));
  far.close();
});

Deno.test("ticlab sim says why a port cannot be its outlet, and why a reset failed", async () => {
  using folder = new Folder();
  const port = await run(folder, ["--to", "serial:/dev/null"]);
  assertEquals(port.code, 3);
  assertStringIncludes(port.stderr, "ENOTTY");
  const reset = await run(folder, ["--reset", "exit 7", "--to", `file:${folder.path}/line`]);
  assertEquals(reset.code, 3);
  assertStringIncludes(reset.stderr, "exit code 7");
});

/** What Python hears on a port opened 7E1, over some openings with nothing between them. */
async function hear(path: string, options: { baud: number; bytes: number; openings: number }) {
  const script = `
import os, sys, termios
path, baud, size, openings = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
for _ in range(openings):
    port = os.open(path, os.O_RDWR | os.O_NOCTTY)
    speed = getattr(termios, "B%d" % baud)
    control = termios.CS7 | termios.PARENB | termios.CREAD | termios.CLOCAL
    chars = termios.tcgetattr(port)[6]
    chars[termios.VMIN], chars[termios.VTIME] = 1, 0
    termios.tcsetattr(port, termios.TCSANOW, [termios.INPCK | termios.ISTRIP, 0, control, 0, speed, speed, chars])
    heard = b""
    while len(heard) < size:
        heard += os.read(port, 4096)
    os.close(port)
    sys.stdout.buffer.write(len(heard).to_bytes(4, "big") + heard)
`;
  const { code, stdout, stderr } = await new Deno.Command("python3", {
    args: ["-c", script, path, ...[options.baud, options.bytes, options.openings].map(String)],
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  const heard: Uint8Array[] = [];
  for (let at = 0; at < stdout.length;) {
    const size = new DataView(stdout.buffer, stdout.byteOffset + at).getUint32(0);
    heard.push(stdout.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return heard;
}

const START = "2026-01-14T05:59:30";

for (
  const [mode, baud, size] of [["historique", 1200, 2 * 152 + 40], [
    "standard",
    9600,
    2 * 865,
  ]] as const
) {
  Deno.test(`sim is read in ${mode} by Python at 7E1, time and again`, async () => {
    using folder = new Folder();
    const sim = await start(folder, ["--mode", mode, "--speed", "10"]);
    const [{ path } = {}] = sim.ready.outlets;
    const heard = await hear(path!, { baud, bytes: size, openings: 5 });
    sim.child.kill("SIGINT");
    assertEquals(await sim.ended(), { code: 0, stderr: "" });
    assertEquals(heard.length, 5);
    for (const bytes of heard) assert(strictFrames(bytes).length >= 1);
    assertEquals([...Deno.readDirSync(`${folder.path}/ticlab`)], []);
  });
}

Deno.test("sim plays a meter before Linky, with what is its own where nothing is said", async () => {
  using folder = new Folder();
  const args = ["--model", "cje", "--for", "4s", "--start", START, "--speed", "max"];
  const { code, stdout, stderr } = await run(folder, [...args, "--to", "-"]);
  assertEquals(code, 0);
  assertStringIncludes(stderr, "BASE, 60 kVA, speaks historique at 1200 baud");
  assertStringIncludes(stdout, "\nJAUNE 05:59:14:01:22:  :00025:00 ");
  const wrong = await run(folder, [...args, "--contract", "tempo"]);
  assertEquals(wrong.code, 2);
  assertStringIncludes(wrong.stderr, 'Cannot use the contract "tempo": a cje has base, ejp');
});

Deno.test("sim says in JSON what it has opened, and the seed", async () => {
  using folder = new Folder();
  const sim = await start(folder, ["--to", "pty:", "--to", "file:./out.tic", "--seed", "7"]);
  const link = `${folder.path}/ticlab/linky`;
  const file = `${folder.path}/out.tic`;
  assertEquals(
    sim.line,
    `{"ready":true,"outlets":[{"url":"pty:${link}","path":"${link}"},` +
      `{"url":"file:${file}","path":"${file}"}],"seed":7,` +
      `"control":"${folder.path}/ticlab/control"}`,
  );
  await sim.child.stdin.close();
  assertEquals(await sim.ended(), { code: 0, stderr: "" });
});

Deno.test("sim serves clients that come and leave", async () => {
  using folder = new Folder();
  const sim = await start(folder, ["--mode", "standard", "--speed", "20", "--to", "tcp://:0"]);
  const port = Number(sim.ready.outlets[0]!.url.split(":").at(-1));
  for (let i = 0; i < 3; i++) {
    using client = await Deno.connect({ port });
    const heard = new Uint8Array(4 * 865);
    for (let n = 0; n < heard.length;) n += (await client.read(heard.subarray(n)))!;
    assert(strictFrames(heard).length >= 2);
  }
  sim.child.kill("SIGTERM");
  assertEquals((await sim.ended()).code, 0);
});

Deno.test("two sims on the default path do not collide, and a dead one's path is taken over", async () => {
  using folder = new Folder();
  const paths = (sim: Awaited<ReturnType<typeof start>>) => sim.ready.outlets[0]!.path;
  const one = await start(folder, []);
  const two = await start(folder, []);
  assertEquals(paths(one), `${folder.path}/ticlab/linky`);
  assertEquals(paths(two), `${folder.path}/ticlab/linky-2`);
  assert(Deno.readLinkSync(paths(one)!) !== Deno.readLinkSync(paths(two)!));
  one.child.kill("SIGKILL");
  await one.ended();
  const three = await start(folder, []);
  assertEquals(paths(three), `${folder.path}/ticlab/linky`);
  for (const sim of [two, three]) {
    await sim.child.stdin.close();
    assertEquals((await sim.ended()).code, 0);
  }
});

Deno.test("sim ends when its parent is gone, whatever its standard input", async () => {
  using folder = new Folder();
  const sim = `"$0" run -A "$1" sim --json --to tcp://:0 < /dev/null`;
  const parent = new Deno.Command("sh", {
    args: ["-c", `${sim} & wait`, Deno.execPath(), MAIN],
    env: { XDG_RUNTIME_DIR: folder.path },
    stdout: "piped",
  }).spawn();
  const reader = parent.stdout.getReader();
  assertStringIncludes(new TextDecoder().decode((await reader.read()).value), '"ready":true');
  parent.kill("SIGKILL");
  assertEquals((await reader.read()).done, true);
  await parent.status;
});

Deno.test("sim writes the same file for the same start and seed", async () => {
  using folder = new Folder();
  const day = ["--mode", "standard", "--contract", "hc", "--start", START, "--speed", "max"];
  const read = (name: string) => Deno.readFileSync(`${folder.path}/${name}`);
  for (const [name, seed] of [["a", "1"], ["b", "1"], ["c", "2"]]) {
    const args = [...day, "--for", "2 min", "--seed", seed!, "--to", `file:${name}`];
    assertEquals((await run(folder, args)).code, 0);
  }
  assertEquals(read("a"), read("b"));
  assert(read("a").some((byte, i) => byte !== read("c")[i]));
  const frames = strictFrames(read("a"));
  assert(frames.length > 120 && frames.length < 135, `${frames.length}`);
  assertEquals(frames[0]!["DATE@"], "H260114055930");
  assertEquals([frames[0]!.NTARF, frames.at(-1)!.NTARF], ["01", "02"]);
});

Deno.test("sim writes the line to standard output and talks on the other", async () => {
  using folder = new Folder();
  const args = ["--mode", "standard", "--speed", "max", "--for", "1 min", "--to", "-"];
  const { code, bytes, stderr } = await run(folder, args);
  assertEquals(code, 0);
  assert(strictFrames(bytes).length > 60);
  assertEquals(bytes[0], 0x02);
  assertStringIncludes(stderr, "speaks standard at 9600 baud on:\n  -\n");
  const json = await run(folder, [...args, "--json"]);
  assertEquals(json.bytes[0], 0x02);
  assertEquals(JSON.parse(json.stderr), {
    ready: true,
    outlets: [{ url: "-" }],
    seed: 42,
    control: `${folder.path}/ticlab/control`,
  });
});

Deno.test("sim ends quietly when nobody reads its standard output any more", async () => {
  using folder = new Folder();
  for (const speed of ["1", "max"]) {
    const sim = command(folder, ["--json", "--speed", speed, "--to", "-"], { stdin: "piped" })
      .spawn();
    const reader = sim.stdout.getReader();
    assert((await reader.read()).value!.length > 0);
    await reader.cancel();
    const stderr = await new Response(sim.stderr).text();
    assertEquals((await sim.status).code, 0);
    assertEquals(stderr.trim().split("\n").length, 1, stderr);
    await sim.stdin.close().catch(() => {});
  }
});

Deno.test("sim says where it speaks and how to read it, once, where there is no terminal", async () => {
  using folder = new Folder();
  const { code, stdout } = await run(folder, ["--for", "1s", "--speed", "max"]);
  assertEquals(code, 0);
  const link = `${folder.path}/ticlab/linky`;
  assertEquals(stdout.split("\n").slice(1), [
    `  pty:${link}`,
    `Read it with: ticlab decode ${link}`,
    "One reader at a time can hold the port; for more: ticlab tee --help",
    "Drive it with: ticlab ctl --help",
    "Stopped after 1 frames",
    "",
  ]);
});

Deno.test("sim says what is wrong with a command line, and what to write", async () => {
  using folder = new Folder();
  const cases: [args: string[], message: string, next: string][] = [
    [["winter"], 'there is no scenario "winter"', "ticlab scenarios"],
    [["overload"], 'there is no scenario "overload"', "overload-single-phase, overload-standard"],
    [["./winter.yaml"], "there is no file ./winter.yaml", "ticlab scenarios"],
    [["one", "two"], 'one scenario at a time: "two" is one too many', "ticlab sim --help"],
    [["x.yaml", "--mode", "standard"], '--mode is said by the scenario "x.yaml"', "leave it out"],
    [["--to", "/tmp/x"], "did you mean pty:/tmp/x or file:/tmp/x?", "ticlab sim --help"],
    [["--to", "ptty:./x"], "an outlet is one of pty:", "Did you mean --to pty:./x?"],
    [["--power", "9"], 'it has no unit: write "9 VA", "9 kVA"', "ticlab sim --help"],
    [["--power", "36 kVA"], "whole kVA from 1 to 18", "ticlab sim --help"],
    [["--load", "9 kVA"], '"kVA" is none of its units W, kW', "ticlab sim --help"],
    [["--serial-number", "12"], "it has 12 digits", "ticlab sim --help"],
    [["--start", "yesterday"], "write it as 2026-01-14T05:59:30", "ticlab sim --help"],
    [["--speed", "0.5"], '--speed cannot be "0.5"', "ticlab sim --help"],
    [["--seed", "x"], '--seed cannot be "x": it is a whole number', "ticlab sim --help"],
    [["--for", "0s"], "--for", "ticlab sim --help"],
    [["--contract", "vert"], "it is one of base, hc, ejp, tempo", "ticlab sim --help"],
    [["--mode", "standart"], "it is one of historique, standard", "--mode standard"],
  ];
  for (const [args, message, next] of cases) {
    const { code, stdout, stderr } = await run(folder, args);
    const [first, second] = stderr.split("\n");
    assertStringIncludes(first!, message);
    assertStringIncludes(second!, next);
    assertEquals([code, stdout], [2, ""]);
  }
});

Deno.test("sim ends with 3 where an outlet cannot be opened", async () => {
  using folder = new Folder();
  const { code, stderr } = await run(folder, ["--to", "file:no/such/file"]);
  assertEquals(code, 3);
  assertEquals(
    stderr,
    `ticlab sim: cannot open file:${folder.path}/no/such/file: its folder does not exist\n` +
      "Name a file in a folder that exists and that you may write to\n",
  );
});

Deno.test("sim names the whole command that has the permission it lacks", async () => {
  using folder = new Folder();
  const args = ["--speed", "max", "--for", "1s", "--to", "file:it's here.tic", "--to=tcp://:0"];
  const { code, stderr } = await run(folder, args, { flags: ["--allow-env"] });
  assertEquals(code, 3);
  const [, command = ""] = stderr.split("\n");
  assertStringIncludes(command, "deno run --allow-ffi=/lib,/lib64,/usr/lib ");
  const again = await new Deno.Command("sh", {
    args: ["-c", command.replace("Give it: deno", `"$0"`), Deno.execPath()],
    cwd: folder.path,
  }).output();
  assertEquals(again.code, 0, new TextDecoder().decode(again.stderr));
  assertEquals(strictFrames(Deno.readFileSync(`${folder.path}/it's here.tic`)).length, 1);
});
