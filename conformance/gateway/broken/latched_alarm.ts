/**
 * A gateway that never forgets an alarm.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "../../../decoder/dialects/frame_reading.ts";
import { SmallGateway } from "./small_gateway.ts";

/** Keeps the values of all labels in one table, from which nothing is taken out again. */
export class LatchedAlarm extends SmallGateway {
  #known = new Map<string, LabelReading>();

  /** Says the table. */
  override say(reading: FrameReading): void {
    for (const one of reading.readings) this.#known.set(one.label, one);
    super.say({ ...reading, readings: [...this.#known.values()] });
  }
}
