/**
 * A gateway whose memory is filled once and for all.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "../../../decoder/dialects/frame_reading.ts";
import { SmallGateway } from "./small_gateway.ts";

/** Sends a message for each frame, with the values of the first one in which each label stood. */
export class StaleValues extends SmallGateway {
  #first = new Map<string, LabelReading>();

  /** Says what it remembers. */
  override say(reading: FrameReading): void {
    const readings = reading.readings.map((now) => {
      const { label } = now;
      if (!this.#first.has(label)) this.#first.set(label, now);
      return this.#first.get(label)!;
    });
    super.say({ ...reading, readings });
  }
}
