/**
 * Readings as lines of text, for a file or a pipe.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";

const encoder = new TextEncoder();

/** Writes readings in the dialect of ticlab, one JSON object a line. */
export function readingLines(readings: readonly FrameReading[]): Uint8Array {
  return encoder.encode(readings.map((reading) => `${JSON.stringify(reading)}\n`).join(""));
}
