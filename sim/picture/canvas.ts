/**
 * Sizes and inks of a picture of a scenario, and the text on it.
 *
 * @module
 */

/** The whole picture, and what is left free at its sides. */
export const WIDTH = 960;
export const LEFT = 64;
export const RIGHT = 24;
/** The two panels, and the rows of events below them. */
export const POWER = { top: 84, height: 200 };
export const ENERGY = { top: 330, height: 120 };
export const EVENT_TOP = 490;
export const ROW = 18;

/** Inks of words, of the lines behind them, and of what is a limit or a fault. */
export const INK = "#1f2933";
export const GRID = "#e4e7eb";
export const RED = "#c0392b";

/** A place on the picture, in its units. */
export type Scale = (value: number) => number;

/** Leads from values to places, both ends given. */
export function scale(from: number, to: number, low: number, high: number): Scale {
  const span = to - from || 1;
  return (value) => round(low + (value - from) / span * (high - low));
}

/** Words at a place. */
export function text(
  x: number,
  y: number,
  words: string,
  { fill = INK, size, weight, anchor }: {
    fill?: string;
    size?: number;
    weight?: number;
    anchor?: "start" | "middle" | "end";
  } = {},
): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${fill}"` +
    (size === undefined ? "" : ` font-size="${size}"`) +
    (weight === undefined ? "" : ` font-weight="${weight}"`) +
    (anchor === undefined ? "" : ` text-anchor="${anchor}"`) +
    `>${escape(words)}</text>`;
}

/** Text as SVG takes it. */
export function escape(words: string): string {
  return words.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** A place with one decimal. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
