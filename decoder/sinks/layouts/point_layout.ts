/**
 * A layout: how readings become points of InfluxDB, and back.
 *
 * @module
 */
import type { SaidValue } from "../../dialects/dialect.ts";
import type { FrameReading } from "../../dialects/frame_reading.ts";
import type { Point } from "../line_protocol.ts";

/** Makes points; it may remember what its points depend on. */
export interface PointWriter {
  /**
   * The points of readings, in order. Asked again for readings that were not taken, it says the same.
   */
  points(readings: readonly FrameReading[]): Point[];
  /** What `points` made last is in the database for good. */
  taken?(): void;
  /** What is left to say at the end. */
  rest?(): Point[];
}

/** A layout, both ways. */
export interface PointLayout {
  /** As in `?layout=`. */
  readonly id: string;
  /** Whose it is, and where its facts come from. */
  readonly about: string;
  /** Settings with their help, as in `?layout=label&location=home`. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Begins to write.
   *
   * @throws {SyntaxError} where a setting has no such value.
   */
  writer(settings: Readonly<Record<string, string>>): PointWriter;
  /** The values that a point says; empty for one of another layout. */
  values(point: Point): SaidValue[];
}
