/**
 * Readings that a sink would not have, kept for a person to look at.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";

/** Most that is kept, bytes: a sink that refuses everything must not fill the disk. */
const LIMIT = 16_000_000;

/** Writes a refused reading and why at the end of a file, a JSON object a line, while there is room. */
export function keepRefused(path: string, reading: FrameReading, why: string): void {
  try {
    using file = Deno.openSync(path, { append: true, create: true, mode: 0o600 });
    if (file.statSync().size > LIMIT) return;
    const bytes = new TextEncoder().encode(`${JSON.stringify({ why, reading })}\n`);
    for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
  } catch {
    // The disk is full: the count of the refused is told all the same.
  }
}
