import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TextLineStream } from "@std/streams";
import { readRecording } from "../decoder/recording/read_recording.ts";
import { pyserial, testWith } from "../serial/_programs.ts";
import { Pty, SerialPort } from "../serial/mod.ts";
import { encodeFrame } from "../tic/frame.ts";
import { latin1 } from "../tic/latin1.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

/** A frame that tells its number. */
const frame = (number: number) =>
  encodeFrame([
    { label: "ADSC", value: "021961551234" },
    { label: "EAST", value: String(number).padStart(9, "0") },
    { label: "MSG1", value: "PAS DE MESSAGE ".padEnd(32, "x") },
  ], "standard");

/** Frames with these numbers, as one piece of the line. */
const frames = (from: number, count: number) =>
  Uint8Array.from(Array.from({ length: count }, (_, i) => [...frame(from + i)]).flat());

/** A tee with its folder. */
class Tee implements AsyncDisposable {
  readonly folder = Deno.makeTempDirSync();
  #child: Deno.ChildProcess | undefined;
  #err: ReadableStreamDefaultReader<string> | undefined;
  #said = "";

  /** Starts it; returns what it says when it is ready: a path or an address for each outlet. */
  async start(...args: string[]): Promise<string[]> {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-prompt", MAIN, "tee", ...args],
      env: { NO_COLOR: "1", LC_ALL: "C", INIT_CWD: this.folder },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#err = this.#child.stderr.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
    const lines = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
    const { value } = await lines.read();
    lines.cancel();
    if (value === undefined) return [];
    const { outlets } = JSON.parse(value) as { outlets: { url: string; path?: string }[] };
    return outlets.map(({ url, path }) => path ?? url);
  }

  /** Waits until it says something on standard error that it has not said before. */
  async says(words: string): Promise<void> {
    for (;;) {
      const { value, done } = await this.#err!.read();
      assert(!done, `it never said "${words}": ${this.#said}`);
      this.#said += `${value}\n`;
      if (value.includes(words)) return;
    }
  }

  /** Ends it as Ctrl-C does, or waits for its end. */
  async ended(signal?: Deno.Signal): Promise<{ code: number; err: string }> {
    if (signal) this.#child!.kill(signal);
    for (let line; !(line = await this.#err!.read()).done;) this.#said += `${line.value}\n`;
    const { code } = await this.#child!.status;
    this.#child = undefined;
    return { code, err: this.#said };
  }

  async [Symbol.asyncDispose]() {
    this.#child?.kill("SIGKILL");
    await this.#err?.cancel();
    await this.#child?.status;
    Deno.removeSync(this.folder, { recursive: true });
  }
}

/** Hears bytes to the end of a piece. */
async function hear(reader: ReadableStreamDefaultReader<Uint8Array>, length: number) {
  const heard: number[] = [];
  while (heard.length < length) {
    const { value, done } = await reader.read();
    assert(!done, `the line ended after ${heard.length} bytes`);
    heard.push(...value);
  }
  return latin1(Uint8Array.from(heard));
}

const LISTENER = `
import serial, sys
port = serial.Serial(sys.argv[1], 9600, bytesize=7, parity="E")
print("open", flush=True)
sys.stdout.buffer.write(port.read(int(sys.argv[2])))
`;

testWith(
  pyserial,
  "pyserial",
  "tee gives the same bytes to a pty, a socket and a recording, whoever does not read",
  async (pyserial) => {
    const source = Pty.open();
    await using tee = new Tee();
    const [one, two, deaf, tcp] = await tee.start(
      ...[source.slave, "--json", "--baud", "9600", "--record", "line.txt"],
      ...["--to", "pty:one", "--to", "pty:two", "--to", "pty:deaf", "--to", "tcp://:0"],
    );
    assertEquals([one, deaf], [`${tee.folder}/one`, `${tee.folder}/deaf`]);
    using _deaf = Deno.openSync(deaf!);
    const parts = Array.from({ length: 8 }, (_, i) => frames(i * 40, 40));
    const all = parts.map((part) => latin1(part)).join("");
    const python = new Deno.Command(pyserial, {
      args: ["-c", LISTENER, one!, String(all.length)],
      stdout: "piped",
    }).spawn();
    const said = python.stdout.getReader();
    assertEquals(await hear(said, 5), "open\n");
    const port = SerialPort.open(two!, { baudRate: 9600 });
    const second = port.readable.getReader();
    const socket = await Deno.connect({ port: Number(new URL(tcp!.replace("tcp", "http")).port) });
    const third = socket.readable.getReader();
    for (const part of parts) {
      // More than a pty keeps for one that does not read, in pieces that one that reads has taken.
      assertEquals(source.write(part), part.length);
      assertEquals(await hear(second, part.length), latin1(part));
    }
    assertEquals(await hear(said, all.length), all);
    // It hears from when it was taken in, which nobody tells it.
    const last = latin1(frame(319));
    let tail = "";
    while (!tail.endsWith(last)) tail += latin1((await third.read()).value!);
    assert(all.endsWith(tail));
    second.releaseLock();
    await port.close();
    third.releaseLock();
    socket.close();
    await said.cancel();
    await python.status;

    const { code, err } = await tee.ended("SIGINT");
    assertEquals(code, 0, err);
    assertStringIncludes(err, "320 of 320 frames good");
    const names = Array.from(Deno.readDirSync(tee.folder), ({ name }) => name);
    assertEquals(names, ["line.txt"]);
    const entries = [...readRecording(Deno.readTextFileSync(`${tee.folder}/line.txt`))];
    const kept = entries.flatMap((entry) => entry.kind === "chunk" ? [latin1(entry.bytes)] : []);
    assertEquals(kept.join(""), all);
    assert(entries.some((entry) => entry.kind === "field" && entry.key === "meter"));
    await source.close();
  },
);

Deno.test("tee goes on when its port is plugged in again, and its reader need not know", async () => {
  await using tee = new Tee();
  const link = `${tee.folder}/meter`;
  let source = Pty.open({ link });
  const [one] = await tee.start(link, "--json", "--baud", "9600", "--to", "pty:", "--to", "pty:one")
    .then((outlets) => outlets.slice(1));
  const port = SerialPort.open(one!, { baudRate: 9600 });
  const reader = port.readable.getReader();
  for (const number of [1, 2, 3]) {
    source.write(frame(number));
    assertEquals(await hear(reader, frame(number).length), latin1(frame(number)));
    await source.close();
    source = Pty.open({ link });
    await tee.says("is back");
  }
  reader.releaseLock();
  await port.close();
  const { code, err } = await tee.ended("SIGTERM");
  assertEquals(code, 0);
  assertEquals(err.match(/is gone: waiting/g)?.length, 3, err);
  await source.close();
});

Deno.test("tee leaves out what breaks, goes on, and ends when nothing is left", async () => {
  const source = Pty.open();
  {
    await using tee = new Tee();
    const [, one] = await tee.start(
      ...[source.slave, "--json", "--baud", "9600", "--to", "file:/dev/full", "--to", "pty:one"],
    );
    const port = SerialPort.open(one!, { baudRate: 9600 });
    const reader = port.readable.getReader();
    for (const number of [1, 2]) {
      source.write(frame(number));
      assertEquals(await hear(reader, frame(number).length), latin1(frame(number)));
    }
    reader.releaseLock();
    await port.close();
    const { code, err } = await tee.ended("SIGINT");
    assertEquals(code, 3);
    assertStringIncludes(err, "cannot write to file:/dev/full");
    assertStringIncludes(err, "it is left out from now on");
  }
  {
    await using tee = new Tee();
    await tee.start(source.slave, "--json", "--baud", "9600", "--to", "file:/dev/full");
    source.write(frame(1));
    assertEquals((await tee.ended()).code, 3);
  }
  await source.close();
});

Deno.test("tee says what is wrong with its words", async () => {
  for (
    const [args, code, words] of [
      [[], 2, "no SOURCE"],
      [["a", "b"], 2, "one SOURCE at a time"],
      [[MAIN], 2, "ticlab replay"],
      [["/dev/ttyNONE", "--to", "pyt:x"], 2, "Did you mean --to pty:x?"],
      [["/dev/ttyNONE"], 3, "there is no such"],
      [["-", "--to", "pty:none/x"], 3, "there is no such file"],
      [["-", "--record", "none/x.txt", "--to", "pty:x"], 3, "its folder does not exist"],
    ] as const
  ) {
    await using tee = new Tee();
    await tee.start(...args);
    const ended = await tee.ended();
    assertEquals([ended.code, ended.err.includes(words)], [code, true], ended.err);
    assertEquals([...Deno.readDirSync(tee.folder)], []);
  }
});
