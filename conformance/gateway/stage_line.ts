/**
 * The line on which a gateway is played a scenario, with a record of what went over it and when.
 *
 * @module
 */
import { monotonicMs, sleepUntil } from "../../serial/sleep_until.ts";
import type { Outlet } from "../../sim/outlet.ts";
import { play } from "../../sim/line.ts";
import { BITS_PER_CHARACTER } from "../../sim/frames.ts";
import { type PlayedFrame, Player } from "../../sim/player.ts";
import type { Scenario, TimelineEntry } from "../../sim/scenario.ts";
import type { Disturbance, SentFrame } from "./gateway_run.ts";
import { sentFrame } from "./sent_frame.ts";

/** Milliseconds since 1970 UTC, by a clock that never goes back. */
export const wallMs = (): number => performance.timeOrigin + performance.now();

/** What happens to a meter or its line that a gateway may notice, by verb. */
const DISTURBING: Readonly<Record<string, Disturbance["kind"]>> = {
  "line cut": "cut",
  "line stall": "silence",
  "line unplug": "unplug",
  "meter outage": "silence",
  "meter mode": "mode-switch",
  "meter replace": "meter-replaced",
};

/** How a line is played. */
export interface StageLineOptions {
  /** How many times faster than a meter. */
  speed: number;
  /** Ends it at once. */
  signal: AbortSignal;
}

/** A line on the stage: played, or that of a real meter. */
export type PlayedLine =
  & Pick<
    StageLine,
    "frames" | "disturbances" | "speeds" | "speed" | "leadIn" | "play" | "unplug"
  >
  & Partial<Pick<StageLine, "late">>;

/** A line that is played to a gateway. */
export class StageLine {
  /** What was sent, in order. */
  readonly frames: SentFrame[] = [];
  /** What was done to the line, and to the meter. */
  readonly disturbances: Disturbance[] = [];
  /** How late the end of a frame was at most, ms. */
  late = 0;
  /** Speeds that the reader set, in order. */
  readonly speeds: number[] = [];
  readonly #scenario: Scenario;
  readonly #outlet: Outlet;
  readonly #options: StageLineOptions;
  /** When the first byte of the frame on the line was written. */
  #begun: number | undefined;
  /** Whether the reader was at another speed during a part of it. */
  #isMisread = false;
  #player: Player | undefined;

  /** How many times faster than a meter it is. */
  get speed(): number {
    return this.#options.speed;
  }

  /** Takes an outlet, which stays its opener's to close. */
  constructor(scenario: Scenario, outlet: Outlet, options: StageLineOptions) {
    this.#scenario = scenario;
    this.#options = options;
    this.#outlet = {
      ...outlet,
      write: (bytes, sent) => {
        this.#begun ??= wallMs();
        const { readerSpeed } = outlet.status();
        if (readerSpeed !== null && readerSpeed !== this.speeds.at(-1)) {
          this.speeds.push(readerSpeed);
        }
        this.#isMisread ||= sent !== undefined && (readerSpeed ?? sent.baudRate) !== sent.baudRate;
        outlet.write(bytes, sent);
      },
    };
  }

  /**
   * Sends the first frame of the scenario again and again, as a meter does whose values stand still, until
   * it is enough. What follows goes on from there without a jump.
   */
  async leadIn(isEnough: () => boolean): Promise<void> {
    const player = new Player({ ...this.#scenario, timeline: [], checks: [] });
    const { baudRate } = player;
    const [first] = player.frames();
    const length = (first!.bytes.length + 25) * BITS_PER_CHARACTER * 1_000 / baudRate;
    function* again(): Generator<PlayedFrame> {
      for (let number = 0; !isEnough(); number++) {
        yield { ...first!, instant: first!.instant + number * length };
      }
    }
    await this.#play(again(), { baudRate });
  }

  /**
   * Plays the scenario, and goes on after its end until it is enough: a meter does not stop. `onFrame` is
   * told of each frame before it begins.
   */
  async play({ onFrame, isEnough }: { onFrame(): void; isEnough(): boolean }): Promise<void> {
    const { duration = 0, start } = this.#scenario;
    const player = new Player({ ...this.#scenario, duration: Infinity });
    this.#player = player;
    let over = false;
    const untilEnough = function* (frames: Iterable<PlayedFrame>): Generator<PlayedFrame> {
      for (const frame of frames) {
        over = frame.instant - start >= duration && isEnough();
        if (over) return;
        onFrame();
        yield frame;
      }
    };
    while (!over && !this.#options.signal.aborted) {
      const { baudRate } = player;
      await this.#play(untilEnough(player.segment()), { baudRate, player });
    }
  }

  /** Pulls the plug for a time of the wall, ms. */
  unplug(ms: number): void {
    const action = { do: "unplug", for: ms * this.#options.speed } as const;
    const from = wallMs();
    this.#player!.line.add(action);
    this.disturbances.push({ kind: "unplug", from, to: from + ms });
  }

  async #play(
    frames: Iterable<PlayedFrame>,
    { baudRate, player }: { baudRate: number; player?: Player },
  ): Promise<void> {
    const { speed, signal } = this.#options;
    await play(frames, {
      baudRate,
      speed: player?.lineSpeed ?? speed,
      outlets: [this.#outlet],
      clock: { now: monotonicMs, sleepUntil },
      signal,
      ...(player && { control: player.line }),
      onFrame: () => {
        this.#begun = undefined;
        this.#isMisread = false;
      },
      onSent: (frame, heard) => {
        this.#sent(frame, { baudRate, heard: heard.length > 0 && !this.#isMisread });
      },
    });
  }

  #sent(frame: PlayedFrame, { baudRate, heard }: { baudRate: number; heard: boolean }): void {
    const { speed } = this.#options;
    const to = wallMs();
    const lasts = frame.bytes.length * BITS_PER_CHARACTER * 1_000 / baudRate / speed;
    const from = this.#begun ?? to - lasts;
    this.late = Math.max(this.late, to - from - lasts);
    this.frames.push(sentFrame(frame, { from, to, heard }));
    const wall = (instant: number) => from + (instant - frame.instant) / speed;
    for (const entry of frame.happened) this.#disturbed(entry, wall(entry.at));
    if (frame.marks.length === 0) return;
    const last = this.disturbances.at(-1);
    const before = this.frames.at(-2);
    if (last?.kind === "noise" && before && last.to >= before.to) last.to = to;
    else this.disturbances.push({ kind: "noise", from, to });
  }

  #disturbed({ target, action }: TimelineEntry, from: number): void {
    const kind = DISTURBING[`${target} ${action.do}`];
    if (kind === undefined) return;
    const lasts = Number(action["for"] ?? 0) / this.#options.speed;
    this.disturbances.push({ kind, from, to: from + lasts });
  }
}
