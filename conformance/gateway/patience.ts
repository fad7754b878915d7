/**
 * How long a gateway may take: the table of tolerances, and the deadlines that follow from it.
 *
 * @module
 */
import type { GatewayProfile } from "./gateway_profile.ts";
import type { Disturbance, GatewayRun } from "./gateway_run.ts";

/**
 * What is granted on top of the period that a gateway promises, ms. Generous: a loaded machine must
 * never make a right gateway look wrong.
 */
export const GRANTED = {
  /** Between a frame's end and the value that is seen: machine, broker, database. */
  saying: 5_000,
  /**
   * Frames that it may need before it says one: the first may be joined in its middle, and a reader
   * may see its end at the next STX.
   */
  frames: 3,
  /** A value seen so long before its group was sent came from elsewhere. */
  early: 250,
} as const;

/**
 * Time to come back after each disturbance, ms, on top of what is granted otherwise. What happens to the
 * line itself costs frames; what happens to plugs and brokers costs the time until a gateway looks again.
 */
export const RECOVERY: Readonly<Record<Disturbance["kind"], number>> = {
  "noise": 5_000,
  "cut": 5_000,
  "silence": 5_000,
  "clock-jump": 5_000,
  "meter-replaced": 10_000,
  // Gateways look for their port, or their broker, every now and then.
  "unplug": 30_000,
  "mode-switch": 30_000,
  "out-down": 30_000,
};

/** Disturbances after which a gateway needs time, however fast the line goes on. */
const TAKES_TIME: ReadonlySet<Disturbance["kind"]> = new Set(["unplug", "mode-switch", "out-down"]);

/**
 * Period, and how often the place is looked at where its values come out, ms.
 *
 * @example
 * ```ts
 * import { periodOf } from "./patience.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const promises = { period: 10_000, deadband: 0, derived: {}, events: [] };
 * const out = { kind: "sql", query: "SELECT label, value FROM tic", every: 1_000 } as const;
 * assertEquals(periodOf({ promises, out }), 11_000);
 * ```
 */
export function periodOf({ promises, out }: Pick<GatewayProfile, "promises" | "out">): number {
  return promises.period + ("every" in out ? out.every : 0);
}

/**
 * The deadlines of one run.
 *
 * @example
 * ```ts
 * import { Patience } from "./patience.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = { from: 0, to: 1_000, groups: [], alsoRight: [], whole: true, heard: true };
 * const cut = { kind: "cut", from: 20_000, to: 25_000 } as const;
 * const patience = new Patience({ frames: [frame], ready: 0, disturbances: [cut] }, {
 *   promises: { period: 10_000, deadband: 0, derived: {}, events: [] },
 *   out: { kind: "stdout", pattern: "" },
 * });
 * assertEquals(patience.due, 18_000);
 * assertEquals(patience.deadline(1_000), 19_000);
 * assertEquals(patience.deadline(5_000), 48_000);
 * ```
 */
export class Patience {
  /** Time from a frame's end to the value said, ms. */
  readonly due: number;
  /** The same for an event that is promised at once, ms. */
  readonly atOnce: number;
  /** Time of the frames that it may need, ms. */
  readonly #some: number;
  readonly #period: number;
  readonly #ready: number;
  readonly #disturbances: readonly Disturbance[];

  /** Measures the frames of a run. */
  constructor(
    { frames, ready, disturbances }: Pick<GatewayRun, "frames" | "ready" | "disturbances">,
    profile: Pick<GatewayProfile, "promises" | "out">,
  ) {
    // A frame that a silence held up tells nothing of how long frames are.
    const calm = frames.filter(({ from, to }) =>
      !disturbances.some((one) => one.from <= to && from <= one.to)
    );
    const longest = calm.reduce((most, { from, to }) => Math.max(most, to - from), 0);
    this.#some = GRANTED.frames * longest;
    this.#period = profile.promises.period;
    this.atOnce = GRANTED.saying + this.#some + ("every" in profile.out ? profile.out.every : 0);
    this.due = this.atOnce + profile.promises.period;
    this.#ready = ready;
    this.#disturbances = disturbances.toSorted((a, b) => a.from - b.from);
  }

  /** When something that was sent at a time has to be said at last, ms since 1970 UTC. */
  deadline(sent: number, due: number = this.due): number {
    let deadline = Math.max(sent, this.#ready) + due;
    for (const { kind, from, to } of this.#disturbances) {
      const back = to + RECOVERY[kind];
      if (from <= deadline && back >= sent) deadline = Math.max(deadline, back + due);
    }
    return deadline;
  }

  /**
   * Until when the line has to go on so that a gateway has its turn to say what was sent at a time, ms
   * since 1970 UTC: a period, or as long as it takes to come back.
   */
  turn(sent: number): number {
    const deadline = this.deadline(sent);
    let turn = Math.max(sent, this.#ready);
    for (const { kind, from, to } of this.#disturbances) {
      if (from > deadline || to + RECOVERY[kind] < sent) continue;
      turn = Math.max(turn, to + (TAKES_TIME.has(kind) ? RECOVERY[kind] : this.#some));
    }
    return turn + this.#period;
  }

  /** The last disturbance that began before a time. */
  disturbedBefore(time: number): Disturbance | undefined {
    return this.#disturbances.findLast(({ from }) => from <= time);
  }
}

/**
 * How long the stage waits after the last frame, so that a gateway can say what it owes, ms.
 *
 * @param longest Time of the longest frame on the line, ms.
 *
 * @example
 * ```ts
 * import { patienceAfter } from "./patience.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const promises = { period: 10_000, deadband: 0, derived: {}, events: [] };
 * const out = { kind: "stdout", pattern: "" } as const;
 * assertEquals(patienceAfter({ promises, out }, 1_000), 18_001);
 * ```
 */
export function patienceAfter(
  profile: Pick<GatewayProfile, "promises" | "out">,
  longest: number,
): number {
  return GRANTED.saying + GRANTED.frames * longest + periodOf(profile) + 1;
}
