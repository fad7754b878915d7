/**
 * How well a line is read: running counts over the events of a decoder.
 *
 * @module
 */
import type { ErrorKind, TicEvent } from "./events.ts";

/**
 * Counts what was read and what was lost.
 *
 * @example
 * ```ts
 * import { LineQuality } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const quality = new LineQuality();
 * quality.push({ event: "group", label: "PAPP", value: "02310", grade: "ok", offset: 0 });
 * quality.push({ event: "error", kind: "checksum", label: "IINST", offset: 15, length: 13 });
 * assertEquals(quality.groups, 1);
 * assertEquals(quality.errors.get("checksum"), 1);
 * ```
 */
export class LineQuality {
  /** Frames seen, whole or not. */
  frames = 0;
  /** Frames from STX to ETX whose groups were all good. */
  completeFrames = 0;
  /** Groups with a right checksum, the suspect ones among them. */
  groups = 0;
  /** Groups with a right checksum that no meter would send. */
  suspects = 0;
  /** Losses by kind; a kind that never happened is not there. */
  readonly errors: Map<ErrorKind, number> = new Map();

  /** Counts one event. */
  push(event: TicEvent): void {
    if (event.event === "frame") {
      this.frames++;
      if (event.complete) this.completeFrames++;
    } else if (event.event === "group") {
      this.groups++;
      if (event.grade === "suspect") this.suspects++;
    } else if (event.event === "error") {
      this.errors.set(event.kind, (this.errors.get(event.kind) ?? 0) + 1);
    }
  }
}
