import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import type { FrameReading } from "../dialects/frame_reading.ts";
import { Pump } from "./pump.ts";
import { MemoryQueue } from "./reading_queue.ts";
import { SinkError, type SinkErrorKind } from "./sink.ts";
import { testReading } from "./test_numbered.ts";

const seqs = (readings: readonly FrameReading[]) => readings.map(({ seq }) => seq);
const ok = () => {};

function failing(kind: SinkErrorKind, message = `${kind} today`): () => never {
  return () => {
    throw new SinkError(message, { kind, next: "Do something." });
  };
}

/** A pump to a sink that does what `answer` says, with waits that are only noted. */
function rig(answer: (batch: number[], call: number) => void | Promise<void>) {
  const calls: number[][] = [];
  const waits: number[] = [];
  const told: string[] = [];
  const refused: [number, string][] = [];
  const queue = new MemoryQueue();
  const pump = new Pump({
    queue,
    sink: {
      url: "fake:",
      async deliver(readings) {
        calls.push(seqs(readings));
        await answer(seqs(readings), calls.length);
      },
      close: () => Promise.resolve(),
    },
    notice: (text) => told.push(text),
    refused: ({ seq }, why) => refused.push([seq, why]),
    wait: (ms) => (waits.push(ms), Promise.resolve()),
  });
  const push = (from: number, to: number) => {
    for (let seq = from; seq <= to; seq++) pump.push(testReading(seq));
  };
  return { calls, waits, told, refused, queue, pump, push };
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

Deno.test("readings are delivered in order, in batches of a hundred at most", async () => {
  const { pump, calls, push } = rig(ok);
  push(1, 250);
  await pump.settled();
  push(251, 251);
  await pump.settled();
  assertEquals(calls.flat(), range(1, 251));
  assert(calls.every(({ length }) => length <= 100));
  assertEquals(pump.state, { url: "fake:", delivered: 251, waiting: 0, refused: 0, lost: 0 });
  await pump.stop();
});

Deno.test("a sink that is down gets the same readings again, later and later, and is told once", async () => {
  const { pump, calls, waits, told, push } = rig((_, call) => call <= 9 ? failing("down")() : ok());
  push(1, 3);
  await pump.settled();
  assertEquals(calls, Array(10).fill([1, 2, 3]));
  assertEquals(waits, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
  assertEquals(told.length, 2);
  assertMatch(told[0]!, /^down today\. Readings wait\. Do something\.$/);
  assertMatch(told[1]!, /^fake: takes readings again after \d+ s$/);
  assertEquals(pump.state.trouble, undefined);
  await pump.stop();
});

Deno.test("what is taken while a sink is down comes after what waits", async () => {
  const { pump, calls, push } = rig((_, call) => {
    if (call > 1) return;
    push(4, 6);
    failing("down")();
  });
  push(1, 3);
  await pump.settled();
  assertEquals(calls, [[1, 2, 3], [1, 2, 3], [4, 5, 6]]);
  await pump.stop();
});

Deno.test("of a batch that is refused only what is at fault is left out", async () => {
  const poison = new Set([1, 37, 38, 100]);
  const { pump, calls, told, refused, push } = rig((batch) => {
    if (batch.some((seq) => poison.has(seq))) failing("refused", "no such column")();
  });
  push(1, 150);
  await pump.settled();
  assertEquals(refused.map(([seq]) => seq), [...poison]);
  const good = calls.filter((batch) => !batch.some((seq) => poison.has(seq))).flat();
  assertEquals(good, range(1, 150).filter((seq) => !poison.has(seq)));
  assertEquals([pump.state.delivered, pump.state.refused], [146, 4]);
  assert(calls.length < 60, `${calls.length} tries`);
  assertEquals(told, ["no such column. Reading 1 is left out. Do something."]);
  await pump.stop();
});

Deno.test("a sink that denies is told with what to do, and nobody waits for it", async () => {
  const { pump, queue, told, push } = rig(failing("denied", "wrong password"));
  push(1, 2);
  await pump.settled();
  assertEquals(told, ["wrong password. Readings wait. Do something."]);
  assertEquals([pump.state.trouble?.denied, queue.waiting], [true, 2]);
  await pump.stop();
});

Deno.test("a sink with a bug of its own is tried again as one that is down", async () => {
  const { pump, told, push } = rig((_, call) => {
    if (call === 1) throw new TypeError("x is undefined");
  });
  push(1, 1);
  await pump.settled();
  assertMatch(told[0]!, /x is undefined/);
  assertEquals(pump.state.delivered, 1);
  await pump.stop();
});

Deno.test("the reader of standard output that leaves breaks the pump", async () => {
  const { pump, push } = rig(() => {
    throw new Deno.errors.BrokenPipe();
  });
  push(1, 1);
  await assertRejects(() => pump.broken, Deno.errors.BrokenPipe);
  await pump.stop();
});

Deno.test("what finds no room is lost and counted; it is told when that begins and ends", async () => {
  const open = Promise.withResolvers<void>();
  const { pump, calls, told, push } = rig(() => open.promise);
  push(1, 1_003);
  assertEquals([pump.state.lost, told.length], [3, 1]);
  assertMatch(told[0]!, /takes no more \(1000 readings wait already\)/);
  open.resolve();
  await pump.settled();
  push(1_004, 1_004);
  await pump.settled();
  assertEquals(calls.flat(), [...range(1, 1_000), 1_004]);
  assertMatch(told[1]!, /room again; 3 are lost/);
  await pump.stop();
});

Deno.test("a source that can wait loses nothing to a sink that is slow", async () => {
  const { pump, calls } = rig(ok);
  for (const seq of range(1, 5_000)) assert(await pump.put(testReading(seq), 60_000));
  await pump.settled();
  assertEquals(calls.flat(), range(1, 5_000));
  await pump.stop();
});

Deno.test("a source that can wait does not wait for ever", async () => {
  const { pump, push } = rig(() => new Promise<void>(() => {}));
  push(1, 1_000);
  assertEquals(await pump.put(testReading(1_001), 1), false);
  assertEquals(pump.state.lost, 1);
});
