/**
 * Readings as lines of text, for a file or a pipe.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";
import { TICLAB } from "../dialects/ticlab.ts";

const encoder = new TextEncoder();

/** Writes readings in the dialect of ticlab, one JSON object a line, as they come. */
export function readingLines(): (readings: readonly FrameReading[]) => Uint8Array {
  const speaker = TICLAB.speaker({ base: TICLAB.base, settings: {} });
  return (readings) => {
    const messages = readings.flatMap((reading) => speaker.say(reading));
    return encoder.encode(messages.map(({ payload }) => `${payload}\n`).join(""));
  };
}
