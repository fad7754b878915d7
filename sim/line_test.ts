import { assert, assertEquals } from "@std/assert";
import { BAUD_RATE, frames, type LineFrame } from "./frames.ts";
import { recorder, TestClock } from "./_line.ts";
import { play } from "./line.ts";
import { Meter } from "./meter.ts";

const START = Date.parse("2026-01-14T12:00:00+01:00");
const CHARACTER = 10 / 9_600 * 1_000;
/** To which instants are known, in ms: there are 2⁵³ of them since 1970. */
const MICROSECOND = 1e-3;

/** Plays two seconds of standard mode. */
async function record(options: { speed: number; clock: TestClock; duration?: number }) {
  const meter = new Meter({
    contract: "base",
    power: 6_000,
    load: 250,
    serialNumber: "022162000042",
    deliveryPoint: "01234567890123",
    start: START,
  });
  const outlet = recorder(options.clock);
  const begun: LineFrame[] = [];
  await play(frames(meter, { mode: "standard", start: START, seed: 1 }), {
    baudRate: BAUD_RATE.standard,
    outlets: [outlet],
    signal: new AbortController().signal,
    duration: 2_000,
    onFrame: (frame) => begun.push(frame),
    ...options,
  });
  const wanted = begun.flatMap((frame) =>
    [...frame.bytes].map((_, i) => 5_000 + (frame.bit / 10 + i + 1) * CHARACTER / options.speed)
  );
  return { outlet, begun, wanted, sent: outlet.pieces.flatMap(({ bytes }) => bytes) };
}

const bytesOf = (frames: readonly LineFrame[]) => frames.flatMap(({ bytes }) => [...bytes]);

Deno.test("play() sends each character at the end of its stop bit", async () => {
  const { outlet, begun, wanted, sent } = await record({ speed: 1, clock: new TestClock() });
  assertEquals(sent, bytesOf(begun));
  assertEquals(outlet.pieces.length, sent.length);
  outlet.pieces.forEach(({ at }, i) => assert(Math.abs(at - wanted[i]!) < MICROSECOND));
});

Deno.test("play() does not let a late character make the next ones late", async () => {
  let i = 0;
  const clock = new TestClock(() => ++i % 100 === 0 ? 5 : 0.2);
  const { outlet, begun, wanted, sent } = await record({ speed: 1, clock });
  assertEquals(sent, bytesOf(begun));
  let first = 0;
  for (const { bytes, at } of outlet.pieces) {
    assert(at > wanted[first]! - MICROSECOND && at - wanted[first]! < 5.2 + MICROSECOND);
    // What went together was due already, and no more than that.
    assert(wanted[first + bytes.length - 1]! <= at + MICROSECOND);
    first += bytes.length;
  }
});

Deno.test("play() is N times as fast at speed N", async () => {
  const { outlet, wanted } = await record({ speed: 10, clock: new TestClock() });
  outlet.pieces.forEach(({ at }, i) => assert(Math.abs(at - wanted[i]!) < MICROSECOND));
  assert(wanted.at(-1)! - 5_000 < 300);
});

Deno.test("play() sends the same bytes at once at speed max", async () => {
  const clock = new TestClock();
  const { sent, begun } = await record({ speed: Infinity, clock, duration: 600_000 });
  assertEquals(clock.time, 5_000);
  assert(sent.length > 65_536 * 5);
  assertEquals(sent, bytesOf(begun));
});

Deno.test("play() finishes the frame that was begun within the duration", async () => {
  for (const speed of [1, Infinity]) {
    const { begun, sent } = await record({ speed, clock: new TestClock() });
    assert(begun.every(({ bit }) => bit < 2 * 9_600));
    const last = begun.at(-1)!;
    assert(last.bit + last.bytes.length * 10 >= 2 * 9_600);
    assertEquals(sent.at(-1), 0x03);
  }
});

Deno.test("play() does not catch up after a stop of more than a second", async () => {
  let i = 0;
  const clock = new TestClock(() => ++i === 50 ? 30_000 : 0);
  const { outlet, begun, sent } = await record({ speed: 1, clock });
  assertEquals(sent, bytesOf(begun));
  assertEquals(outlet.pieces.length, sent.length);
  assert(Math.abs(outlet.pieces[50]!.at - outlet.pieces[49]!.at - CHARACTER) < MICROSECOND);
});

Deno.test("play() ends within a frame when it is told to", async () => {
  const clock = new TestClock();
  const outlet = recorder(clock);
  const stop = new AbortController();
  const bytes = new Uint8Array(865);
  const endless = function* () {
    for (let number = 0;; number++) {
      yield { number, instant: START + number * 1_000, bytes };
    }
  };
  const write = outlet.write;
  outlet.write = (piece) => {
    write(piece);
    if (outlet.pieces.length === 1_000) stop.abort();
  };
  await play(endless(), {
    baudRate: 9_600,
    speed: 1,
    outlets: [outlet],
    clock,
    signal: stop.signal,
  });
  assertEquals(outlet.pieces.length, 1_000);
});
