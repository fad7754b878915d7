import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { chunkLine, recordingHeader } from "../decoder/recording/recording_text.ts";
import { encodeFrame } from "../tic/frame.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

async function ticlab(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, ...args],
    env: { XDG_RUNTIME_DIR: folder, INIT_CWD: folder, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

Deno.test("replay sends a recording as it is, and with the faults that are asked for", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const meter = ["--start", "2026-01-14T12:00:00", "--for", "20 s", "--speed", "max"];
    await ticlab(folder, "sim", ...meter, "--to", "file:line.tic");
    const read = (name: string) => Deno.readFileSync(`${folder}/${name}`);
    const again = async (to: string, ...more: string[]) =>
      await ticlab(folder, "replay", "line.tic", "--speed", "max", "--to", `file:${to}`, ...more);

    const { length } = read("line.tic");
    const stdout = `file:${folder}/same.tic\nSent ${length} bytes of line.tic\n`;
    assertEquals(await again("same.tic"), { code: 0, stdout, stderr: "" });
    assertEquals(read("same.tic"), read("line.tic"));

    const fault = "flip PAPP byte 4 bit 0 frames 2";
    assertEquals((await again("wrong.tic", "--fault", fault, "--ledger", "book.jsonl")).code, 0);
    const differ = [...read("line.tic").keys()]
      .filter((i) => read("line.tic")[i] !== read("wrong.tic")[i]);
    const marks = new TextDecoder().decode(read("book.jsonl")).trim().split("\n")
      .flatMap((line) => JSON.parse(line).faults as { at: number }[]);
    assertEquals(marks.map(({ at }) => at), differ);
    assertEquals(differ.length, 2);

    assertEquals((await again("x.tic", "--fault", "drop SINSTS")).code, 5);
    const wrong = await again("x.tic", "--fault", "overload 9 kVA for 1 s");
    assertEquals(wrong.code, 2);
    assert(wrong.stderr.includes('Cannot do "overload" to a recording'), wrong.stderr);
    const none = await ticlab(folder, "replay", "none.tic");
    assertEquals(none.code, 3);
    assert(none.stderr.includes("cannot read none.tic: there is no such file"), none.stderr);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("replay sends the line of a recording, and does not wait longer than it may be silent", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const frame = encodeFrame([{ label: "PAPP", value: "00360" }], "historique");
    const hour = 3_600_000;
    Deno.writeTextFileSync(
      `${folder}/winter.txt`,
      recordingHeader({ started: 0, fields: { settings: "9600 7E1" } }) +
        [0, hour, 2 * hour].map((at) => chunkLine(at, frame)).join("") + "0.1\t␂",
    );
    const { code, stderr } = await ticlab(
      folder,
      ...["replay", "winter.txt", "--cap-silence", "50ms", "--to", "file:line.tic"],
    );
    assertEquals(code, 0, stderr);
    assertStringIncludes(stderr, "winter.txt, line 7: the last line is not finished: ignored");
    assertEquals(
      Deno.readTextFileSync(`${folder}/line.tic`),
      new TextDecoder().decode(frame).repeat(3),
    );
    const raw = await ticlab(folder, "replay", "line.tic", "--cap-silence", "2s");
    assertEquals(raw.code, 2);
    assertStringIncludes(raw.stderr, "a file of bytes knows no times");
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
