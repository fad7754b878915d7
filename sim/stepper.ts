/**
 * A line that waits to be told.
 *
 * @module
 */

/** Holds a line until it is told how many frames may go. */
export class Stepper {
  #allowed = 0;
  #over = false;
  #wake = Promise.withResolvers<void>();
  #waiting: (() => void)[] = [];

  /** Lets some frames go; resolves when they are gone, or the line is over. */
  async allow(frames: number): Promise<void> {
    if (this.#over) return;
    this.#allowed += frames;
    this.#wake.resolve();
    await new Promise<void>((gone) => this.#waiting.push(gone));
  }

  /** Waits until a frame may go; false where it is over. */
  async next(): Promise<boolean> {
    while (this.#allowed === 0 && !this.#over) {
      this.#tell();
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
    this.#allowed--;
    return !this.#over;
  }

  /** It is over: nobody waits any more. */
  end(): void {
    this.#over = true;
    this.#tell();
    this.#wake.resolve();
  }

  /** All frames that were allowed are gone. */
  #tell(): void {
    for (const gone of this.#waiting.splice(0)) gone();
  }
}
