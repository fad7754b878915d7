/**
 * Instants as the ledger and `ticlab ctl` write them.
 *
 * @module
 */
import { parisOffset } from "../tic/paris.ts";

/** Writes an instant (ms since 1970 UTC) in Paris time: `2026-01-14T06:00:01.250+01:00`. */
export function parisIso(instant: number): string {
  const minutes = parisOffset(instant);
  const local = new Date(instant + minutes * 60_000).toISOString();
  return local.replace("Z", `+0${minutes / 60}:00`);
}
