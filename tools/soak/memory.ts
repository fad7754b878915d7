/**
 * Ten gigabytes of frames through the decoder: its memory stays where it is.
 *
 * @module
 */
import { JsonLines } from "../../decoder/json_lines.ts";
import { standardLine } from "../bench/standard_line.ts";

const PASSES = 100;
const CHUNK = 65_536;
const MOST_GROWTH = 60_000_000;

/** Decodes 10 GB to JSON and tells how resident memory went. */
export function memory(): string {
  const line = standardLine(100_000_000);
  const lines = new JsonLines({ events: ["frame"] });
  const rss: number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    for (let i = 0; i < line.length; i += CHUNK) {
      lines.push(line.subarray(i, i + CHUNK));
    }
    rss.push(Deno.memoryUsage().rss);
  }
  // The first passes warm the engine up; then its heap breathes by some tens of megabytes.
  const settled = rss[9]!;
  const growth = Math.max(...rss.slice(9)) - settled;
  if (growth > MOST_GROWTH) {
    throw new Error(`memory grew by ${growth} bytes over 9 GB`);
  }
  const mega = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return `10 GB, ${lines.frames} frames; resident ${mega(settled)} after 1 GB, ` +
    `never more than ${mega(growth)} above that`;
}
