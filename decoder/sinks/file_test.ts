import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { FILE } from "./file.ts";
import { openSink } from "./open_sink.ts";
import { keepRefused } from "./refused.ts";
import { SinkError } from "./sink.ts";
import { parseSink } from "./sink_address.ts";
import { testReading } from "./test_numbered.ts";

const context = (folder: string) => ({ folder, notice: () => {}, secret: () => undefined });
const seqsIn = (path: string) =>
  Deno.readTextFileSync(path).trimEnd().split("\n").map((line) => JSON.parse(line).seq);

Deno.test("readings are lines at the end of a file, from the folder of the user", async () => {
  const folder = Deno.makeTempDirSync();
  for (const first of [1, 3]) {
    const sink = await FILE.open(parseSink("file:a b.jsonl"), context(folder));
    await sink.deliver([testReading(first), testReading(first + 1)]);
    await sink.close();
  }
  assertEquals(seqsIn(`${folder}/a b.jsonl`), [1, 2, 3, 4]);
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("a line that was cut short is ended, and what is in the file stays", async () => {
  const path = Deno.makeTempFileSync();
  Deno.writeTextFileSync(path, '{"seq":1}\n{"se');
  const sink = await FILE.open(parseSink(`file:${path}`), context("/"));
  await sink.deliver([testReading(2)]);
  await sink.close();
  const [first, cut, second, end] = Deno.readTextFileSync(path).split("\n");
  assertEquals([first, cut, JSON.parse(second!).seq, end], ['{"seq":1}', '{"se', 2, ""]);
  Deno.removeSync(path);
});

Deno.test("a file that takes nothing is down, with what to do", async () => {
  const sink = await FILE.open(parseSink("file:/dev/full"), context("/"));
  const error = await assertRejects(() => sink.deliver([testReading(1)]), SinkError);
  assertEquals(error.kind, "down");
  assertMatch(error.message, /cannot write to file:\/dev\/full: No space left/);
  await sink.close();
});

Deno.test("a file in a folder that is not there is refused at once", async () => {
  const error = await assertRejects(
    async () => void await openSink(parseSink("file:nowhere/a.jsonl"), context("/tmp")),
    SinkError,
  );
  assertMatch(error.message, /its folder does not exist/);
});

Deno.test("what a sink refused is kept with the reason", () => {
  const path = Deno.makeTempFileSync();
  keepRefused(path, testReading(7), "no such column");
  keepRefused(path, testReading(8), "no such column");
  const kept = Deno.readTextFileSync(path).trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(kept.map(({ why, reading }) => [why, reading]), [
    ["no such column", testReading(7)],
    ["no such column", testReading(8)],
  ]);
  Deno.removeSync(path);
});
