/**
 * The frames of a meter, one after the other, each with its place in time.
 *
 * @module
 */
import type { Group, TicMode } from "../tic/types.ts";
import { FrameEncoder } from "./encoder.ts";
import { FrameCycle } from "./frame_cycle.ts";
import { historiqueGroups } from "./historique.ts";
import type { Meter, MeterState } from "./meter.ts";
import { random } from "./random.ts";
import { standardGroups } from "./standard.ts";

/** Speed of the line in each mode, in baud (54E §5.3.1, 02E §1.3.1.1). */
export const BAUD_RATE: Readonly<Record<TicMode, number>> = { historique: 1200, standard: 9600 };

/** Start bit, seven data bits, parity, stop bit (54E §5.3.5). */
export const BITS_PER_CHARACTER = 10;

/** Shortest and longest silence between two frames, s (54E §5.3.6 p13). */
const GAP = [0.0167, 0.0334] as const;

/** A frame and when it is sent. */
export interface LineFrame {
  /** Its number, from 0. */
  readonly number: number;
  /** Bit times from the start of the line to the start bit of its STX. */
  readonly bit: number;
  /** When that start bit begins, milliseconds since 1970 UTC on the meter's clock. */
  readonly instant: number;
  /** The meter at that instant, in which the whole frame is sampled. */
  readonly state: MeterState;
  /** Its groups, in order. */
  readonly groups: readonly Group[];
  /** STX to ETX, with the faults that were done to it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** By byte, 1 where the parity bit is wrong on the line; undefined where none is. */
  readonly wrongParity?: Uint8Array<ArrayBuffer> | undefined;
}

/** How a meter speaks. */
export interface FramesOptions {
  /** What the line speaks. */
  mode: TicMode;
  /** Instant of the first frame, milliseconds since 1970 UTC. */
  start: number;
  /** Decides the silences between frames. */
  seed: number;
}

/**
 * Plays the frames of a meter without end, and moves its clock along with them.
 *
 * Time is counted in whole bits, so that no error adds up over days. The silence between two frames is
 * drawn anew each time, 16.7 to 33.4 ms. A meter before Linky speaks as it is made to, whatever the mode;
 * none of its frames is broken off (see `Player`).
 *
 * @example
 * ```ts
 * import { frames, Meter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const start = Date.parse("2026-01-14T12:00:00+01:00");
 * const meter = new Meter({
 *   contract: "base",
 *   power: 6_000,
 *   load: 250,
 *   serialNumber: "022162000042",
 *   deliveryPoint: "01234567890123",
 *   start,
 * });
 * const [first] = frames(meter, { mode: "historique", start, seed: 42 });
 * assertEquals(first?.bytes.length, 152);
 * ```
 */
export function* frames(meter: Meter, options: FramesOptions): Generator<LineFrame, never> {
  const { start, seed } = options;
  const { model, ...own } = meter.state();
  const isLinky = model === "linky";
  const mode = isLinky ? options.mode : own.mode;
  const baud = isLinky ? BAUD_RATE[mode] : own.baudRate;
  const cycle = new FrameCycle();
  const groupsOf = !isLinky
    ? (state: MeterState) => cycle.next(state).groups
    : mode === "historique"
    ? historiqueGroups
    : standardGroups;
  const encoder = new FrameEncoder(mode);
  const draw = random(seed, "line", "gap");
  const [shortest, longest] = [Math.ceil(GAP[0] * baud), Math.floor(GAP[1] * baud)];
  for (let number = 0, bit = 0;; number++) {
    const instant = start + bit * 1_000 / baud;
    meter.advanceTo(instant);
    const state = meter.state();
    const groups = groupsOf(state);
    const bytes = encoder.encode(groups);
    yield { number, bit, instant, state, groups, bytes };
    const gap = shortest + Math.floor(draw() * (longest - shortest + 1));
    bit += bytes.length * BITS_PER_CHARACTER + gap;
  }
}
