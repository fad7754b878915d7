/**
 * The time of a point.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";

const NANOSECONDS = 1_000_000n;

/**
 * Time of a reading, nanoseconds since 1970 UTC: the millisecond in which it was heard, and below it the
 * last six digits of `seq`.
 *
 * So two frames that were heard in one millisecond (a file is read in no time) do not overwrite each
 * other, and the same reading delivered twice overwrites itself.
 */
export function timeOf({ at, seq }: Pick<FrameReading, "at" | "seq">): bigint {
  return BigInt(Math.round(at)) * NANOSECONDS + BigInt(seq) % NANOSECONDS;
}

/** Milliseconds since 1970 UTC of such a time. */
export function millisecondsOf(time: bigint): number {
  return Number(time / NANOSECONDS);
}

/**
 * Instant of a horodate, ms since 1970 UTC; undefined where the group has none, where its clock was
 * degraded (54E §6.2.1.1), so that the instant may be years away, or where the instant is itself what
 * the group says (DATE, DPM, FPM).
 */
export function instantOf({ at, clock, value }: LabelReading): number | undefined {
  return at === undefined || clock === "degraded" || value === at ? undefined : Date.parse(at);
}
