/**
 * What the line said before a frame.
 *
 * @module
 */
import { SECOND } from "./clock.ts";
import type { Frame } from "./frame.ts";
import type { GivenMeter } from "./meter.ts";

/** Speed in baud, ± 1 % (54E §5.3.1 p9, 02E §1.3.1.1 p10). */
export const BAUD = { historique: 1200, standard: 9600 } as const;
/** Share by which the speed may be off. */
export const BAUD_TOLERANCE = 0.01;
/** Bits of a character (54E §5.3.5 p12-13). */
export const BITS = 10;
/** Shortest silence between two frames, ms (54E §5.3.6 p13). */
export const SHORTEST_GAP = 16.7;
/** Longest silence between two frames, and between two groups, ms (54E §5.3.6 p13). */
export const LONGEST_GAP = 33.4;

/** Between two frames whose clocks differ by more, others were sent, or the clock was set. */
const NEIGHBOURS = 10 * SECOND;

/** Bounds of a duration, ms. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

const NO_TIME: Span = { least: 0, most: 0 };

/** The memory of a line. */
export class Line {
  /** The long or standard frame before this one, if nothing was lost between; in the same mode. */
  before: Frame | null = null;
  /** The last long or standard frame of this meter in this mode, however long ago. */
  earlier: Frame | null = null;
  /** The last frame of this meter in the other mode, until the line has spoken in this one. */
  otherMode: Frame | null = null;
  /** Time from the start of `before` to that of this frame. */
  sinceBefore: Span = NO_TIME;
  /** What the caller said of the meter. */
  readonly given: GivenMeter;
  #jump: number | null = null;
  #kept = new Map<object, unknown>();

  /** Begins a line. */
  constructor(given: GivenMeter = {}) {
    this.given = given;
  }

  /** What a rule remembers between neighbours; made anew after a gap. */
  kept<State>(rule: object, make: () => State): State {
    if (!this.#kept.has(rule)) this.#kept.set(rule, make());
    return this.#kept.get(rule) as State;
  }

  /** Frames are missing here: what holds between neighbours only is forgotten. */
  gap(): void {
    this.before = null;
    this.sinceBefore = NO_TIME;
    this.#kept.clear();
  }

  /** Hears that a frame follows. */
  expect(frame: Frame): void {
    const last = this.earlier ?? this.otherMode;
    if (last && frame.meter.serial !== null && frame.meter.serial !== last.meter.serial) {
      this.gap();
      this.earlier = this.otherMode = null;
    }
    if (this.earlier && this.earlier.meter.mode !== frame.meter.mode) {
      this.otherMode = this.earlier;
      this.earlier = null;
      this.gap();
    }
    const [date, before] = [frame.date, this.before?.date];
    if (date && before && Math.abs(date.instant - before.instant) > NEIGHBOURS) {
      this.gap();
      this.#jump = date.instant;
    }
    const [start, then] = [frame.times?.[0], this.before?.times?.[0]];
    if (start !== undefined && then !== undefined) {
      this.sinceBefore = { least: start - then, most: start - then };
    }
  }

  /**
   * Whether the clock has run on for so long, ms, as far as was heard.
   *
   * What a meter tells of the time before, after its clock was set or its supply came back, is not
   * documented (reference §14).
   */
  settled(frame: Frame, time: number): boolean {
    if (this.#jump === null || !frame.date) return true;
    const since = frame.date.instant - this.#jump;
    return since < 0 || since > time;
  }

  /** Remembers a frame. */
  remember(frame: Frame): void {
    const full = frame.kind === "long" || frame.kind === "standard";
    const { least, most } = full ? NO_TIME : this.sinceBefore;
    const span = spanOf(frame);
    this.sinceBefore = { least: least + span.least, most: most + span.most };
    if (!full) return;
    this.before = this.earlier = frame;
    // One frame after a change of mode is enough to compare the two.
    this.otherMode = null;
  }
}

/** How long a frame and the silence after it take. */
export function spanOf(frame: Frame): Span {
  const bits = frame.size * BITS * SECOND / BAUD[frame.meter.mode];
  const gaps = frame.places.length / 2;
  return {
    least: bits * (1 - BAUD_TOLERANCE) + SHORTEST_GAP,
    most: bits * (1 + BAUD_TOLERANCE) + (gaps + 1) * LONGEST_GAP,
  };
}
