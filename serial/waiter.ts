/**
 * Waiting for something to happen on open files, in a way that can be called off.
 *
 * @module
 */
import { errno, errorName } from "./libc.ts";
import { PollLoop, type Wait } from "./poll_loop.ts";
import type { Awaited } from "./poll_table.ts";

/** Waits for all ports of the process; made with the first of them. */
let loop: PollLoop | undefined;

/**
 * Waits on another thread, which costs no time of this one, until something happens or until `end()`,
 * which ends every wait under way and to come.
 */
export class Waiter {
  readonly #loop = loop ??= new PollLoop();
  readonly #waits = new Set<Wait>();
  #ended = false;

  /** Whether `end()` was called. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Resolves when one of the events happens, after `timeout` milliseconds (-1: never), or at the end.
   */
  wait(files: readonly Awaited[], timeout = -1): Promise<void> {
    if (this.#ended) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const deadline = timeout < 0 ? Infinity : performance.now() + timeout;
    const wait: Wait = {
      files,
      deadline,
      done: () => {
        this.#waits.delete(wait);
        resolve();
      },
    };
    this.#waits.add(wait);
    this.#loop.add(wait);
    return promise;
  }

  /** Ends every wait, and resolves when none is under way. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#loop.remove([...this.#waits]);
  }
}

/** Whether the call that has just failed on this thread may be tried again. */
export function again(): boolean {
  return ["EAGAIN", "EINTR"].includes(errorName(errno()));
}
