/**
 * A line that waits to be told.
 *
 * @module
 */

/** Holds a line until it is told how many frames may go. */
export class Stepper {
  #allowed = 0;
  #wake = Promise.withResolvers<void>();
  #idle = Promise.withResolvers<void>();

  /** Lets some frames go; resolves when they are gone, or the line is over. */
  async allow(frames: number): Promise<void> {
    this.#allowed += frames;
    this.#idle = Promise.withResolvers();
    this.#wake.resolve();
    await this.#idle.promise;
  }

  /** Waits until a frame may go. */
  async next(): Promise<void> {
    while (this.#allowed === 0) {
      this.#idle.resolve();
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
    this.#allowed--;
  }

  /** The line is over: nobody waits any more. */
  end(): void {
    this.#idle.resolve();
  }
}
