import { assertEquals } from "@std/assert";
import type { TicEvent } from "./events.ts";
import { LineQuality } from "./quality.ts";

const frame = (complete: boolean): TicEvent => ({
  event: "frame",
  mode: "historique",
  kind: "long",
  complete,
  groups: [],
  lost: complete ? 0 : 1,
  conflicts: [],
  offset: 0,
  length: 30,
});

Deno.test("LineQuality counts groups, suspects, frames and each kind of loss", () => {
  const quality = new LineQuality();
  const events: TicEvent[] = [
    { event: "mode", mode: "historique", meter: null, offset: 0 },
    { event: "group", label: "PAPP", value: "02310", grade: "ok", offset: 0 },
    { event: "value", label: "PAPP", value: 2310, unit: "VA" },
    { event: "group", label: "PAPQ", value: "02310", grade: "suspect", why: "unknown", offset: 9 },
    { event: "notice", kind: "unknown-label", label: "PAPQ", offset: 9 },
    frame(true),
    { event: "error", kind: "checksum", offset: 30, length: 9 },
    { event: "error", kind: "syntax", offset: 40, length: 9 },
    { event: "error", kind: "checksum", offset: 50, length: 9 },
    frame(false),
  ];
  for (const event of events) quality.push(event);
  assertEquals(
    [quality.frames, quality.completeFrames, quality.groups, quality.suspects],
    [2, 1, 2, 1],
  );
  assertEquals([...quality.errors], [["checksum", 2], ["syntax", 1]]);
});
