/**
 * What happens to a line while it is played.
 *
 * @module
 */
import type { LineAction } from "./action.ts";

/** Something that begins or ends on a line at an instant. */
export type LineEvent =
  | { at: number; what: "cut" | "joined" | "unplugged" | "plugged" }
  | { at: number; what: "stall"; for: number }
  | { at: number; what: "speed"; speed: number };

/**
 * Takes the actions on a line, and keeps them for the line that is played with it.
 *
 * Instants are those of the line, milliseconds since 1970 UTC on the meter's clock: an action of five
 * seconds lasts five seconds of the meter, whatever the speed.
 *
 * @example
 * ```ts
 * import { LineControl } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const control = new LineControl();
 * control.add({ do: "cut", for: 5_000 }, 1_000);
 * assertEquals(control.take(1_000), { at: 1_000, what: "cut" });
 * assertEquals(control.next, 6_000);
 * ```
 */
export class LineControl {
  /** Instant of the line: end of the last character sent. The line sets it. */
  now: number = -Infinity;
  #waiting: LineEvent[] = [];
  #cuts = 0;
  #unplugs = 0;

  /** Lets something happen at an instant, or now. */
  add(action: LineAction, at: number = this.now): void {
    switch (action.do) {
      case "cut":
        this.#put({ at, what: "cut" });
        return this.#put({ at: at + action.for, what: "joined" });
      case "unplug":
        this.#put({ at, what: "unplugged" });
        return this.#put({ at: at + action.for, what: "plugged" });
      case "stall":
        return this.#put({ at, what: "stall", for: action.for });
      case "speed":
        return this.#put({ at, what: "speed", speed: action.speed });
    }
  }

  /** Instant of the next event; Infinity where there is none. */
  get next(): number {
    return this.#waiting[0]?.at ?? Infinity;
  }

  /** Whether bytes go nowhere. */
  get isCut(): boolean {
    return this.#cuts > 0;
  }

  /** Whether the outlets are away. */
  get isUnplugged(): boolean {
    return this.#unplugs > 0;
  }

  /** Takes out the next event that is not after an instant. */
  take(instant: number): LineEvent | undefined {
    if (this.next > instant) return undefined;
    const event = this.#waiting.shift()!;
    if (event.what === "cut") this.#cuts++;
    if (event.what === "joined") this.#cuts--;
    if (event.what === "unplugged") this.#unplugs++;
    if (event.what === "plugged") this.#unplugs--;
    return event;
  }

  #put(event: LineEvent): void {
    const after = this.#waiting.findIndex(({ at }) => at > event.at);
    this.#waiting.splice(after < 0 ? this.#waiting.length : after, 0, event);
  }
}
