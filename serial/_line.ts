/**
 * A speaker for the tests of this room: one group, over and over.
 *
 * @module
 */
import type { Pty } from "./pty.ts";
import { monotonicMs, sleepUntil } from "./sleep_until.ts";

/** The group that is spoken. */
export const GROUP = "\nPAPP 00750 -\r";

/** Speaks at 9600 baud, a character at a time, until stopped. */
export function speak(pty: Pty): { stop(): Promise<void> } {
  const bytes = new TextEncoder().encode(GROUP);
  let on = true;
  const spoken = (async () => {
    const start = monotonicMs();
    for (let i = 0; on; i++) {
      pty.write(bytes.subarray(i % bytes.length, i % bytes.length + 1));
      await sleepUntil(start + (i + 1) * 10_000 / 9600);
    }
  })();
  return {
    stop() {
      on = false;
      return spoken;
    },
  };
}

/** Collects the changes of a pty, and waits for one. */
export class Changes {
  #seen: string[] = [];
  #wake = () => {};

  /** To be given to `Pty.open()`. */
  onChange = (change: { change: string }): void => {
    this.#seen.push(change.change);
    this.#wake();
  };

  /** Resolves when a change has been seen since the last call that waited for it. */
  async next(change: string): Promise<void> {
    while (!this.#seen.includes(change)) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    this.#seen.splice(0, this.#seen.indexOf(change) + 1);
  }
}
