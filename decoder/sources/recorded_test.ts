import { assertEquals, assertRejects } from "@std/assert";
import { chunkLine, recordingHeader } from "../recording/recording_text.ts";
import { openSource, SourceError } from "../source.ts";
import { pulled } from "./pulled.ts";
import { recorded } from "./recorded.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const RECORDING = recordingHeader({ started: 0 }) +
  ["\x02\nPAPP 00", "360 *\r", "\x03"].map((text, i) => chunkLine(i, encode(text))).join("") +
  "# event: 3.000000 unplugged\n";
const LINE = "\x02\nPAPP 00360 *\r\x03";

/** What `recorded()` makes of a file that comes in pieces. */
async function read(file: Uint8Array, size: number) {
  const notices: string[] = [];
  let at = 0;
  let closed = 0;
  const line = recorded(
    pulled(
      () => Promise.resolve(at < file.length ? file.slice(at, at += size) : null),
      () => void closed++,
    ),
    { name: "x.txt", notice: (text) => notices.push(text) },
  );
  let text = "";
  for await (const bytes of line.readable) text += new TextDecoder("latin1").decode(bytes);
  await line.close();
  return { text, notices, closed };
}

Deno.test("recorded() gives the bytes of the line, in whatever pieces the file comes", async () => {
  for (const size of [1, 2, 7, 19, 1_000]) {
    assertEquals(await read(encode(RECORDING), size), { text: LINE, notices: [], closed: 1 });
  }
});

Deno.test("recorded() gives other files as they are, also those that begin alike", async () => {
  for (const text of ["", "#", "# ticlab record", "# ticlab recorder 1\n", LINE, "\xef\xbb\xbf"]) {
    const file = Uint8Array.from(text, (character) => character.charCodeAt(0));
    for (const size of [1, 1_000]) {
      const [line] = [await read(file, size)];
      assertEquals(line.text, new TextDecoder("latin1").decode(file), text);
    }
  }
});

Deno.test("recorded() tells what it ignores, by line", async () => {
  assertEquals(await read(encode(RECORDING + "junk\n0.5\t␂"), 5), {
    text: LINE,
    notices: [
      "x.txt, line 7: neither a time with bytes nor a comment: ignored",
      "x.txt, line 8: the last line is not finished: ignored",
    ],
    closed: 1,
  });
});

Deno.test("openSource() reads a recording, and says what to do about one of the future", async () => {
  const folder = Deno.makeTempDirSync();
  Deno.writeTextFileSync(`${folder}/winter.txt`, RECORDING);
  const source = await openSource("winter.txt", { folder });
  assertEquals((await Array.fromAsync(source.readable)).flatMap((bytes) => [...bytes]), [
    ...encode(LINE),
  ]);
  Deno.writeTextFileSync(`${folder}/later.txt`, RECORDING.replace("g 1\n", "g 2\n"));
  const later = await openSource("later.txt", { folder });
  const error = await assertRejects(() => Array.fromAsync(later.readable), SourceError);
  assertEquals(error.next, "It was written by another version of ticlab: get the newest one.");
  Deno.removeSync(folder, { recursive: true });
});
