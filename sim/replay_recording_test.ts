import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { encodeFrame } from "../tic/frame.ts";
import { latin1, latin1Bytes } from "../tic/latin1.ts";
import { FaultInjector } from "./fault_injector.ts";
import { replayRecording } from "./replay_recording.ts";

const OPTIONS = { mode: "historique", baudRate: 1_200 } as const;
const EACH = 10 / 1.2;
const FRAME = encodeFrame([
  { label: "ADCO", value: "021976551234" },
  { label: "PAPP", value: "00360" },
], "historique");

/** A line as an adapter delivers it: what has come, every 16 ms. */
function delivered(frames: readonly { at: number; bytes: Uint8Array }[]) {
  const due = frames.flatMap(({ at, bytes }) =>
    Array.from(bytes, (byte, i) => ({ byte, at: at + (i + 1) * EACH }))
  );
  const chunks = Map.groupBy(due, ({ at }) => Math.ceil(at / 16) * 16);
  return Array.from(chunks, ([at, list]) => ({
    at,
    bytes: Uint8Array.from(list, ({ byte }) => byte),
  }));
}

Deno.test("replayRecording() begins each frame when it began, whatever the adapter did", () => {
  const frames = [0, 400, 3_000].map((at) => ({ at: 1e12 + at, bytes: FRAME }));
  const made = [...replayRecording(delivered(frames), OPTIONS)];
  assertEquals(made.map(({ bytes }) => latin1(bytes)), Array(3).fill(latin1(FRAME)));
  for (const [i, { instant }] of made.entries()) assertAlmostEquals(instant, frames[i]!.at, 25);
});

Deno.test("replayRecording() keeps silences inside frames, and caps them where it is told", () => {
  const chunks = [
    { at: 10_000, bytes: FRAME.subarray(0, 10) },
    { at: 15_000, bytes: FRAME.subarray(10) },
    { at: 90_000, bytes: FRAME },
  ];
  const whole = [...replayRecording(chunks, OPTIONS)];
  assertEquals(whole.map(({ bytes }) => bytes.length), [10, FRAME.length - 10, FRAME.length]);
  for (const [i, { instant, bytes }] of whole.entries()) {
    assertAlmostEquals(instant + bytes.length * EACH, chunks[i]!.at, 1e-6);
  }
  const short = [...replayRecording(chunks, { ...OPTIONS, capSilence: 2_000 })];
  const silences = short.slice(1).map(({ instant }, i) =>
    instant - short[i]!.instant - short[i]!.bytes.length * EACH
  );
  for (const silence of silences) assertAlmostEquals(silence, 2_000, 1e-6);
});

Deno.test("replayRecording() gives a busy machine's late chunks their time on the line back", () => {
  const frames = Array.from({ length: 20 }, (_, i) => ({ at: i * 400, bytes: FRAME }));
  // Twice for 300 ms nothing is read; what waits then comes in several reads.
  const late = delivered(frames).map(({ at, bytes }) => ({
    at: (at > 2_000 && at < 2_300) || (at > 5_100 && at < 5_400) ? Math.ceil(at / 300) * 300 : at,
    bytes,
  }));
  const made = [...replayRecording(late, OPTIONS)].filter(({ bytes }) => bytes[0] === 0x02);
  assertEquals(made.length, 20);
  let end = 0;
  for (const [i, { instant, bytes }] of made.entries()) {
    assertAlmostEquals(instant, i * 400, 25, String(i));
    assert(instant >= end - 1e-6);
    end = instant + bytes.length * EACH;
  }
});

Deno.test("replayRecording() goes on where the clock was set back", () => {
  const times = [{ at: 7_200_000, bytes: FRAME }, { at: 3_600_000, bytes: FRAME }, {
    at: 3_605_000,
    bytes: FRAME,
  }];
  const [first, second, third] = [...replayRecording(times, OPTIONS)];
  assertAlmostEquals(second!.instant - first!.instant, FRAME.length * EACH, 1e-6);
  assertAlmostEquals(third!.instant - second!.instant, 5_000, 1e-6);
});

Deno.test("replayRecording() sends every byte once, in order and in time", () => {
  const chunk = fc.record({
    wait: fc.integer({ min: 0, max: 500 }),
    text: fc.string({ unit: fc.constantFrom("\x02", "\x03", "\n", "\r", "A", " "), maxLength: 30 }),
  });
  fc.assert(fc.property(fc.array(chunk), (list) => {
    let at = 0;
    const chunks = list.map(({ wait, text }) => ({ at: at += wait, bytes: latin1Bytes(text) }));
    const made = [...replayRecording(chunks, OPTIONS)];
    assertEquals(
      made.map(({ bytes }) => latin1(bytes)).join(""),
      list.map(({ text }) => text).join(""),
    );
    assertEquals(made.map(({ number }) => number), [...made.keys()]);
  }));
});

Deno.test("replayRecording() lets faults happen to recorded frames", () => {
  const faults = new FaultInjector({ seed: 1 });
  faults.add({ do: "flip", label: "PAPP", byte: 4, bit: 0, frames: 1 });
  const frames = delivered([{ at: 0, bytes: FRAME }]);
  const [frame] = [...replayRecording(frames, { ...OPTIONS, faults })];
  assertEquals(latin1(frame!.bytes), latin1(FRAME).replace("00360", "00361"));
  assert(faults.unhappened.length === 0);
});
