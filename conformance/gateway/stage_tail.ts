/**
 * How long a meter goes on after the end of a scenario.
 *
 * @module
 */
import type { GatewayProfile } from "./gateway_profile.ts";
import { GRANTED, RECOVERY } from "./patience.ts";
import { wallMs } from "./stage_line.ts";

/** The longest time to come back from anything, ms. */
const LONGEST = Math.max(...Object.values(RECOVERY));

/**
 * The time after a scenario. One that is played at the speed of a meter has all the time in it that a
 * gateway is granted. One that is played faster is over before a gateway has to say anything: there the
 * meter goes on as long as is granted, and longer where the gateway has not said anything since.
 */
export class StageTail {
  readonly #granted: number;
  readonly #most: number;
  readonly #lastSaid: () => number;
  #since: number | undefined;

  /** `lastSaid` tells when the gateway said something last, ms since 1970 UTC. */
  constructor({ accelerated, promises }: GatewayProfile, lastSaid: () => number) {
    const granted = promises.period + GRANTED.saying;
    this.#granted = accelerated ? granted : 0;
    this.#most = accelerated ? granted + LONGEST : 0;
    this.#lastSaid = lastSaid;
  }

  /** Whether it is over; it begins with the first question. */
  isOver(): boolean {
    const now = wallMs();
    this.#since ??= now;
    const past = now - this.#since;
    return past >= this.#most || past >= this.#granted && this.#lastSaid() > this.#since;
  }
}
