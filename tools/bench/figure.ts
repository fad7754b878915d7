/**
 * A measured figure and the bar that it must keep.
 *
 * @module
 */

/** One line of `deno task bench`. */
export interface Figure {
  /** What was measured. */
  name: string;
  /** The figure, in `unit`. */
  value: number;
  unit: string;
  /** The bar of docs/bench.md, if it has one. */
  bar?: { least: number } | { most: number };
  /** What else is worth knowing. */
  note?: string;
}

/** Whether a figure keeps its bar. */
export function keeps({ value, bar }: Figure): boolean {
  if (bar === undefined) return true;
  return "least" in bar ? value >= bar.least : value <= bar.most;
}
