/**
 * Instants as clocks in Paris show them.
 *
 * @module
 */
import { parisOffset } from "../tic/paris.ts";

/** Date and clock of an instant (milliseconds since 1970 UTC) in Paris: `2026-01-14 06:00:00`. */
export function localTime(instant: number): string {
  const local = instant + parisOffset(instant) * 60_000;
  return new Date(local).toISOString().slice(0, 19).replace("T", " ");
}
