/**
 * Readings told apart by a number, for the tests of what carries them.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "../dialects/frame_reading.ts";

/** A reading that says its number in PAPP, too. */
export function testReading(seq: number, more: readonly LabelReading[] = []): FrameReading {
  const papp = String(seq % 100_000).padStart(5, "0");
  return {
    seq,
    at: 1_768_384_800_000 + 1_000 * seq,
    meter: "021976551234",
    mode: "historique",
    kind: "long",
    complete: true,
    readings: [
      { label: "ADCO", raw: "021976551234", value: "021976551234", unit: null },
      { label: "PAPP", raw: papp, value: Number(papp), unit: "VA" },
      ...more,
    ],
    lost: 0,
    events: [],
  };
}
