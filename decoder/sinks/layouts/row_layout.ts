/**
 * A layout: how readings become rows of tables.
 *
 * @module
 */
import type { FrameReading } from "../../dialects/frame_reading.ts";

/** What stands in a cell. */
export type Cell = string | number | null;

/** Rows of one table that have the same columns. */
export interface Rows {
  /** Table. */
  table: string;
  /** Columns, in the order of the cells. */
  columns: readonly string[];
  /** Rows; instants are texts in UTC, `2026-01-14 05:00:00.000`. */
  rows: readonly (readonly Cell[])[];
  /** What happens with a row whose key is there already: it is the same one, or takes its place. */
  again: "same" | "replace";
}

/** A layout. */
export interface RowLayout {
  /** As in `?layout=`. */
  readonly id: string;
  /** Whose it is, and where its facts come from. */
  readonly about: string;
  /** What makes its tables where they are missing. */
  readonly tables: readonly string[];
  /** What makes its views, which nothing depends on. */
  readonly views: readonly string[];
  /** Table whose columns are asked of the database before rows are made. */
  readonly asks?: string;
  /**
   * The rows of readings, in order.
   *
   * @param columns Columns of the table that `asks` names.
   */
  rows(readings: readonly FrameReading[], columns: ReadonlySet<string>): Rows[];
}

/** An instant, ms since 1970 UTC, as a database writes it, in UTC, to the millisecond. */
export function sqlTime(instant: number): string {
  return new Date(instant).toISOString().replace("T", " ").replace("Z", "");
}
