/**
 * A gateway whose rate limit knows no exception.
 *
 * @module
 */
import type { FrameReading } from "../../../decoder/dialects/frame_reading.ts";
import { SmallGateway } from "./small_gateway.ts";

/** Holds frames back for a period, whatever happens in them. */
export class EventsSwallowed extends SmallGateway {
  /** Looks at the time alone. */
  override isDue(reading: FrameReading): boolean {
    return super.isDue({ ...reading, events: [] });
  }
}
