import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { checksum } from "../tic/checksum.ts";
import { encodeFrame } from "../tic/frame.ts";
import { latin1 } from "../tic/latin1.ts";
import type { Group, TicMode } from "../tic/types.ts";
import { type FaultAction, FaultInjector } from "./fault_injector.ts";
import { type FaultName, FAULTS } from "./faults/mod.ts";
import { type FaultMark, WireFrame } from "./wire_frame.ts";

const HISTORIQUE: readonly Group[] = [
  { label: "ADCO", value: "021976551234" },
  { label: "BASE", value: "004832117" },
  { label: "PTEC", value: "TH.." },
  { label: "IINST", value: "002" },
  { label: "PAPP", value: "00360" },
  { label: "MOTDETAT", value: "000000" },
];
const STANDARD: readonly Group[] = [
  { label: "ADSC", value: "021976551234" },
  { label: "DATE", timestamp: "H260114060000", value: "" },
  { label: "SMAXSN", timestamp: "H260114055900", value: "05706" },
  { label: "SINSTS", value: "00360" },
];

/** The wire of frames in which faults happen, and the marks. */
function damaged(
  actions: readonly FaultAction[],
  { frames = 1, mode = "historique", seed = 1 }: {
    frames?: number;
    mode?: TicMode;
    seed?: number;
  } = {},
): { frames: WireFrame[]; marks: FaultMark[]; unhappened: readonly FaultAction[] } {
  const groups = mode === "historique" ? HISTORIQUE : STANDARD;
  const faults = new FaultInjector({ seed });
  for (const action of actions) faults.add(action);
  const sent: WireFrame[] = [];
  for (let offset = 0; sent.length < frames; offset += sent.at(-1)!.bytes.length) {
    const frame = new WireFrame({ bytes: encodeFrame(groups, mode), groups, mode, offset });
    faults.apply(frame);
    sent.push(frame);
  }
  return {
    frames: sent,
    marks: sent.flatMap(({ marks }) => marks),
    unhappened: faults.unhappened,
  };
}

const text = ({ frames }: { frames: readonly WireFrame[] }) =>
  frames.map(({ bytes }) => latin1(bytes)).join("");
const CLEAN = latin1(encodeFrame(HISTORIQUE, "historique"));
const at = (part: string) => CLEAN.indexOf(part);

/** What a fault makes of the clean frame, as a replacement in its text; and its mark. */
const WRITTEN: Readonly<
  Record<string, { action: FaultAction; from: string; to: string; mark: FaultMark }>
> = {
  flip: {
    action: { do: "flip", label: "PAPP", byte: 2, bit: 0 },
    from: "PAPP 00360",
    to: "PAPP 00260",
    mark: { do: "flip", label: "PAPP", byte: 2, bit: 0, at: at("00360") + 2, length: 1 },
  },
  "drop of a group": {
    action: { do: "drop", label: "IINST" },
    from: "\nIINST 002 Y\r",
    to: "",
    mark: { do: "drop", label: "IINST", byte: -7, at: at("\nIINST"), length: 0, missing: 13 },
  },
  "drop of a byte": {
    action: { do: "drop", group: 4, byte: -1 },
    from: "PAPP 00360",
    to: "PAPP00360",
    mark: { do: "drop", label: "PAPP", byte: -1, at: at("PAPP") + 4, length: 0, missing: 1 },
  },
  "duplicate of a group": {
    action: { do: "duplicate", label: "IINST" },
    from: "\nIINST 002 Y\r",
    to: "\nIINST 002 Y\r\nIINST 002 Y\r",
    mark: { do: "duplicate", label: "IINST", byte: -7, at: at("\nIINST") + 13, length: 13 },
  },
  "duplicate of bytes": {
    action: { do: "duplicate", label: "PAPP", byte: 2, length: 2 },
    from: "00360",
    to: "0036360",
    mark: { do: "duplicate", label: "PAPP", byte: 2, at: at("00360") + 4, length: 2 },
  },
  insert: {
    action: { do: "insert", label: "PAPP", byte: -6, text: "\x02\xff" },
    from: "\nPAPP",
    to: "\x02\xff\nPAPP",
    mark: { do: "insert", label: "PAPP", byte: -6, at: at("\nPAPP"), length: 2 },
  },
  replace: {
    action: { do: "replace", label: "PAPP", text: "?????" },
    from: "00360",
    to: "?????",
    mark: { do: "replace", label: "PAPP", byte: 0, at: at("00360"), length: 5 },
  },
  truncate: {
    action: { do: "truncate", label: "PAPP", byte: 1 },
    from: CLEAN.slice(at("0360")),
    to: "",
    mark: {
      do: "truncate",
      label: "PAPP",
      byte: 1,
      at: at("0360"),
      length: 0,
      missing: CLEAN.length - at("0360"),
    },
  },
  "eot behind a group": {
    action: { do: "eot", label: "IINST" },
    from: CLEAN.slice(at("\nPAPP")),
    to: "\x04",
    mark: {
      do: "eot",
      label: "IINST",
      byte: 6,
      at: at("\nPAPP"),
      length: 1,
      missing: CLEAN.length - at("\nPAPP"),
    },
  },
  "eot in a group": {
    action: { do: "eot", label: "PAPP", byte: 0 },
    from: CLEAN.slice(at("00360")),
    to: "\x04",
    mark: {
      do: "eot",
      label: "PAPP",
      byte: 0,
      at: at("00360"),
      length: 1,
      missing: CLEAN.length - at("00360"),
    },
  },
  echo: {
    action: { do: "echo", label: "IINST", byte: 0, length: 3, after: 5 },
    from: "IINST 002 Y\r\nPA",
    to: "IINST 002 Y\r\nP002A",
    mark: { do: "echo", label: "IINST", byte: 0, at: at("002 Y") + 8, length: 3 },
  },
  "parity-bit": {
    action: { do: "parity-bit", label: "PAPP", byte: 0 },
    from: "PAPP 0",
    to: "PAPP \xb0",
    mark: { do: "parity-bit", label: "PAPP", byte: 0, bit: 7, at: at("00360"), length: 1 },
  },
};

for (const [name, { action, from, to, mark }] of Object.entries(WRITTEN)) {
  Deno.test(`${name} is at its place on the wire and in the marks, and nowhere else`, () => {
    assert(CLEAN.includes(from));
    const result = damaged([action], { frames: 3 });
    assertEquals(text(result), CLEAN.replace(from, () => to) + CLEAN + CLEAN);
    assertEquals(result.marks, [mark]);
    assertEquals(result.unhappened, []);
  });
}

Deno.test("checksum makes one checksum wrong, a printable one", () => {
  for (let seed = 0; seed < 200; seed++) {
    const { frames: [frame], marks } = damaged([{ do: "checksum", label: "BASE" }], { seed });
    const place = at("\nPTEC") - 2;
    assertEquals(marks, [{ do: "checksum", label: "BASE", byte: 10, at: place, length: 1 }]);
    const sum = frame!.bytes[place]!;
    assert(sum >= 0x20 && sum <= 0x5f);
    assertNotEquals(sum, CLEAN.charCodeAt(place));
    assertEquals(sum === checksum(frame!.bytes.subarray(at("BASE"), place - 1)), false);
    frame!.bytes[place] = CLEAN.charCodeAt(place);
    assertEquals(latin1(frame!.bytes), CLEAN);
  }
});

Deno.test("swap-separator gives one group the separators of the other mode", () => {
  const historique = damaged([{ do: "swap-separator", label: "PAPP" }]);
  assertEquals(text(historique), CLEAN.replace("PAPP 00360 ", "PAPP\t00360\t"));
  assertEquals(historique.marks.map(({ byte }) => byte), [-1, 5]);
  const clean = latin1(encodeFrame(STANDARD, "standard"));
  const standard = damaged([{ do: "swap-separator", label: "SMAXSN" }], { mode: "standard" });
  assertEquals(
    text(standard),
    clean.replace("SMAXSN\tH260114055900\t05706\t", "SMAXSN H260114055900 05706 "),
  );
  assertEquals(standard.marks.map(({ byte }) => byte), [-15, -1, 5]);
});

Deno.test("garbage stands before the STX where that is asked for", () => {
  const { frames: [frame], marks } = damaged([{ do: "garbage", byte: 0, length: 40 }]);
  assertEquals(latin1(frame!.bytes.subarray(40)), CLEAN);
  assertEquals(marks, [{ do: "garbage", byte: 0, at: 0, length: 40 }]);
  assert(frame!.bytes.subarray(0, 40).some((byte) => byte > 127));
});

Deno.test("noise turns over as many bits as its rate says, and says which", () => {
  const count = 4_000;
  const bits = count * CLEAN.length * 8;
  for (const rate of [0.0001, 0.001, 0.05]) {
    const { frames, marks } = damaged([{ do: "noise", rate, frames: count }], { frames: count });
    const wire = text({ frames });
    let wrong = 0;
    for (let i = 0; i < wire.length; i++) {
      const differs = wire.charCodeAt(i) ^ CLEAN.charCodeAt(i % CLEAN.length);
      for (let bit = 0; bit < 8; bit++) wrong += differs >> bit & 1;
    }
    assertEquals(marks.length, wrong);
    for (const { at, bit } of marks.slice(0, 1_000)) {
      assertEquals((wire.charCodeAt(at) ^ CLEAN.charCodeAt(at % CLEAN.length)) >> bit! & 1, 1);
    }
    // 99.9 % of binomial draws are within 3.29 standard deviations.
    const deviation = Math.sqrt(bits * rate * (1 - rate));
    assert(Math.abs(wrong - bits * rate) < 3.29 * deviation, `${wrong} of ${bits} at ${rate}`);
  }
});

Deno.test("noise in bursts has the rate, and bursts of the length, that are asked for", () => {
  const [rate, burst, count] = [0.01, 50, 8_000];
  const { marks } = damaged([{ do: "noise", rate, burst, frames: count }], { frames: count });
  const bits = count * CLEAN.length * 8;
  // Two-state chain: the variance of the rate grows by about the memory of the chain, 2 bursts, and
  // half of the bits of a burst are right.
  const share = marks.length / bits;
  const deviation = Math.sqrt(rate * burst / bits);
  assert(Math.abs(share - rate) < 3.29 * deviation, `${share}`);
  // A wrong bit comes with burst / 2 others of its own burst on the mean, from before and behind.
  const places = marks.map(({ at, bit }) => at * 8 + bit!);
  const near = places.map((place, i) => {
    let others = 0;
    for (let j = i + 1; places[j]! - place < 1_000 && j < places.length; j++) others++;
    return others;
  });
  const mean = near.reduce((sum, n) => sum + n, 0) / near.length;
  const wanted = burst / 2 + 1_000 * rate;
  assert(Math.abs(mean / wanted - 1) < 0.15, `${mean} others within 1000 bits, not ${wanted}`);
});

Deno.test("a fault of many frames stops behind the last of them", () => {
  const action: FaultAction = { do: "flip", label: "PAPP", byte: 0, bit: 1, frames: 3 };
  const result = damaged([action], { frames: 5 });
  assertEquals(result.marks.map(({ at }) => Math.floor(at / CLEAN.length)), [0, 1, 2]);
  assertEquals(latin1(result.frames[3]!.bytes), CLEAN);
});

Deno.test("a fault that finds no place is known as unhappened", () => {
  const absent: FaultAction = { do: "flip", label: "ADPS", byte: 0, bit: 1, frames: 2 };
  const outside: FaultAction = { do: "drop", label: "PAPP", byte: 99 };
  const waiting: FaultAction = { do: "flip", label: "ADPS", frames: 10 };
  const result = damaged([absent, outside, waiting], { frames: 3 });
  assertEquals(text(result), CLEAN.repeat(3));
  assertEquals(result.unhappened, [outside, absent, waiting]);
});

Deno.test("FaultInjector.add() refuses text that is no bytes", () => {
  const faults = new FaultInjector({ seed: 1 });
  assertThrows(() => faults.add({ do: "insert", text: "12 €" }), RangeError, '"€" on the line');
  faults.add({ do: "insert", text: "\0é\xff" });
  assertEquals(faults.active, true);
});

Deno.test("FaultInjector does the same again for the same seed, and other things for another", () => {
  const actions: FaultAction[] = [
    { do: "noise", rate: 0.01, frames: 20 },
    { do: "flip", frames: 20 },
    { do: "garbage", frames: 20 },
  ];
  const run = (seed: number) => text(damaged(actions, { frames: 20, seed }));
  assertEquals(run(7), run(7));
  assertNotEquals(run(7), run(8));
});

Deno.test("FaultInjector does the same where another fault is added", () => {
  const flip: FaultAction = { do: "flip", frames: 50 };
  const alone = damaged([flip], { frames: 50 });
  const beside = damaged([{ do: "checksum", label: "BASE", frames: 50 }, flip], { frames: 50 });
  assertEquals(beside.marks.filter((mark) => mark.do === "flip"), alone.marks);
  const twice = damaged([flip, flip], { frames: 50 });
  assertEquals(twice.marks.length, 100);
  assertNotEquals(twice.marks[0], twice.marks[1]);
});

Deno.test("marks keep their place when bytes are put in or taken out before them", () => {
  const { frames: [frame], marks } = damaged([
    { do: "replace", label: "PAPP", text: "?????" },
    { do: "insert", label: "BASE", byte: 0, text: "abc" },
    { do: "drop", label: "ADCO" },
    { do: "parity-bit", label: "PAPP", byte: 0 },
  ]);
  const wire = latin1(frame!.bytes);
  const of = (name: string) => marks.find((mark) => mark.do === name)!;
  assertEquals(wire.slice(of("replace").at, of("replace").at + 5), "\xbf????");
  assertEquals(wire.slice(of("insert").at, of("insert").at + 3), "abc");
  assertEquals([of("drop").at, wire[1], wire.slice(2, 6)], [1, "\n", "BASE"]);
  assertEquals(of("parity-bit").at, of("replace").at);
});

Deno.test("what is broken off takes the marks of what was in it along", () => {
  const { frames: [frame], marks } = damaged([
    { do: "replace", label: "PAPP", text: "?????" },
    { do: "truncate", label: "BASE", byte: 0 },
  ]);
  assert(latin1(frame!.bytes).endsWith("BASE "));
  assertEquals(marks.map((mark) => mark.do), ["truncate"]);
});

Deno.test("every fault happens without a place, at a rate, and in a named group", () => {
  for (const name of Object.keys(FAULTS) as FaultName[]) {
    const base = { do: name, text: "#", frames: 300, ...(name === "noise" && { rate: 0.01 }) };
    const variants: FaultAction[] = [base, { ...base, rate: 0.1 }, { ...base, group: 2 }];
    for (const [number, action] of variants.entries()) {
      const { frames, marks, unhappened } = damaged([action], { frames: 300 });
      assertEquals(unhappened, [], `${name} ${number}`);
      assert(marks.every((mark) => mark.do === name));
      // What no mark speaks of is as it was.
      for (const [i, { bytes, marks, offset }] of frames.entries()) {
        if (marks.length === 0) assertEquals(latin1(bytes), CLEAN, `${name} ${number} ${i}`);
        else assertNotEquals(latin1(bytes), CLEAN);
        for (const { at, length } of marks) {
          assert(at >= offset && at + length <= offset + bytes.length);
        }
      }
    }
  }
});
