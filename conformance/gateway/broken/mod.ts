/**
 * Wrong gateways, one fault each: what the judge of gateways is tried on.
 *
 * @module
 */
import { EventsSwallowed } from "./events_swallowed.ts";
import { LastGroupLost } from "./last_group_lost.ts";
import { LatchedAlarm } from "./latched_alarm.ts";
import { NoChecksum } from "./no_checksum.ts";
import type { SmallGateway, SmallGatewayOptions } from "./small_gateway.ts";
import { StaleValues } from "./stale_values.ts";
import { StuckAfterNoise } from "./stuck_after_noise.ts";

/** A wrong gateway, and the rule that names its fault. */
export interface BrokenGateway {
  Gateway: new (options: SmallGatewayOptions) => SmallGateway;
  rule: string;
}

/** All of them, by name. */
export const BROKEN: Readonly<Record<string, BrokenGateway>> = {
  "no-checksum": { Gateway: NoChecksum, rule: "gateway/damaged-group" },
  "stale-values": { Gateway: StaleValues, rule: "gateway/fresh" },
  "last-group-lost": { Gateway: LastGroupLost, rule: "gateway/complete" },
  "stuck-after-noise": { Gateway: StuckAfterNoise, rule: "gateway/recovers" },
  "events-swallowed": { Gateway: EventsSwallowed, rule: "gateway/events-at-once" },
  "latched-alarm": { Gateway: LatchedAlarm, rule: "gateway/gone" },
};
