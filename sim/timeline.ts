/**
 * What is still to happen in a run.
 *
 * @module
 */
import type { TimelineEntry } from "./scenario.ts";

/** Entries waiting for their instants; those that repeat come back. */
export class Timeline {
  #waiting: TimelineEntry[];

  /** Takes the entries of a scenario, in any order. */
  constructor(entries: readonly TimelineEntry[]) {
    this.#waiting = entries.toSorted((a, b) => a.at - b.at);
  }

  /** Instant of the next entry; Infinity where there is none. */
  get next(): number {
    return this.#waiting[0]?.at ?? Infinity;
  }

  /** Takes out the entries whose instant is not after the one given, in order. */
  *due(instant: number): Generator<TimelineEntry> {
    while (this.next <= instant) {
      const entry = this.#waiting.shift()!;
      if (entry.every !== undefined) this.add({ ...entry, at: entry.at + entry.every });
      yield entry;
    }
  }

  /** Puts in an entry, after those of the same instant. */
  add(entry: TimelineEntry): void {
    const after = this.#waiting.findIndex(({ at }) => at > entry.at);
    this.#waiting.splice(after < 0 ? this.#waiting.length : after, 0, entry);
  }
}
