/**
 * A meter-year of standard frames, some 30 GB, streamed through the decoder: its memory stays flat.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import { JsonLines } from "../../decoder/json_lines.ts";
import { YearOfFrames } from "./year_of_frames.ts";

const HOURS = 365 * 24;
const CHUNK = 65_536;
/** Every so many hours one goes through the decoder of objects, too, values read, which is slower. */
const OBJECTS_EVERY = 100;
/** By then the engine is warm; its heap breathes by some tens of megabytes. */
const WARM_HOURS = 240;
const MOST_GROWTH = 60_000_000;
const LF = 0x0a;

/** Decodes so many hours; every frame must come out whole, with no other event. */
export function yearStream(hours = HOURS): string {
  const year = new YearOfFrames();
  const lines = new JsonLines({ events: ["frame"] });
  const decoder = new TicDecoder({ events: ["frame", "error"] });
  const rss: number[] = [];
  let [told, objects, objectHours, millis] = [0, 0, 0, 0];
  for (let hour = 0; hour < hours; hour++) {
    year.turn(hour);
    const { bytes } = year;
    const from = performance.now();
    for (let i = 0; i < bytes.length; i += CHUNK) {
      const out = lines.push(bytes.subarray(i, i + CHUNK));
      for (let at = out.indexOf(LF); at >= 0; at = out.indexOf(LF, at + 1)) {
        told++;
      }
    }
    millis += performance.now() - from;
    if (hour % OBJECTS_EVERY === 0) {
      objectHours++;
      for (let i = 0; i < bytes.length; i += CHUNK) {
        for (const event of decoder.push(bytes.subarray(i, i + CHUNK))) {
          if (event.event !== "frame" || !event.complete) {
            throw new Error(`hour ${hour}: ${JSON.stringify(event)}`);
          }
          objects++;
        }
      }
    }
    rss.push(Deno.memoryUsage().rss);
  }
  const sent = year.frames * hours;
  if (lines.completeFrames !== sent || told !== sent) {
    throw new Error(
      `${lines.completeFrames} frames whole and ${told} lines told of ${sent} sent`,
    );
  }
  if (objects !== year.frames * objectHours) {
    throw new Error(
      `${objects} frames as objects of ${year.frames * objectHours} sent`,
    );
  }
  const settled = rss.slice(WARM_HOURS);
  const [least, most] = [Math.min(...settled), Math.max(...settled)];
  if (most - settled[0]! > MOST_GROWTH) {
    throw new Error(`memory grew from ${settled[0]} to ${most} bytes`);
  }
  const mega = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  const total = year.bytes.length * hours;
  return `${hours} hours, ${(total / 1e9).toFixed(1)} GB, ${sent} frames, each told whole and ` +
    `nothing else; ${(total / 1e3 / millis).toFixed(0)} MB/s; resident ${
      mega(settled[0]!)
    } after ` +
    `${WARM_HOURS} hours, ${mega(least)} to ${mega(most)}, ${mega(settled.at(-1)!)} at the end`;
}
