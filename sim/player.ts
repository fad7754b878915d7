/**
 * A scenario, played: its meter, its timeline, its frames in time, its checks.
 *
 * @module
 */
import type { Group, TicMode } from "../tic/types.ts";
import type { LineAction, MeterAction } from "./action.ts";
import { Checks } from "./check.ts";
import type { Command } from "./control.ts";
import { FrameEncoder } from "./encoder.ts";
import { type FaultAction, FaultInjector } from "./fault_injector.ts";
import { EOT } from "../tic/control.ts";
import { FrameCycle, type MeterFrame } from "./frame_cycle.ts";
import { BITS_PER_CHARACTER } from "./frames.ts";
import { LineControl } from "./line_control.ts";
import type { MeterState } from "./meter_state.ts";
import { breakOff } from "./older/break_off.ts";
import { olderModel } from "./older/mod.ts";
import type { PlayedFrame, PlayResult } from "./played_frame.ts";
import { type Random, random } from "./random.ts";
import type { Scenario, TimelineEntry } from "./scenario.ts";
import { ScriptedMeter } from "./scripted_meter.ts";
import { stillToCome } from "./still_to_come.ts";
import { Timeline } from "./timeline.ts";
import { WireFrame } from "./wire_frame.ts";

export type { PlayedFrame, PlayResult } from "./played_frame.ts";

/** Shortest and longest silence between two frames, ms (54E §5.3.6 p13). */
const GAP = [16.7, 33.4] as const;
const SECOND = 1_000;

/** What is sent of a frame. */
type Wire = Pick<PlayedFrame, "bytes" | "marks" | "wrongParity">;
/** What the meter means to send. */
type Meant = Pick<PlayedFrame, "kind" | "groups" | "bytes" | "interrupted">;

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
  /** What happens to the line; the line that sends the frames takes it. */
  readonly line: LineControl = new LineControl();
  #scenario: Scenario;
  #scripted: ScriptedMeter;
  #cycle = new FrameCycle();
  #checks: Checks;
  #draw: Random;
  /** Time of the line, ms: where the present mode began, and bits since. */
  #origin = 0;
  #bit = 0;
  #mode: TicMode;
  #baudRate: number;
  #number = 0;
  /** Bytes sent. */
  #offset = 0;
  #faults: FaultInjector;
  /** What is still to happen to the line. */
  #onLineStill: Timeline;
  #over = false;
  #lineSpeed: number | undefined;
  #frame: PlayedFrame | undefined;
  /** What no frame has shown yet. */
  #happened: TimelineEntry[] = [];
  /** What has happened while the frame on the line was looked through to its end. */
  #ahead: TimelineEntry[] = [];
  /** The end of the service of another link for which EOT was sent. */
  #served: number | undefined;

  /**
   * Makes the meter of a scenario, as it is at the start; with `from`, an instant, what lies before it is
   * played without frames, so that nothing of it happens to line or frames, and nothing is checked.
   */
  constructor(scenario: Scenario, { from = scenario.start }: { from?: number } = {}) {
    this.#scenario = scenario;
    const still = stillToCome(scenario.timeline, from);
    const isOnLine = ({ target }: TimelineEntry) => target === "line";
    const timeline = still.filter((entry) => !isOnLine(entry));
    this.#scripted = new ScriptedMeter({ meter: scenario.meter, timeline });
    this.#onLineStill = new Timeline(still.filter(isOnLine));
    this.#checks = new Checks(scenario.checks.filter(({ at }) => at >= from));
    this.#origin = from - scenario.start;
    this.line.now = from;
    this.#faults = new FaultInjector({ seed: scenario.seed });
    this.#draw = random(scenario.seed, "line", "gap");
    ({ mode: this.#mode, baudRate: this.#baudRate } = this.#scripted.meter.state());
  }

  /** Mode of the line at this moment. */
  get mode(): TicMode {
    return this.#mode;
  }

  /** Speed of the line at this moment, baud. */
  get baudRate(): number {
    return this.#baudRate;
  }

  /** The meter's clock, milliseconds since 1970 UTC. */
  get instant(): number {
    return this.#scripted.meter.instant;
  }

  /** The frame that is on the line; undefined before the first. */
  get frame(): PlayedFrame | undefined {
    return this.#frame;
  }

  /** What has happened since the last frame began. */
  get untold(): readonly TimelineEntry[] {
    return [...this.#happened, ...this.#ahead];
  }

  /** Speed that the timeline or somebody has set; undefined where nobody has. */
  get lineSpeed(): number | undefined {
    return this.#lineSpeed;
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
    const baud = this.#baudRate;
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
        ({ mode: this.#mode, baudRate: this.#baudRate } = state);
        return;
      }
      const { kind, groups, interrupted, bytes: meant } = this.#meant(state, encoder, baud);
      const { length } = meant;
      const { bytes, marks, wrongParity } = this.#wire(meant, groups);
      const instant = this.#instant(baud);
      this.#onLine(instant + bytes.length * BITS_PER_CHARACTER / baud * SECOND);
      this.#frame = {
        number: this.#number++,
        bit: this.#bit,
        instant,
        kind,
        ...(interrupted && { interrupted }),
        state,
        groups,
        bytes,
        offset: this.#offset,
        marks,
        wrongParity,
        happened: this.#happened,
      };
      this.#happened = [];
      this.#offset += bytes.length;
      if (!interrupted) this.#checks.frame(instant, groups);
      yield this.#frame;
      // A fault that makes a frame longer or shorter moves none of the others: the line catches up.
      const gap = least + Math.floor(this.#draw() * span);
      this.#bit += length * BITS_PER_CHARACTER + gap;
    }
  }

  /** Lets the meter live until the next frame; false where the scenario is over before. */
  #proceed(baud: number): boolean {
    const { start, duration = Infinity } = this.#scenario;
    for (;;) {
      const instant = this.#instant(baud);
      if (instant >= start + duration) return false;
      for (const entry of [...this.#ahead.splice(0), ...this.#scripted.advanceTo(instant)]) {
        this.#happened.push(entry);
        if (entry.target === "fault") this.#faults.add(entry.action as FaultAction);
      }
      const { darkUntil, powered, servingUntil } = this.#scripted.meter.state();
      const breaksOff = powered && servingUntil !== undefined && servingUntil !== this.#served;
      if (darkUntil === undefined || breaksOff) return true;
      // Without mains the line is silent until they return (SQ17).
      this.#bit = Math.ceil((darkUntil - start - this.#origin) * baud / SECOND);
    }
  }

  /** The next frame: whole, or as far as an older meter gets before it breaks off with EOT. */
  #meant(state: MeterState, encoder: FrameEncoder, baud: number): Meant {
    if (state.servingUntil !== undefined) {
      this.#served = state.servingUntil;
      return { kind: "long", groups: [], bytes: Uint8Array.of(EOT), interrupted: true };
    }
    const { kind, groups } = this.#cycle.next(state);
    const bytes = encoder.encode(groups);
    const at = this.#brokenOff(state, kind, this.#bit + bytes.length * BITS_PER_CHARACTER);
    if (at === undefined) return { kind, groups, bytes };
    const sent = Math.ceil((at - this.#instant(baud)) * baud / SECOND / BITS_PER_CHARACTER);
    const serving = this.#scripted.meter.state().servingUntil !== undefined;
    const after = serving ? state.assumptions.eot : "group";
    return { kind, interrupted: true, ...breakOff({ groups, bytes }, sent, after) };
  }

  /** When an older meter breaks off the frame that it begins and that would end at a bit. */
  #brokenOff(begun: MeterState, kind: MeterFrame["kind"], end: number): number | undefined {
    const model = olderModel(begun.model);
    if (!model) return undefined;
    const { meter } = this.#scripted;
    const last = this.#instant(this.#baudRate, end);
    for (let second = meter.instant + SECOND; second < last; second += SECOND) {
      this.#ahead.push(...this.#scripted.advanceTo(second));
      const now = meter.state();
      this.#served = now.servingUntil ?? this.#served;
      if (now.servingUntil !== undefined || model.abandons?.(begun, kind, now)) return second;
    }
    return undefined;
  }

  /** A frame as it goes to the line. */
  #wire(bytes: Uint8Array<ArrayBuffer>, groups: readonly Group[]): Wire {
    if (!this.#faults.active) return { bytes, marks: [] };
    const wire = new WireFrame({ bytes, groups, mode: this.#mode, offset: this.#offset });
    this.#faults.apply(wire);
    return wire;
  }

  /** What happens to the line before an instant: at its own, be it in the middle of a frame. */
  #onLine(end: number): void {
    for (const entry of this.#onLineStill.due(end)) {
      this.#happened.push(entry);
      this.#actOnLine(entry.action as LineAction, entry.at);
    }
  }

  #actOnLine(action: LineAction, at: number): void {
    this.line.add(action, at);
    if (action.do === "speed") this.#lineSpeed = action.speed;
  }

  #instant(baud: number, bit = this.#bit): number {
    return this.#scenario.start + this.#origin + bit * SECOND / baud;
  }

  /**
   * Does something now; returns the number of the first frame that shows it.
   *
   * @throws {RangeError} where it cannot happen to such a meter.
   */
  perform({ target, action }: Command): number {
    if (target === "run") throw new RangeError(`Cannot do "${action.do}" to a meter`);
    if (target === "meter") this.#scripted.meter.apply(action as MeterAction);
    if (target === "fault") this.#faults.add(action as FaultAction);
    if (target === "line") this.#actOnLine(action as LineAction, this.line.now);
    this.#happened.push({ at: this.instant, target, action, line: 0 });
    return this.#number;
  }

  /** How the run went, as far as it went. */
  result(): PlayResult {
    return {
      frames: this.#number,
      bytes: this.#offset,
      checks: this.#checks.end(),
      unhappened: this.#faults.unhappened,
    };
  }
}
