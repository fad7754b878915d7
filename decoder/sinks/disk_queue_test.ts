import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { TextLineStream } from "@std/streams";
import fc from "fast-check";
import type { FrameReading } from "../dialects/frame_reading.ts";
import { DiskQueue } from "./disk_queue.ts";
import { SinkError } from "./sink.ts";
import { testReading } from "./test_numbered.ts";

/** A folder for a queue, and what the queue said. */
function folder(limit = 1_000_000) {
  const path = Deno.makeTempDirSync({ prefix: "ticlab-queue-" });
  const told: string[] = [];
  return {
    path,
    told,
    open: () => DiskQueue.open({ folder: path, limit, notice: (text) => told.push(text) }),
    logs: () => [...Deno.readDirSync(path)].map(({ name }) => name).filter((n) => /log$/.test(n)),
    [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }),
  };
}

const seqs = (readings: readonly FrameReading[]) => readings.map(({ seq }) => seq);

Deno.test("a queue gives back what it took, whole and in order, over any closing", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("push"), count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ do: fc.constant("take"), count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ do: fc.constant("reopen"), count: fc.constant(0) }),
    fc.record({ do: fc.constant("tear"), count: fc.integer({ min: 1, max: 200 }) }),
  );
  // A note makes records long enough for many files.
  const note = { label: "MSG1", raw: '\x1b"é\n'.repeat(300), value: null, unit: null };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      using place = folder();
      let queue = place.open();
      let model: FrameReading[] = [];
      let seq = 0;
      for (const { do: what, count } of steps) {
        if (what === "push") {
          for (let i = 0; i < count; i++) {
            const reading = testReading(++seq, [note]);
            if (queue.push(reading) === undefined) model.push(reading);
          }
        } else if (what === "take") {
          const taken = queue.peek(count);
          assert(taken.length > 0 || model.length === 0);
          assertEquals(taken, model.slice(0, taken.length));
          const some = Math.ceil(taken.length / 2);
          queue.forget(some);
          model = model.slice(some);
        } else {
          await queue.close();
          const last = place.logs().sort().at(-1)!;
          // What a process that is killed in the middle of a write leaves behind.
          if (what === "tear") {
            const half = '0123abcd {"seq":'.padEnd(count, "x");
            Deno.writeTextFileSync(`${place.path}/${last}`, half, { append: true });
          }
          queue = place.open();
        }
        assertEquals(queue.waiting, model.length);
      }
      await queue.close();
    }),
    { numRuns: 60 },
  );
});

Deno.test("a queue loses nothing of what it took when its process is killed", async () => {
  using place = folder(100_000_000);
  // Says after each push how far it is, and how much of it is done with.
  const script = `
    import { DiskQueue } from "${new URL("disk_queue.ts", import.meta.url)}";
    import { testReading } from "${new URL("test_numbered.ts", import.meta.url)}";
    const queue = DiskQueue.open({ folder: "${place.path}", limit: 1e8, notice: console.log });
    let done = queue.waiting > 0 ? queue.peek(1)[0].seq - 1 : 0;
    for (let seq = queue.lastSeq + 1;; seq++) {
      queue.push(testReading(seq));
      if (seq % 7 === 0) {
        queue.forget(queue.peek(3).length);
        done += 3;
      }
      console.log(seq, done);
    }`;
  for (let enough = 1_000; enough <= 3_000; enough += 1_000) {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--ext=ts", script],
      stdout: "piped",
    }).spawn();
    let [told, done] = [0, 0];
    const lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      [told = 0, done = 0] = line.split(" ").map(Number);
      if (told === enough) child.kill("SIGKILL");
    }
    await child.status;
    const queue = place.open();
    assert(told >= enough && queue.lastSeq >= told, `${queue.lastSeq} kept of ${told}`);
    const first = queue.peek(1)[0]!.seq;
    assert(first === done + 1 || first === done + 4, `${first} is the first after ${done}`);
    assertEquals(queue.waiting, queue.lastSeq - first + 1);
    await queue.close();
  }
  const queue = place.open();
  for (let next = queue.peek(1)[0]!.seq; queue.waiting > 0;) {
    const batch = queue.peek(100);
    assertEquals(seqs(batch), batch.map(() => next++));
    queue.forget(batch.length);
  }
  assertEquals(place.told, []);
  await queue.close();
});

Deno.test("a queue that is full keeps what it has and refuses what is new, until there is room", async () => {
  using place = folder();
  let queue = place.open();
  let why: string | undefined;
  let seq = 0;
  while (why === undefined) why = queue.push(testReading(++seq));
  assertMatch(why, /1000000 bytes/);
  const kept = seq - 1;
  assert(kept > 2_000, `${kept}`);
  assertEquals([queue.waiting, queue.lastSeq], [kept, kept]);
  await queue.close();
  queue = place.open();
  // A part of it must be gone before its file is.
  const read: number[] = [];
  while (queue.push(testReading(kept + 1)) !== undefined) {
    const batch = queue.peek(10);
    read.push(...seqs(batch));
    queue.forget(batch.length);
  }
  assert(read.length < kept / 4, `${read.length} of ${kept}`);
  for (let batch = queue.peek(100); batch.length > 0; batch = queue.peek(100)) {
    read.push(...seqs(batch));
    queue.forget(batch.length);
  }
  assertEquals(read, Array.from({ length: kept + 1 }, (_, i) => i + 1));
  await queue.close();
});

Deno.test("a queue that is emptied as it fills never grows", async () => {
  using place = folder();
  const queue = place.open();
  for (let seq = 1; seq <= 20_000; seq++) {
    assertEquals(queue.push(testReading(seq)), undefined);
    assertEquals(seqs(queue.peek(5)), [seq]);
    queue.forget(1);
  }
  assertEquals(place.logs().length, 1);
  await queue.close();
});

Deno.test("a queue is refused to a second process, and free when the first is gone", async () => {
  using place = folder();
  const first = place.open();
  const error = assertThrows(() => place.open(), SinkError);
  assertMatch(error.message, /in use by another ticlab/);
  assertMatch(error.next, /--queue DIR/);
  await first.close();
  await place.open().close();
});

Deno.test("a queue that cannot be written says so", () => {
  const path = Deno.makeTempFileSync();
  const error = assertThrows(
    () => DiskQueue.open({ folder: path, limit: 1e6, notice: () => {} }),
    SinkError,
  );
  assertMatch(error.message, /cannot be written/);
  Deno.removeSync(path);
});

Deno.test("a damaged reading is left out, told, and harms no other", async () => {
  using place = folder();
  let queue = place.open();
  for (let seq = 1; seq <= 9; seq++) queue.push(testReading(seq));
  await queue.close();
  const path = `${place.path}/${place.logs()[0]}`;
  const text = Deno.readTextFileSync(path);
  // One bit of the fourth and of the last.
  Deno.writeTextFileSync(
    path,
    text.replace(`"seq":4`, `"seq":5`).replace(/"raw":"00009"/, `"raw":"00008"`),
  );
  queue = place.open();
  const read: number[] = [];
  for (let batch = queue.peek(100); batch.length > 0; batch = queue.peek(100)) {
    read.push(...seqs(batch));
    queue.forget(batch.length);
  }
  assertEquals(read, [1, 2, 3, 5, 6, 7, 8]);
  assertEquals([queue.waiting, place.told.length], [0, 2]);
  assertEquals(queue.push(testReading(10)), undefined);
  assertEquals(seqs(queue.peek(5)), [10]);
  await queue.close();
});

Deno.test("a queue whose position is lost begins with the oldest that is left", async () => {
  using place = folder();
  let queue = place.open();
  for (let seq = 1; seq <= 9; seq++) queue.push(testReading(seq));
  queue.peek(5);
  queue.forget(5);
  await queue.close();
  Deno.writeTextFileSync(`${place.path}/position`, "\0".repeat(50));
  queue = place.open();
  assertEquals(seqs(queue.peek(20)), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assertEquals(queue.lastSeq, 9);
  await queue.close();
});
