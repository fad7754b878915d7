/**
 * The axes of a picture of a scenario.
 *
 * @module
 */
import { parisOffset } from "../../tic/paris.ts";
import { GRID, LEFT, POWER, RIGHT, type Scale, text, WIDTH } from "./canvas.ts";

/** Values at the left, with a line for each. */
export function valueAxis(
  low: number,
  high: number,
  y: Scale,
  name: (value: number) => string,
): string[] {
  const step = niceAbove((high - low) / 5);
  const lines: string[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    lines.push(
      `<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="${GRID}" stroke-width="1"/>`,
      text(LEFT - 8, y(value) + 4, name(value), { fill: "#52606d", size: 11, anchor: "end" }),
    );
  }
  return lines;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICKS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 61, 122].map((n) => n * DAY),
];

/** Times below the panels, as clocks in Paris show them. */
export function timeAxis(start: number, end: number, x: Scale, y: number): string[] {
  const step = TICKS.find((step) => (end - start) / step <= 8) ?? TICKS.at(-1)!;
  const lines: string[] = [];
  const offset = parisOffset(start) * MINUTE;
  for (let at = Math.ceil((start + offset) / step) * step - offset; at <= end; at += step) {
    lines.push(
      `<path d="M${x(at)} ${POWER.top}V${y - 14}" stroke="${GRID}" stroke-width="1"/>`,
      text(x(at), y, clockAt(at, step), { fill: "#52606d", size: 11, anchor: "middle" }),
    );
  }
  return lines;
}

function clockAt(instant: number, step: number): string {
  const local = new Date(instant + parisOffset(instant) * MINUTE).toISOString();
  return step >= DAY ? local.slice(5, 10) : local.slice(11, step >= MINUTE ? 16 : 19);
}

/** 1, 2 or 5 times a power of ten, at least as much. */
export function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((n) => n * power >= value * 0.999)! * power;
}
