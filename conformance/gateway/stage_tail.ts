/**
 * How long a meter goes on after the end of a scenario.
 *
 * @module
 */
import type { GatewayProfile } from "./gateway_profile.ts";
import { patienceAfter, RECOVERY } from "./patience.ts";
import { type PlayedLine, wallMs } from "./stage_line.ts";

/**
 * The time after a scenario. One that is played at the speed of a meter has all the time in it that a
 * gateway is granted. One that is played faster is over before a gateway has to say anything, so the
 * meter goes on as long as is granted.
 */
export class StageTail {
  readonly #profile: GatewayProfile;
  readonly #line: PlayedLine;
  #since: number | undefined;

  /** Takes the line, whose frames and disturbances say how long that is. */
  constructor(profile: GatewayProfile, line: PlayedLine) {
    this.#profile = profile;
    this.#line = line;
  }

  /** Whether it is over; it begins with the first question. */
  isOver(): boolean {
    if (!this.#profile.accelerated) return true;
    const now = wallMs();
    this.#since ??= now;
    const { frames, disturbances } = this.#line;
    // A late frame of these very moments counts, too.
    const longest = Math.max(0, ...frames.map(({ from, to }) => to - from));
    const back = disturbances.map(({ kind, to }) => to + RECOVERY[kind]);
    return now >= Math.max(this.#since, ...back) + patienceAfter(this.#profile, longest);
  }
}
