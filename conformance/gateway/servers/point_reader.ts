/**
 * How the points of a gateway are read.
 *
 * @module
 */
import type { SaidValue } from "../../../decoder/dialects/dialect.ts";
import { POINT_LAYOUTS, pointLayoutNamed } from "../../../decoder/sinks/layouts/point_layouts.ts";
import type { Point } from "../../../decoder/sinks/line_protocol.ts";

/** The layout in which each field is a label, whatever else a point says. */
export const FIELDS = "fields";

/** Every layout that a profile may name. */
export const LAYOUTS: readonly string[] = [...POINT_LAYOUTS.map(({ id }) => id), FIELDS];

/**
 * Makes the function that reads points of a layout.
 *
 * @throws {SyntaxError} where there is none of that name, with the nearest.
 */
export function pointReader(layout: string): (point: Point) => SaidValue[] {
  if (layout !== FIELDS) {
    const known = pointLayoutNamed(layout);
    return (point) => known.values(point);
  }
  return ({ fields }) =>
    Object.entries(fields).map(([label, value]) => ({
      label,
      value: typeof value === "bigint" ? Number(value) : value,
    }));
}
