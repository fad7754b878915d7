/**
 * A reading as a line of a queue on disk: its sum, then its JSON.
 *
 * @module
 */
import { crc32 } from "node:zlib";
import type { FrameReading } from "../dialects/frame_reading.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const LF = 0x0a;
/** Digits of the sum, and the space after it. */
const HEAD = 9;

/** Writes a reading as `SUM JSON`, with LF at its end; JSON has none inside. */
export function queueRecord(reading: FrameReading): Uint8Array {
  return summed(JSON.stringify(reading));
}

/** Writes text with its sum before it and LF after it. */
export function summed(text: string): Uint8Array {
  return encoder.encode(`${sumOf(encoder.encode(text))} ${text}\n`);
}

/** Reads a line without its LF; undefined where its sum is wrong: it is torn, or the disk is bad. */
export function unsummed(line: Uint8Array): string | undefined {
  const text = line.subarray(HEAD);
  const right = decoder.decode(line.subarray(0, HEAD)) === `${sumOf(text)} `;
  return right ? decoder.decode(text) : undefined;
}

/** The lines in some bytes, each with where it ends; what follows the last LF is none. */
export function* linesIn(bytes: Uint8Array): Generator<{ line: Uint8Array; end: number }> {
  for (let start = 0; start < bytes.length;) {
    const lf = bytes.indexOf(LF, start);
    if (lf < 0) return;
    yield { line: bytes.subarray(start, lf), end: lf + 1 };
    start = lf + 1;
  }
}

function sumOf(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, "0");
}
