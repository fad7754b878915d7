/**
 * The time that a program has, without the time in which ticlab was busy itself.
 *
 * @module
 */

/** Milliseconds after which a wait looks whether the thread was busy meanwhile. */
const LOOK = 50;
/** Milliseconds by which a timer is late where the thread was busy; else it is late by one. */
const LATE = 10;

/**
 * Some milliseconds to wait, in one piece or in several.
 *
 * A program that has answered is not heard while our one thread does something else. So a wait is
 * made of short ones. One that took far longer than it should counts as little more than a short one,
 * and is never the last: what came meanwhile is still to be read.
 */
export class Patience {
  #left: number;

  /** Has so many milliseconds. */
  constructor(ms: number) {
    this.#left = Math.max(0, ms);
  }

  /** Whether something comes true before the time is over; what it brings is for others. */
  until(promise: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout>;
      let from = 0;
      let isLast = false;
      const wait = (ms: number) => {
        from = performance.now();
        timer = setTimeout(look, ms, ms);
      };
      const look = (ms: number) => {
        const isLate = performance.now() - from > ms + LATE;
        this.#spend(from);
        if (this.#left > 0) return wait(Math.min(this.#left, LOOK));
        if (isLast || !isLate) return resolve(false);
        isLast = true;
        wait(LOOK);
      };
      const stop = () => {
        clearTimeout(timer);
        this.#spend(from);
      };
      wait(Math.min(this.#left, LOOK));
      promise.then(() => (stop(), resolve(true)), (error) => (stop(), reject(error)));
    });
  }

  #spend(from: number): void {
    this.#left = Math.max(0, this.#left - Math.min(performance.now() - from, 2 * LOOK));
  }
}
