/**
 * What the output of an older meter carries, and whether another link is served.
 *
 * @module
 */
import type { MeterAction, Output } from "../action.ts";

/** The output of a meter: frames for ever on a Linky; an older meter can be told otherwise. */
export class OutputState {
  #state: Output = "tic";
  #until = Infinity;
  /** What it carried before, and will again. */
  #before: Output = "tic";
  #serving = -Infinity;

  /** Takes another state from an instant on, or serves another link; whole seconds. */
  act(action: Extract<MeterAction, { do: "output" | "telereport" }>, now: number): void {
    const { for: lasting = Infinity } = action;
    const until = now + Math.ceil(lasting / 1_000) * 1_000;
    if (action.do === "telereport") {
      this.#serving = until;
      return;
    }
    this.#before = this.at(now);
    this.#state = action.state;
    this.#until = until;
  }

  /** What it carries at an instant. */
  at(instant: number): Output {
    return instant < this.#until ? this.#state : this.#before;
  }

  /** The end of the service of another link; undefined where none is served. */
  servingUntil(instant: number): number | undefined {
    return instant < this.#serving ? this.#serving : undefined;
  }

  /** The end of the silence; undefined where frames are sent. */
  silentUntil(instant: number): number | undefined {
    const pulses = this.at(instant) === "metrology" ? this.#until : undefined;
    return this.servingUntil(instant) ?? pulses;
  }
}
