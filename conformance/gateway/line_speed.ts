/**
 * How fast a line is played.
 *
 * @module
 */
import type { GatewayProfile } from "./gateway_profile.ts";
import { periodOf } from "./patience.ts";

/** How many times faster than a meter a gateway is played at most. */
const FASTEST = 10;
/**
 * Time of the line that a period may take, ms: the damage of each case about damaged groups lasts as long,
 * so that a gateway that speaks once a period speaks while it lasts.
 */
const SEEN = 10_000;

/**
 * How many times faster than a meter the line is played: 1 unless the profile says `accelerated`. A period
 * is of the wall, so that a gateway with a long one would sleep through what happens on a fast line.
 *
 * @example
 * ```ts
 * import { lineSpeed } from "./line_speed.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const speed = (period: number) =>
 *   lineSpeed({
 *     accelerated: true,
 *     promises: { period, deadband: 0, derived: {}, events: [] },
 *     out: { kind: "stdout", pattern: "" },
 *   });
 * assertEquals([speed(300), speed(2_000), speed(60_000)], [10, 5, 1]);
 * ```
 */
export function lineSpeed(
  profile: Pick<GatewayProfile, "accelerated" | "promises" | "out">,
): number {
  if (!profile.accelerated) return 1;
  return Math.min(FASTEST, Math.max(1, SEEN / periodOf(profile)));
}
