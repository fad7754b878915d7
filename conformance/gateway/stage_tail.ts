/**
 * How long a meter goes on after the end of a scenario.
 *
 * @module
 */
import type { GatewayProfile } from "./gateway_profile.ts";
import type { ObservedValue } from "./gateway_run.ts";
import { settledBy } from "./oracle_settled.ts";
import { patienceAfter, RECOVERY } from "./patience.ts";
import { type PlayedLine, wallMs } from "./stage_line.ts";

/**
 * The time after a scenario. One that is played at the speed of a meter has all the time in it that a
 * gateway is granted. One that is played faster is over before a gateway has to say anything, so the
 * meter goes on until the gateway has said what it owes, or as long as is granted.
 */
export class StageTail {
  readonly #profile: GatewayProfile;
  readonly #line: PlayedLine;
  readonly #values: readonly ObservedValue[];
  #since: number | undefined;
  /** See `GatewayRun`. */
  settled: number | undefined;

  /** Takes the line, whose frames and disturbances say how long that is, and what the gateway says. */
  constructor(
    profile: GatewayProfile,
    { line, values }: { line: PlayedLine; values: readonly ObservedValue[] },
  ) {
    this.#profile = profile;
    this.#line = line;
    this.#values = values;
  }

  /** Whether it is over; it begins with the first question. */
  isOver(): boolean {
    if (!this.#profile.accelerated) return true;
    const now = wallMs();
    this.#since ??= now;
    const { frames, disturbances } = this.#line;
    const run = { frames, disturbances, values: this.#values, ready: 0 };
    this.settled = settledBy(run, this.#profile, this.#since);
    if (this.settled !== undefined) return true;
    // A late frame of these very moments counts, too.
    const longest = Math.max(0, ...frames.map(({ from, to }) => to - from));
    const back = disturbances.map(({ kind, to }) => to + RECOVERY[kind]);
    return now >= Math.max(this.#since, ...back) + patienceAfter(this.#profile, longest);
  }
}
