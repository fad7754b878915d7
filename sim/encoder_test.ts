import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { encodeFrame } from "../tic/frame.ts";
import type { Group } from "../tic/types.ts";
import { FrameEncoder } from "./encoder.ts";

const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: count, maxLength: count });

Deno.test("FrameEncoder.encode() writes what encodeFrame() writes, whatever changes", () => {
  const standard = fc.record({
    date: digits(12),
    power: digits(5),
    name: fc.constantFrom("BASE", " HEURE  CREUSE  ", "~ !"),
    extra: fc.option(digits(3)),
  }).map(({ date, power, name, extra }): Group[] => [
    { label: "DATE", timestamp: `H${date}`, value: "" },
    { label: "SMAXSN", timestamp: `e${date}`, value: power },
    { label: "LTARF", value: name },
    ...(extra === null ? [] : [{ label: "IRMS1", value: extra }]),
    { label: "SINSTS", value: power },
  ]);
  const historique = fc.tuple(digits(5), fc.constantFrom("HC..", "HP.."))
    .map(([power, period]): Group[] => [
      { label: "PTEC", value: period },
      { label: "PAPP", value: power },
    ]);
  for (const [groups, mode] of [[standard, "standard"], [historique, "historique"]] as const) {
    fc.assert(fc.property(fc.array(groups, { minLength: 1, maxLength: 10 }), (frames) => {
      const encoder = new FrameEncoder(mode);
      for (const frame of frames) assertEquals(encoder.encode(frame), encodeFrame(frame, mode));
    }));
  }
});

Deno.test("FrameEncoder.encode() refuses what no group may hold, and goes on", () => {
  const encoder = new FrameEncoder("standard");
  const frame = (timestamp: string, value: string): Group[] => [
    { label: "SMAXSN", timestamp, value },
  ];
  const good = frame("H260114060000", "00360");
  encoder.encode(good);
  for (const bad of [frame("H260114060000", "9\t360"), frame("H26011406000", "00360")]) {
    assertThrows(() => encoder.encode(bad), RangeError);
    assertEquals(encoder.encode(good), encodeFrame(good, "standard"));
  }
});
