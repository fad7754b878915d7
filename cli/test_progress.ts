/**
 * How far a run of the suite is, on a terminal.
 *
 * @module
 */
import type { CaseLine } from "../conformance/run/result.ts";
import { palette, Screen, type Terminal, terminalSize } from "./screen.ts";

/** Shows how far a run is: a bar, the cases done, what failed. Draws nothing elsewhere. */
export class TestProgress {
  readonly #screen: Screen | null;
  readonly #paint;
  #bad = 0;
  #drawn = 0;
  #bar = "";

  /** Begins to show, if `out` is a terminal. */
  constructor(out: Terminal) {
    this.#screen = out.isTerminal() ? new Screen(out) : null;
    this.#paint = palette(out);
  }

  /** A case is done. */
  step(line: CaseLine, done: number, of: number): void {
    if (!this.#screen) return;
    const bad = ["fail", "crash", "timeout", "protocol", "flaky"].includes(line.verdict);
    if (bad) this.#bad++;
    // Ten times a second are enough for the eye.
    const now = performance.now();
    if (now - this.#drawn < 100 && done < of) return;
    this.#drawn = now;
    const width = Math.max(10, Math.min(40, terminalSize().columns - 40));
    const full = Math.round(width * done / of);
    const bar = "█".repeat(full) + "░".repeat(width - full);
    const failing = this.#bad > 0 ? this.#paint.red(`${this.#bad} failing`) : "";
    this.#bar = `${bar} ${done}/${of} ${failing}`;
    this.#screen.draw([this.#bar]);
  }

  /** A long case goes on. */
  playing(what: string): void {
    const now = performance.now();
    if (!this.#screen || now - this.#drawn < 100) return;
    this.#drawn = now;
    this.#screen.draw([`${this.#bar} ${what}`.trim()]);
  }

  /** Something that a person should know, in the midst of it. */
  say(text: string): void {
    this.#screen?.draw([]);
    console.error(text);
  }

  /** Takes the bar away. */
  close(): void {
    this.#screen?.draw([]);
    this.#screen?.close();
  }
}
