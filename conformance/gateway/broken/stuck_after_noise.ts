/**
 * A gateway that never finds back into the line.
 *
 * @module
 */
import type { FrameReading } from "../../../decoder/dialects/frame_reading.ts";
import type { TicEvent } from "../../../decoder/events.ts";
import { SmallGateway } from "./small_gateway.ts";

/** After the first loss it says the last good frame for ever, with new messages. */
export class StuckAfterNoise extends SmallGateway {
  #lost = false;
  #last: FrameReading | undefined;

  /** Notices a loss. */
  override event(event: TicEvent, at: number): void {
    // Joining a line in the middle of a frame is no noise.
    if (event.event === "error" && this.#last) this.#lost = true;
    super.event(event, at);
  }

  /** Says the last good frame. */
  override say(reading: FrameReading): void {
    if (!this.#lost) this.#last = reading;
    super.say({ ...reading, readings: (this.#last ?? reading).readings });
  }
}
