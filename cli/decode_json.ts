/**
 * Events on standard output, one JSON object a line.
 *
 * @module
 */
import type { TicEvent } from "../decoder/events.ts";
import { JsonLines } from "../decoder/json_lines.ts";
import { tell, type View } from "./decode_view.ts";
import { writeOut } from "./stdout.ts";

/** Prints the events of a line as they happen. */
export function jsonView(
  options: { events: ReadonlySet<TicEvent["event"]>; strict: boolean },
): View {
  const lines = new JsonLines(options);
  return {
    push: (bytes) => writeOut(lines.push(bytes)),
    end: () => writeOut(lines.end()),
    notice: tell,
    signals: [],
    quality: lines,
  };
}
