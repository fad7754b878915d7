/**
 * Readings for the tests of sinks.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "../dialects/frame_reading.ts";
import { FrameGatherer } from "../dialects/frame_gatherer.ts";
import { TicDecoder } from "../decoder.ts";
import { bytesOf } from "../test_line.ts";

/** 2026-01-14T10:00:00Z. */
export const TEN = Date.UTC(2026, 0, 14, 10);

/** What the decoder reads of frames, heard one a second from `TEN`. */
export function readingsOf(...frames: string[]): FrameReading[] {
  const decoder = new TicDecoder();
  const gatherer = new FrameGatherer();
  return frames.flatMap((frame, second) =>
    decoder.push(bytesOf(frame)).flatMap((event) => gatherer.hear(event, TEN + 1000 * second) ?? [])
  );
}

/** A reading of a historique meter with some groups, texts where nothing else is said. */
export function readingWith(
  groups: readonly Partial<LabelReading>[],
  rest: Partial<FrameReading> = {},
): FrameReading {
  return {
    seq: 1,
    at: TEN,
    meter: "021961234567",
    mode: "historique",
    kind: "long",
    complete: true,
    lost: 0,
    events: [],
    readings: groups.map((group) => ({
      label: "PTEC",
      raw: String(group.value ?? ""),
      value: group.raw ?? null,
      unit: null,
      ...group,
    })),
    ...rest,
  };
}
