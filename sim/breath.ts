/**
 * Turns for others while a line does not wait.
 *
 * @module
 */
import type { LineClock } from "./line.ts";

/** How long the line may keep others from running while it does not wait, ms. */
const BREATH = 50;

/** Lets signals, readers and the panel have their turn where nothing else waits. */
export class Breath {
  #clock: LineClock;
  #last: number;

  /** Begins at the clock's time. */
  constructor(clock: LineClock) {
    this.#clock = clock;
    this.#last = clock.now();
  }

  /** Lets others run if they have waited long. */
  async take(): Promise<void> {
    if (this.#clock.now() - this.#last < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.taken();
  }

  /** They have just run. */
  taken(): void {
    this.#last = this.#clock.now();
  }
}
