/**
 * A scenario, played: its meter, its timeline, its frames in time, its checks.
 *
 * @module
 */
import type { Group, TicMode } from "../tic/types.ts";
import type { MeterAction } from "./action.ts";
import { type CheckResult, Checks } from "./check.ts";
import type { Command } from "./control.ts";
import { FrameEncoder } from "./encoder.ts";
import { type FaultAction, FaultInjector } from "./fault_injector.ts";
import { FrameCycle, type MeterFrame } from "./frame_cycle.ts";
import { BAUD_RATE, BITS_PER_CHARACTER, type LineFrame } from "./frames.ts";
import { type LineClock, play } from "./line.ts";
import type { Outlet } from "./outlet.ts";
import { type Random, random } from "./random.ts";
import type { Scenario, TimelineEntry } from "./scenario.ts";
import { ScriptedMeter } from "./scripted_meter.ts";
import { type FaultMark, WireFrame } from "./wire_frame.ts";

/** Shortest and longest silence between two frames, ms (54E §5.3.6 p13). */
const GAP = [16.7, 33.4] as const;
const SECOND = 1_000;

interface Unharmed {
  bytes: Uint8Array<ArrayBuffer>;
  marks: readonly FaultMark[];
}

const NONE: readonly FaultMark[] = [];

/** A frame of a scenario. */
export interface PlayedFrame extends LineFrame {
  /** Long, or short in the alert of a three-phase meter. */
  readonly kind: MeterFrame["kind"];
  /** When its STX begins, milliseconds since 1970 UTC on the meter's clock. */
  readonly instant: number;
  /** What has happened since the frame before. */
  readonly happened: readonly TimelineEntry[];
  /** Offset of its first byte in all that the line has sent. */
  readonly offset: number;
  /** What faults have done to it. */
  readonly marks: readonly FaultMark[];
}

/** How a scenario is played. */
export interface PlayOptions {
  /** Where the bytes go. */
  readonly outlets: readonly Outlet[];
  /** Paces them. */
  readonly clock: LineClock;
  /** Ends the line at once. */
  readonly signal: AbortSignal;
  /** How many times faster than a meter; that of the scenario by default. */
  readonly speed?: number;
  /** Holds the line between frames. */
  readonly stepper?: Stepper | undefined;
  /** Told of each frame as it begins. */
  onFrame?(frame: PlayedFrame): void;
}

/** How a run ended. */
export interface PlayResult {
  /** Frames that were begun. */
  readonly frames: number;
  /** Every check of the scenario. */
  readonly checks: readonly CheckResult[];
  /** Faults that were asked for and never happened. */
  readonly unhappened: readonly FaultAction[];
}

/**
 * Plays one scenario, once.
 *
 * The same scenario gives the same bytes: what happens, happens at its instant on the meter's clock, and
 * shows in the first frame that begins then or later. What is done by `perform` shows in the next frame.
 *
 * @example
 * ```ts
 * import { Player, readScenario } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const scenario = readScenario(
 *   `
 * title: The day's first hour
 * about: Off-peak hours end at 06:00.
 * meter: { contract: hc, mode: standard }
 * clock: { start: 2026-01-14T05:59:58 }
 * checks: [{ at: 06:00:00, within: 2 s, label: NTARF, equals: "02" }]
 * run: { for: 5 s }
 * `,
 *   { file: "morning.yaml" },
 * );
 * const player = new Player(scenario);
 * for (const frame of player.frames()) assertEquals(frame.state.mode, "standard");
 * assertEquals(player.result().checks.map(({ passed }) => passed), [true]);
 * ```
 */
export class Player {
  #scenario: Scenario;
  #scripted: ScriptedMeter;
  #cycle = new FrameCycle();
  #checks: Checks;
  #draw: Random;
  /** Time of the line, ms: where the present mode began, and bits since. */
  #origin = 0;
  #bit = 0;
  #mode: TicMode;
  #number = 0;
  /** Bytes sent. */
  #offset = 0;
  #faults: FaultInjector;
  #over = false;
  #frame: PlayedFrame | undefined;
  /** What no frame has shown yet. */
  #happened: TimelineEntry[] = [];

  /** Makes the meter of a scenario, as it is at the start. */
  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#scripted = new ScriptedMeter(scenario);
    this.#checks = new Checks(scenario.checks);
    this.#faults = new FaultInjector({ seed: scenario.seed });
    this.#draw = random(scenario.seed, "line", "gap");
    this.#mode = this.#scripted.meter.state().mode;
  }

  /** Mode of the line at this moment. */
  get mode(): TicMode {
    return this.#mode;
  }

  /** The meter's clock, milliseconds since 1970 UTC. */
  get instant(): number {
    return this.#scripted.meter.instant;
  }

  /** The frame that is on the line; undefined before the first. */
  get frame(): PlayedFrame | undefined {
    return this.#frame;
  }

  /** Whether the time of the scenario is over. */
  get over(): boolean {
    return this.#over;
  }

  /** All frames, whatever their mode; the `bit` of each counts from the last switch of the mode. */
  *frames(): Generator<PlayedFrame> {
    for (;;) {
      const before = this.#mode;
      yield* this.segment();
      if (this.#mode === before) return;
    }
  }

  /** Frames until the mode of the line changes, or the scenario is over. */
  *segment(): Generator<PlayedFrame> {
    const encoder = new FrameEncoder(this.#mode);
    const baud = BAUD_RATE[this.#mode];
    const [shortest, longest] = this.#scenario.gap ?? GAP;
    const least = Math.ceil(shortest * baud / SECOND);
    const span = Math.max(1, Math.floor(longest * baud / SECOND) - least + 1);
    for (;;) {
      this.#over = !this.#proceed(baud);
      if (this.#over) return;
      const state = this.#scripted.meter.state();
      if (state.mode !== this.#mode) {
        this.#origin += this.#bit / baud * SECOND;
        this.#bit = 0;
        this.#mode = state.mode;
        return;
      }
      const { kind, groups } = this.#cycle.next(state);
      const { bytes, marks } = this.#wire(encoder.encode(groups), groups);
      const instant = this.#instant(baud);
      const frame = { number: this.#number++, bit: this.#bit, state, groups, bytes };
      const offset = this.#offset;
      this.#frame = { ...frame, kind, instant, happened: this.#happened, offset, marks };
      this.#happened = [];
      this.#offset += bytes.length;
      this.#checks.frame(instant, groups);
      yield this.#frame;
      const gap = least + Math.floor(this.#draw() * span);
      this.#bit += bytes.length * BITS_PER_CHARACTER + gap;
    }
  }

  /** Lets the meter live until the next frame; false where the scenario is over before. */
  #proceed(baud: number): boolean {
    const { start, duration = Infinity } = this.#scenario;
    for (;;) {
      const instant = this.#instant(baud);
      if (instant >= start + duration) return false;
      for (const entry of this.#scripted.advanceTo(instant)) {
        this.#happened.push(entry);
        if (entry.target === "fault") this.#faults.add(entry.action as FaultAction);
      }
      if (this.#scripted.meter.state().powered) return true;
      // Without mains the line is silent until the second in which they return (SQ17).
      const next = (Math.floor(instant / SECOND) + 1) * SECOND;
      this.#bit = Math.ceil((next - start - this.#origin) * baud / SECOND);
    }
  }

  /** A frame as it goes to the line. */
  #wire(bytes: Uint8Array<ArrayBuffer>, groups: readonly Group[]): WireFrame | Unharmed {
    if (!this.#faults.active) return { bytes, marks: NONE };
    const wire = new WireFrame({ bytes, groups, mode: this.#mode, offset: this.#offset });
    this.#faults.apply(wire);
    return wire;
  }

  #instant(baud: number): number {
    return this.#scenario.start + this.#origin + this.#bit * SECOND / baud;
  }

  /**
   * Does something now; returns the number of the first frame that shows it.
   *
   * @throws {RangeError} where it cannot happen to such a meter.
   */
  perform({ target, action }: Command): number {
    if (target === "meter") this.#scripted.meter.apply(action as MeterAction);
    if (target === "fault") this.#faults.add(action as FaultAction);
    return this.#number;
  }

  /** How the run went, as far as it went. */
  result(): PlayResult {
    return {
      frames: this.#number,
      checks: this.#checks.end(),
      unhappened: this.#faults.unhappened,
    };
  }
}

/** Holds a line until it is told how many frames may go. */
export class Stepper {
  #allowed = 0;
  #wake = Promise.withResolvers<void>();
  #idle = Promise.withResolvers<void>();

  /** Lets some frames go; resolves when they are gone, or the line is over. */
  async allow(frames: number): Promise<void> {
    this.#allowed += frames;
    this.#idle = Promise.withResolvers();
    this.#wake.resolve();
    await this.#idle.promise;
  }

  /** Waits until a frame may go. */
  async next(): Promise<void> {
    while (this.#allowed === 0) {
      this.#idle.resolve();
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
    this.#allowed--;
  }

  /** The line is over: nobody waits any more. */
  end(): void {
    this.#idle.resolve();
  }
}

/** Sends the frames of a player to outlets, at the speed of each mode, until it is over or stopped. */
export async function playLine(player: Player, options: PlayOptions): Promise<void> {
  const { outlets, clock, signal, speed = 1, stepper, onFrame } = options;
  const send = (frames: Iterable<PlayedFrame>) =>
    play(frames, {
      baudRate: BAUD_RATE[player.mode],
      speed,
      outlets,
      clock,
      signal,
      onFrame: () => onFrame?.(player.frame!),
    });
  if (stepper) {
    const frames = player.frames();
    for (await stepper.next(); !signal.aborted; await stepper.next()) {
      const { value: frame, done } = frames.next();
      if (done) break;
      await send([{ ...frame, bit: 0 }]);
    }
    return stepper.end();
  }
  while (!player.over && !signal.aborted) await send(player.segment());
}
