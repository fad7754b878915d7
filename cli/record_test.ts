import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { readRecording, type RecordingEntry } from "../decoder/recording/read_recording.ts";
import { chunkLine, recordingHeader } from "../decoder/recording/recording_text.ts";
import { textOf, watched } from "../serial/_until.ts";
import { Pty } from "../serial/mod.ts";
import { encodeFrame } from "../tic/frame.ts";
import { latin1 } from "../tic/latin1.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;
const FRAME = encodeFrame([
  { label: "ADSC", value: "021961551234" },
  { label: "VTIC", value: "02" },
  { label: "EAST", value: "001234567" },
], "standard");

function start(folder: string, ...args: string[]) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-prompt", MAIN, ...args],
    env: { NO_COLOR: "1", LC_ALL: "C", INIT_CWD: folder },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function ended(child: Deno.ChildProcess) {
  const { code, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

const ticlab = (folder: string, ...args: string[]) => ended(start(folder, ...args));

async function withFolder(use: (folder: string) => Promise<void>) {
  const folder = Deno.makeTempDirSync();
  try {
    await use(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Waits until a recording in the folder holds a text; its name may change meanwhile. */
function written(folder: string, text: string): Promise<string> {
  return watched(folder, () => {
    const paths = Array.from(Deno.readDirSync(folder), ({ name }) => `${folder}/${name}`);
    return paths.find((path) => path.endsWith(".txt") && textOf(path)?.includes(text));
  });
}

const line = (entries: readonly RecordingEntry[]) =>
  entries.map((entry) => entry.kind === "chunk" ? latin1(entry.bytes) : "")
    .join("");
const fields = (entries: readonly RecordingEntry[]) =>
  entries.flatMap((entry) => entry.kind === "field" ? [`${entry.key}: ${entry.value}`] : []);

Deno.test("record keeps what a port says until Ctrl-C, in a file named by date and meter", async () => {
  await withFolder(async (folder) => {
    const pty = Pty.open();
    const child = start(folder, "record", pty.slave, "--adapter", "a\tpty");
    await written(folder, " 9600 baud\n");
    const noise = Uint8Array.of(0xff, 0x00, 0x5c, 0x20);
    pty.write(noise);
    pty.write(FRAME);
    const path = await written(folder, "# meter:");
    child.kill("SIGINT");
    const { code, out, err } = await ended(child);
    assertEquals(code, 0, err);
    assertMatch(
      out,
      /\n {2}0:00:\d\d {2}\d+ bytes {2}1 of 1 frame good {2}1 error {2}linky/,
    );
    assertMatch(path, /\/linky-\d{4}-\d\d-\d\d-\d{6}\.txt$/);
    assertEquals(`${folder}/${out.split("\n")[0]}`, path);
    assertStringIncludes(
      err,
      "this is a linky standard 021961551234, and now linky-",
    );

    const entries = [...readRecording(Deno.readFileSync(path))];
    assertEquals(line(entries), latin1(noise) + latin1(FRAME));
    assertEquals(fields(entries).slice(2), [
      `port: ${pty.slave}`,
      "adapter: a pty",
      "anonymised: no",
      "settings: 9600 7E1",
      "meter: linky standard 021961551234",
    ]);
    await pty.close();

    const read = await ticlab(
      folder,
      "decode",
      path,
      "--json",
      "--events",
      "frame",
    );
    assertEquals(read.code, 0, read.err);
    assertEquals(JSON.parse(read.out).groups.length, 3);
  });
});

Deno.test("record goes on with a recording, and marks the line that a crash left unfinished", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/winter.txt`;
    const before = recordingHeader({ started: 0 }) + chunkLine(1, FRAME) +
      "0.002000\t␂␊AD";
    Deno.writeTextFileSync(path, before);
    Deno.writeFileSync(`${folder}/line.tic`, FRAME);
    const { code, err } = await ticlab(
      folder,
      "record",
      "line.tic",
      "winter.txt",
    );
    assertEquals(code, 0, err);
    assertStringIncludes(err, "ticlab record: winter.txt is there: this is added at its end\n");
    const text = Deno.readTextFileSync(path);
    assertEquals(
      text.startsWith(`${before}␘\n# ticlab recording 1\n`),
      true,
      text,
    );
    const entries = [...readRecording(text)];
    assertEquals(line(entries), latin1(FRAME) + latin1(FRAME));
    assertEquals(entries.filter(({ kind }) => kind === "notice").length, 1);
  });
});

Deno.test("record refuses a file that is no recording, a folder that is none, and leaves both alone", async () => {
  await withFolder(async (folder) => {
    Deno.writeFileSync(`${folder}/line.tic`, FRAME);
    const other = await ticlab(folder, "record", "line.tic", "line.tic");
    assertEquals(other.code, 3);
    assertStringIncludes(other.err, "it is there, and is no recording");
    assertEquals(Deno.readFileSync(`${folder}/line.tic`), FRAME);
    const none = await ticlab(folder, "record", "line.tic", "none/x.txt");
    assertEquals(none.code, 3);
    assertStringIncludes(none.err, "its folder does not exist");
    assertEquals([...Deno.readDirSync(folder)].length, 1);
  });
});

Deno.test("record says what is wrong with its words, and which source was meant", async () => {
  await withFolder(async (folder) => {
    for (
      const [args, code, part] of [
        [[], 2, "no SOURCE"],
        [["a", "b", "c"], 2, 'not "c" too'],
        [["a", "--baud", "fast"], 2, '"fast" is no speed'],
        [["a", "--for", "0 s"], 2, "over before it begins"],
        [["pty:/tmp/x"], 3, "Give the path alone: ticlab record /tmp/x"],
      ] as const
    ) {
      const run = await ticlab(folder, "record", ...args);
      assertEquals([run.code, run.err.includes(part)], [code, true], run.err);
    }
    assert([...Deno.readDirSync(folder)].length === 0);
  });
});
