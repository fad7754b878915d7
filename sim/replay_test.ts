import { assert, assertEquals } from "@std/assert";
import { outside } from "../tools/outside.ts";
import { encodeFrame } from "../tic/frame.ts";
import { latin1, latin1Bytes } from "../tic/latin1.ts";
import type { Group } from "../tic/types.ts";
import { FaultInjector } from "./fault_injector.ts";
import { modeOf, replay } from "./replay.ts";
import { WireFrame } from "./wire_frame.ts";

const frame = (power: string) =>
  latin1(encodeFrame([
    { label: "ADCO", value: "021976551234" },
    { label: "PAPP", value: power },
  ], "historique"));
const RECORDED = `BASE 00\r\x03${frame("00360")}${frame("00370")}\x00\xff${
  frame("00380")
}\x02\nADC`;

Deno.test("replay() sends every byte of a recorded line, in order", () => {
  const frames = [...replay(latin1Bytes(RECORDED), { start: 1_000, seed: 1 })];
  assertEquals(frames.map(({ bytes }) => latin1(bytes)).join(""), RECORDED);
  assertEquals(frames.map(({ groups }) => groups.map(({ value }) => value)), [
    [],
    ["021976551234", "00360"],
    ["021976551234", "00370"],
    ["021976551234", "00380"],
    [],
  ]);
  assertEquals(frames.map(({ offset }) => offset), [0, 9, 46, 85, 122]);
});

Deno.test("replay() keeps silences behind ETX and nowhere else", () => {
  const frames = [...replay(latin1Bytes(RECORDED), { start: 1_000, seed: 1, baudRate: 2_400 })];
  const silences = frames.slice(1).map(({ instant }, i) =>
    instant - frames[i]!.instant - frames[i]!.bytes.length * 10 / 2.4
  );
  const isSilence = (ms: number) => ms >= 16.7 && ms <= 33.4;
  assert(isSilence(silences[0]!) && isSilence(silences[1]!) && isSilence(silences[3]!));
  assert(Math.abs(silences[2]!) < 1e-6);
  assertEquals(frames[0]!.instant, 1_000);
});

Deno.test("replay() lets faults happen to recorded frames, and moves nothing else", () => {
  const faults = new FaultInjector({ seed: 1 });
  faults.add({ do: "drop", label: "ADCO", frames: 5 });
  faults.add({ do: "flip", label: "PAPP", byte: 4, bit: 0, frames: 3 });
  const clean = [...replay(latin1Bytes(RECORDED), { start: 0, seed: 1 })];
  const bad = [...replay(latin1Bytes(RECORDED), { start: 0, seed: 1, faults })];
  assertEquals(bad.map(({ instant }) => instant), clean.map(({ instant }) => instant));
  assertEquals(bad.map(({ groups }) => groups), clean.map(({ groups }) => groups));
  const wire = bad.map(({ bytes }) => latin1(bytes)).join("");
  const wanted = RECORDED.replaceAll(/\nADCO [^\r]*\r/g, "").replace("00360", "00361").replace(
    "00370",
    "00371",
  );
  assertEquals(wire, wanted);
  const [, flipped] = bad[2]!.marks;
  assertEquals(wire.slice(flipped!.at - 4, flipped!.at + 1), "00371");
});

Deno.test("modeOf() tells the modes apart", () => {
  assertEquals(modeOf(latin1Bytes(RECORDED)), "historique");
  const groups = [{ label: "NGTF", value: "      BASE      " }, {
    label: "EAST",
    value: "000000123",
  }];
  assertEquals(modeOf(encodeFrame(groups, "standard")), "standard");
});

Deno.test("WireFrame finds groups in bytes where they were encoded", () => {
  const standard: Group[] = [
    { label: "ADSC", value: "021976551234" },
    { label: "DATE", timestamp: "H260114060000", value: "" },
    { label: "SMAXSN", timestamp: "H260114055900", value: "05706" },
    { label: "LTARF", value: " HEURE  CREUSE  " },
  ];
  const historique: Group[] = [{ label: "PTEC", value: "HC.." }, { label: "X", value: "a b  c" }];
  for (const [groups, mode] of [[standard, "standard"], [historique, "historique"]] as const) {
    const bytes = encodeFrame(groups, mode);
    const given = new WireFrame({ bytes, groups, mode });
    assertEquals(new WireFrame({ bytes, mode }).groups, given.groups);
  }
});

const folder = outside("captures", "TICLAB_CAPTURES");

Deno.test({
  name: "replay() sends real lines as they were, and their frames with faults in a named group",
  ignore: folder === null,
  fn: () => {
    for (const { name } of Deno.readDirSync(folder!)) {
      if (!name.endsWith(".tic")) continue;
      const bytes = Deno.readFileSync(`${folder}/${name}`);
      const clean = [...replay(bytes, { start: 0, seed: 1 })];
      assertEquals(clean.map(({ bytes }) => latin1(bytes)).join(""), latin1(bytes), name);
      const faults = new FaultInjector({ seed: 1 });
      faults.add({ do: "checksum", group: 0, frames: clean.length });
      for (const [i, frame] of [...replay(bytes, { start: 0, seed: 1, faults })].entries()) {
        const differ = [...frame.bytes.keys()].filter((at) =>
          frame.bytes[at] !== clean[i]!.bytes[at]
        );
        assertEquals(differ, frame.marks.map(({ at }) => at - frame.offset), `${name} ${i}`);
        assert(differ.length === 1 || frame.groups.length === 0, `${name} ${i}`);
      }
    }
  },
});
