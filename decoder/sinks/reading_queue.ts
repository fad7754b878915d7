/**
 * Where readings wait until a sink has them.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";

/** A queue of readings, first in, first out. */
export interface ReadingQueue {
  /** How many wait. */
  readonly waiting: number;
  /** Takes a reading; where it cannot be kept, says why in a few words. */
  push(reading: FrameReading): string | undefined;
  /** The first readings that wait: `most` or fewer, one at least where any waits. */
  peek(most: number): readonly FrameReading[];
  /** Forgets the first `count` readings of what `peek` gave last. */
  forget(count: number): void;
  /** Ends it; what waits on disk stays there. */
  close(): Promise<void>;
}

/** Readings that the memory holds for a sink that takes them at once: a page, a file, a pipe. */
const HELD = 1_000;

/** A queue in memory, gone with the process. */
export class MemoryQueue implements ReadingQueue {
  #readings: FrameReading[] = [];

  get waiting(): number {
    return this.#readings.length;
  }

  push(reading: FrameReading): string | undefined {
    if (this.#readings.length >= HELD) return `${HELD} readings wait already`;
    this.#readings.push(reading);
  }

  peek(most: number): readonly FrameReading[] {
    return this.#readings.slice(0, most);
  }

  forget(count: number): void {
    this.#readings.splice(0, count);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
