/**
 * The layouts of points.
 *
 * @module
 */
import { nearest } from "../../nearest.ts";
import { LABEL_POINTS } from "./label_points.ts";
import { LINKY_MEAS_POINTS } from "./linky_meas_points.ts";
import type { PointLayout } from "./point_layout.ts";
import { TICLAB_POINTS } from "./ticlab_points.ts";

/** Every layout; the first is taken where none is named. */
export const POINT_LAYOUTS: readonly PointLayout[] = [
  TICLAB_POINTS,
  LINKY_MEAS_POINTS,
  ...LABEL_POINTS,
];

/**
 * The layout of an id.
 *
 * @example
 * ```ts
 * import { pointLayoutNamed } from "./point_layouts.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => pointLayoutNamed("linky_meas"), SyntaxError, "did you mean linky-meas?");
 * ```
 *
 * @throws {SyntaxError} where there is none, with the nearest.
 */
export function pointLayoutNamed(id: string): PointLayout {
  const ids = POINT_LAYOUTS.map((layout) => layout.id);
  const layout = POINT_LAYOUTS[ids.indexOf(id)];
  if (layout !== undefined) return layout;
  const near = nearest(id, ids);
  const hint = near === undefined ? `there are ${ids.join(", ")}` : `did you mean ${near}?`;
  throw new SyntaxError(`there is no layout ${id} of points: ${hint}`);
}
