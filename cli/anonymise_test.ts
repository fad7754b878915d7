import { assertEquals, assertStringIncludes } from "@std/assert";
import { chunkLine, recordingHeader } from "../decoder/recording/recording_text.ts";
import { encodeFrame } from "../tic/frame.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;
const FRAME = encodeFrame([
  { label: "ADSC", value: "021961551234" },
  { label: "NGTF", value: "      BASE      " },
  { label: "PRM", value: "12345678901234" },
], "standard");

async function anonymise(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-write", "--allow-env", MAIN, "anonymise"]
      .concat(args),
    env: { NO_COLOR: "1", INIT_CWD: folder },
  }).output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

async function withFolder(use: (folder: string) => Promise<void>) {
  const folder = Deno.makeTempDirSync();
  try {
    await use(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const names = (folder: string) => Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();

Deno.test("anonymise writes bytes to standard output and recordings to a file, and counts", async () => {
  await withFolder(async (folder) => {
    Deno.writeFileSync(`${folder}/line.tic`, FRAME);
    const raw = await anonymise(folder, "line.tic");
    assertEquals(raw.code, 0, raw.err);
    assertEquals(raw.out.length, FRAME.length);
    assertStringIncludes(raw.out, "\nADSC\t021961000001\t");
    assertStringIncludes(raw.out, "\nPRM\t00000000000001\t");
    assertStringIncludes(raw.err, "2 numbers replaced, in 2 places");

    const fields = { port: "/dev/ttyUSB0", meter: "linky standard 021961551234" };
    const recording = recordingHeader({ started: 0, fields });
    Deno.writeTextFileSync(`${folder}/winter.txt`, recording + chunkLine(1, FRAME));
    const { code, out, err } = await anonymise(folder, "winter.txt", "--to", "share.txt");
    assertEquals([code, out], [0, ""], err);
    assertStringIncludes(err, "2 numbers replaced, in 2 places; 1 other line left out");
    const share = Deno.readTextFileSync(`${folder}/share.txt`);
    assertStringIncludes(share, "\n# meter: linky standard 021961000001\n");
    assertStringIncludes(share, "0.001000\t␂␊ADSC␉021961000001␉");
    assertEquals(names(folder), ["line.tic", "share.txt", "winter.txt"]);

    const again = await anonymise(folder, "line.tic", "--to", "share.txt");
    assertEquals(again.code, 3);
    assertStringIncludes(again.err, "cannot write share.txt: it is there already\nName another");
    assertEquals(Deno.readTextFileSync(`${folder}/share.txt`), share);
  });
});

Deno.test("anonymise writes nothing where a number would be left in a text that it does not know", async () => {
  await withFolder(async (folder) => {
    const frame = encodeFrame([
      { label: "ADSC", value: "021961551234" },
      { label: "NGTF", value: "  021961551234  " },
    ], "standard");
    Deno.writeFileSync(`${folder}/line.tic`, frame);
    const { code, out, err } = await anonymise(folder, "line.tic", "--to", "share.tic");
    assertEquals([code, out], [5, ""]);
    assertStringIncludes(err, "parts of its numbers would be left");
    assertEquals(names(folder), ["line.tic"]);
  });
});

Deno.test("anonymise says what is wrong with its words, and warns where it saw no number", async () => {
  await withFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/noise.tic`, "noise");
    for (
      const [args, code, part] of [
        [[], 2, "one FILE is wanted"],
        [["none.tic"], 3, "cannot read none.tic: there is no such file"],
        [["noise.tic", "--to", "noise.tic"], 2, "would overwrite what is read"],
        [["noise.tic", "--to", "none/x"], 3, "cannot write"],
        [["noise.tic"], 0, "look at the result before you share it"],
      ] as const
    ) {
      const run = await anonymise(folder, ...args);
      assertEquals([run.code, run.err.includes(part)], [code, true], run.err);
    }
  });
});
