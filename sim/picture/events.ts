/**
 * The events of a picture of a scenario, in rows.
 *
 * @module
 */
import { describeAction } from "../describe_action.ts";
import type { TimelineEntry } from "../scenario.ts";
import { INK, POWER, RED, RIGHT, type Scale, text, WIDTH } from "./canvas.ts";

/** Events in as few rows as let all be read. */
export function layOut(events: readonly TimelineEntry[], x: Scale): TimelineEntry[][] {
  const rows: TimelineEntry[][] = [];
  const ends: number[] = [];
  for (const event of events) {
    const [left, right] = extent(event, x);
    const row = ends.findIndex((end) => end <= left);
    const to = row < 0 ? rows.length : row;
    (rows[to] ??= []).push(event);
    ends[to] = right + 10;
  }
  return rows;
}

/** Where the words of an event stand: right of it, or left of it where it is late. */
function extent(event: TimelineEntry, x: Scale): [left: number, right: number] {
  const width = describeAction(event.action).length * 6.6 + 10;
  const at = x(event.at);
  return at + width > WIDTH - RIGHT ? [at - width, at] : [at, at + width];
}

/** An event: its line, its dot and its words. */
export function mark(event: TimelineEntry, y: number, x: Scale): string[] {
  const at = x(event.at);
  const [left] = extent(event, x);
  const colour = event.target === "fault" ? RED : event.target === "line" ? "#b7791f" : INK;
  return [
    `<path d="M${at} ${POWER.top}V${y}" stroke="${colour}" stroke-opacity="0.5" stroke-dasharray="2 3"/>`,
    `<circle cx="${at}" cy="${y}" r="3" fill="${colour}"/>`,
    text(left < at ? at - 8 : at + 8, y + 4, describeAction(event.action), {
      fill: colour,
      anchor: left < at ? "end" : "start",
    }),
  ];
}
