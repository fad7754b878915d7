/**
 * Time in Paris as text, as gateways write it that run there.
 *
 * @module
 */
import { parisOffset } from "../../tic/paris.ts";

/**
 * Writes an instant as local time in Paris, without an offset.
 *
 * @param at Milliseconds since 1970 UTC.
 *
 * @example
 * ```ts
 * import { localText } from "./local_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(localText(Date.parse("2026-11-22T03:35:00Z")), "2026-11-22T04:35:00");
 * assertEquals(localText(Date.parse("2026-07-14T10:00:00.999Z")), "2026-07-14T12:00:00");
 * ```
 */
export function localText(at: number): string {
  return new Date(at + parisOffset(at) * 60_000).toISOString().slice(0, 19);
}
