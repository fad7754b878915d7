/**
 * The LED of a receiver: what the documents want it to show of a line.
 *
 * Source: 54E §9.3-9.4 p36-38, 02E §3.3 p101, §3.5.2 p102.
 *
 * @module
 */

/** Good: slow blink (54E) or steady on (02E). Error: fast blink, 1 Hz. */
export type LedState = "good" | "error";

/** A state and when it began, ms from the start of the check; null where times are not known. */
export interface LedChange {
  /** The state. */
  state: LedState;
  /** When it began, ms; null where times are not known. */
  at: number | null;
}

/** Without a good frame for so long the state is error, ms (54E §9.4: 10 s ± 1 s). */
export const LOSS = 10_000;
/** Changes kept: what is more is only counted. */
const KEPT = 100;

/**
 * Follows the state: it is decided at the end of each frame and held until the next decision, or until
 * good frames are missing for 10 s.
 *
 * @example
 * ```ts
 * import { Led } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const led = new Led();
 * led.frame(true, 900);
 * led.now(12_000);
 * assertEquals(led.changes, [
 *   { state: "error", at: 0 },
 *   { state: "good", at: 900 },
 *   { state: "error", at: 10_900 },
 * ]);
 * ```
 */
export class Led {
  /** The states in order, from the start: error until the first good frame. */
  readonly changes: LedChange[] = [{ state: "error", at: 0 }];
  /** How many changes there were after the first state. */
  turns = 0;
  /** Frames that were good, and frames that were not. */
  readonly decisions: { good: number; bad: number } = { good: 0, bad: 0 };
  #state: LedState = "error";
  #good: number | null = null;

  /** A frame ends at `at`: good with any group beside standby and no wrong sum (02E §3.5.4 p106). */
  frame(good: boolean, at: number | null): void {
    if (at !== null) this.now(at);
    this.decisions[good ? "good" : "bad"]++;
    if (good) this.#good = at;
    this.#turn(good ? "good" : "error", at);
  }

  /** It is now `at`: good frames may be missing for too long. */
  now(at: number): void {
    if (this.#state !== "good" || this.#good === null || at - this.#good < LOSS) return;
    this.#turn("error", this.#good + LOSS);
  }

  #turn(state: LedState, at: number | null): void {
    if (state === this.#state) return;
    this.#state = state;
    this.turns++;
    if (this.changes.length < KEPT) this.changes.push({ state, at });
  }
}
