/**
 * What of a timeline is left where a run begins later than its scenario.
 *
 * @module
 */
import type { TimelineEntry } from "./scenario.ts";

/** The entries from an instant on, and all of the meter's own, which make it what it is by then. */
export function stillToCome(entries: readonly TimelineEntry[], from: number): TimelineEntry[] {
  return entries.flatMap((entry) => {
    const { at, every, target } = entry;
    if (target === "meter" || at >= from) return [entry];
    return every === undefined
      ? []
      : [{ ...entry, at: at + Math.ceil((from - at) / every) * every }];
  });
}
