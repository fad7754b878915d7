/**
 * Finds the speed of a line by what can be read at each.
 *
 * @module
 */
import { TicDecoder } from "../decoder.ts";

/** Speeds tried, in baud: standard, then historique (54E §5.3.1, 02E §1.3.1.1). */
export const SPEEDS: readonly number[] = [9600, 1200];
/** How long is waited, ms. */
export interface HuntTimes {
  /** For a valid group at each speed: one lasts 0.2 s at 1200 baud, a frame 2.3 s. */
  dwell: number;
  /** After the last valid group, before a line found is taken for lost (54E §9.3: 10 s ± 1 s). */
  patience: number;
}

/** How long is waited on a real line. */
export const TIMES: HuntTimes = { dwell: 2_000, patience: 10_000 };
/** Valid groups that settle a speed when all of them are suspect. */
const SUSPECTS = 3;
/** How many bytes are kept back while the speed is not known. */
const KEPT = 65_536;

/**
 * Decides at which speed to listen: pure, told what arrives and when.
 *
 * A speed is right once a valid group arrives at it; what was read at it until then is kept and
 * given on, what was read at a wrong one is dropped. Without a valid group for long enough the search
 * begins again, for a meter may be switched from one mode to the other (54E §3.3).
 */
export class BaudHunt {
  /** The speed to listen at now, in baud. */
  baudRate: number = SPEEDS[0]!;
  /** Whether that speed is known to be right. */
  found = false;
  /** When to call {@linkcode BaudHunt.expire} unless a valid group arrives before, ms. */
  deadline: number;
  /** Bytes that arrived since the last valid group. */
  silentBytes = 0;
  #decoder = new TicDecoder({ events: ["group"] });
  #suspects = 0;
  #kept: Uint8Array[] = [];

  #times: HuntTimes;

  /** @param now Time of the start, ms on any clock. */
  constructor(now: number, times: HuntTimes = TIMES) {
    this.#times = times;
    this.deadline = now + times.dwell;
  }

  /** Takes bytes read at `now` and returns those to give on. */
  push(bytes: Uint8Array, now: number): Uint8Array[] {
    this.silentBytes += bytes.length;
    let valid = false;
    for (const event of this.#decoder.push(bytes)) {
      if (event.event !== "group") continue;
      if (event.grade === "suspect") this.#suspects++;
      valid ||= this.found || event.grade === "ok" || this.#suspects >= SUSPECTS;
    }
    if (valid) {
      this.found = true;
      this.deadline = now + this.#times.patience;
      this.silentBytes = 0;
    }
    if (!this.found) {
      this.#keep(bytes);
      return [];
    }
    const given = [...this.#kept, bytes];
    this.#kept = [];
    return given;
  }

  /** Gives the present speed up at its deadline and turns to the next one. */
  expire(now: number): void {
    this.baudRate = SPEEDS[(SPEEDS.indexOf(this.baudRate) + 1) % SPEEDS.length]!;
    this.found = false;
    this.deadline = now + this.#times.dwell;
    this.#decoder = new TicDecoder({ events: ["group"] });
    this.#suspects = 0;
    this.#kept = [];
  }

  #keep(bytes: Uint8Array): void {
    this.#kept.push(bytes);
    let size = this.#kept.reduce((sum, chunk) => sum + chunk.length, 0);
    while (size > KEPT && this.#kept.length > 1) size -= this.#kept.shift()!.length;
  }
}
