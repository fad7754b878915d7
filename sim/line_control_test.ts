import { assert, assertEquals } from "@std/assert";
import { recorder, TestClock } from "./_line.ts";
import type { LineAction } from "./action.ts";
import { play, type TimedBytes } from "./line.ts";
import { LineControl } from "./line_control.ts";

const START = Date.parse("2026-01-14T12:00:00+01:00");
/** One character a millisecond. */
const BAUD = 10_000;
/** A frame begins every second, and lasts a tenth of it. */
const FRAMES: readonly TimedBytes[] = Array.from({ length: 10 }, (_, number) => ({
  instant: START + number * 1_000,
  bytes: new Uint8Array(100).fill(0x30 + number),
}));

/** What came out, as `digit × count` runs with the time of the first, in ms from the start. */
async function played(
  actions: readonly { at: number; action: LineAction }[],
  { speed = 1, frames = FRAMES }: { speed?: number; frames?: readonly TimedBytes[] } = {},
) {
  const clock = new TestClock();
  const outlet = recorder(clock);
  const control = new LineControl();
  for (const { at, action } of actions) control.add(action, START + at);
  const heard: [number, readonly string[]][] = [];
  await play(frames, {
    baudRate: BAUD,
    speed,
    outlets: [outlet],
    clock,
    signal: new AbortController().signal,
    control,
    onSent: ({ bytes }, names) => heard.push([bytes[0]! - 0x30, names]),
  });
  const times = new Map<number, number[]>();
  for (const { bytes, at } of outlet.pieces) {
    for (const byte of bytes) {
      const list = times.get(byte - 0x30) ?? [];
      times.set(byte - 0x30, [...list, Math.round((at - 5_000) * 1_000) / 1_000]);
    }
  }
  const plugs = outlet.plugs.map(({ plugged, at }) => [plugged, Math.round(at - 5_000)]);
  return { times, plugs, heard };
}

const counts = (times: ReadonlyMap<number, number[]>) =>
  FRAMES.map((_, number) => times.get(number)?.length ?? 0);
const whole = new Array(10).fill(100);

Deno.test("cut loses the characters that end within it, and none else", async () => {
  for (const speed of [1, 7, Infinity]) {
    const { times, heard } = await played(
      [{ at: 2_050, action: { do: "cut", for: 2_000 } }],
      { speed },
    );
    // Fifty characters of frame 2 are over when it is cut, fifty of frame 4 when it is joined.
    assertEquals(counts(times), whole.with(2, 50).with(3, 0).with(4, 50), `${speed}`);
    assertEquals(
      heard.filter(([, names]) => names.length === 0).map(([number]) => number),
      [2, 3, 4],
    );
    if (speed === 1) assertEquals(times.get(4)![0], 4_051);
    if (speed === 1) assertEquals(times.get(9)!.at(-1), 9_100);
  }
});

Deno.test("stall holds the line, which goes on where it was", async () => {
  const { times, heard } = await played([{ at: 2_050, action: { do: "stall", for: 700 } }]);
  assertEquals(counts(times), whole);
  assertEquals(times.get(2)!.slice(48, 52), [2_049, 2_050, 2_751, 2_752]);
  assertEquals(times.get(9)!.at(-1), 9_800);
  assert(heard.every(([, names]) => names[0] === "test"));
});

Deno.test("stall and cut last as long on the meter's clock at every speed", async () => {
  const { times } = await played([{ at: 2_050, action: { do: "stall", for: 700 } }], { speed: 10 });
  assertEquals(times.get(2)!.slice(48, 52), [204.9, 205, 275.1, 275.2]);
});

Deno.test("speed changes how fast the line goes from there on", async () => {
  const { times } = await played([
    { at: 2_050, action: { do: "speed", speed: 10 } },
    { at: 4_050, action: { do: "speed", speed: 1 } },
  ]);
  assertEquals(counts(times), whole);
  assertEquals(times.get(2)!.slice(48, 52), [2_049, 2_050, 2_050.1, 2_050.2]);
  assertEquals(times.get(3)![0], 2_050 + 95.1);
  assertEquals(times.get(4)!.slice(49, 51), [2_250, 2_251]);
});

Deno.test("unplug takes the outlets away for its time, and their bytes are lost", async () => {
  for (const speed of [1, Infinity]) {
    const { times, plugs, heard } = await played(
      [{ at: 2_500, action: { do: "unplug", for: 3_000 } }],
      { speed },
    );
    assertEquals(counts(times), whole.with(3, 0).with(4, 0).with(5, 0));
    if (speed === 1) assertEquals(plugs, [[false, 2_500], [true, 5_500]]);
    else assertEquals(plugs.map(([plugged]) => plugged), [false, true]);
    const deaf = heard.filter(([, names]) => names.length === 0).map(([number]) => number);
    assertEquals(deaf, [3, 4, 5]);
  }
});

Deno.test("unplug within unplug plugs in once, at the end of both", async () => {
  const { plugs } = await played([
    { at: 2_500, action: { do: "unplug", for: 3_000 } },
    { at: 4_500, action: { do: "unplug", for: 2_000 } },
  ]);
  assertEquals(plugs, [[false, 2_500], [false, 4_500], [true, 6_500]]);
});

Deno.test("add() without an instant acts from the character that is on the line", async () => {
  const clock = new TestClock();
  const outlet = recorder(clock);
  const control = new LineControl();
  const write = outlet.write;
  let count = 0;
  outlet.write = (bytes) => {
    write(bytes);
    if (++count === 30) control.add({ do: "cut", for: 20 });
  };
  await play(FRAMES.slice(0, 1), {
    baudRate: BAUD,
    speed: 1,
    outlets: [outlet],
    clock,
    signal: new AbortController().signal,
    control,
  });
  assertEquals(outlet.pieces.map(({ at }) => Math.round(at) - 5_000), [
    ...Array.from({ length: 30 }, (_, i) => i + 1),
    ...Array.from({ length: 51 }, (_, i) => i + 50),
  ]);
});

Deno.test("play() lets a frame that has grown take its time, and catches up in the silences", async () => {
  const frames = FRAMES.with(2, { ...FRAMES[2]!, bytes: new Uint8Array(2_500).fill(0x32) });
  const { times } = await played([], { frames });
  assertEquals(times.get(2)!.at(-1), 4_500);
  assertEquals([times.get(3)![0], times.get(3)!.at(-1)], [4_501, 4_600]);
  assertEquals(times.get(4)![0], 4_601);
  assertEquals(times.get(5)![0], 5_001);
});

Deno.test("play() sends the parity bit as bit 7 where it is asked to", async () => {
  const clock = new TestClock();
  const outlet = recorder(clock);
  const bytes = Uint8Array.of(0x41, 0x43, 0xc1);
  const wrongParity = Uint8Array.of(0, 0, 1);
  await play([{ instant: START, bytes, wrongParity }], {
    baudRate: BAUD,
    speed: Infinity,
    outlets: [outlet],
    clock,
    signal: new AbortController().signal,
    bit7: "parity",
  });
  assertEquals(outlet.pieces[0]?.bytes, [0x41, 0xc3, 0xc1]);
});
