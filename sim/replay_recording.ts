/**
 * A recording with its times, sent once more.
 *
 * @module
 */
import { STX } from "../tic/control.ts";
import type { TicMode } from "../tic/types.ts";
import type { FaultInjector } from "./fault_injector.ts";
import { BITS_PER_CHARACTER } from "./frames.ts";
import { type Piece, type ReplayedFrame, sent } from "./replayed_frame.ts";

/** A silence in the middle of a frame that is longer is kept, ms; adapters deliver in steps of 16. */
const PAUSE = 50;
/** Most bytes in a piece: noise may have no STX for hours. */
const LONGEST = 16_384;
/** A clock that is set back by more is taken to go on; nothing keeps bytes back for so long, ms. */
const SET_BACK = 5_000;

/** How a recording is sent. */
export interface ReplayRecordingOptions {
  /** Mode of its frames, for faults. */
  mode: TicMode;
  /** Speed of the line, in baud. */
  baudRate: number;
  /** Longest silence that is kept, ms; all of it by default. */
  capSilence?: number;
  /** What is done to it. */
  faults?: FaultInjector;
}

/** A chunk of a recording. */
export interface ArrivedBytes {
  /** When the last of them had arrived, ms. */
  readonly at: number;
  /** The bytes. */
  readonly bytes: Uint8Array;
}

/**
 * Sends a recorded line when it was sent: each frame, and what follows a silence, begins when its first
 * byte began, and goes on at the speed of the line. The steps in which an adapter delivered it are gone.
 *
 * @example
 * ```ts
 * import { replayRecording } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03");
 * const frames = replayRecording([{ at: 1_000, bytes }, { at: 9_000, bytes }], {
 *   mode: "historique",
 *   baudRate: 1_200,
 *   capSilence: 2_000,
 * });
 * const [first, second] = [...frames].map(({ instant }) => instant);
 * assertEquals(Math.round(second! - first!), 2_000 + Math.round(16 * 10 / 1.2));
 * ```
 */
export function* replayRecording(
  chunks: Iterable<ArrivedBytes>,
  options: ReplayRecordingOptions,
): Generator<ReplayedFrame> {
  const lines = onTheLine([...chunks], options.baudRate);
  yield* sent(capped(piecesOf(lines, options.baudRate), options), options);
}

function duration(length: number, baudRate: number): number {
  return length * BITS_PER_CHARACTER / baudRate * 1_000;
}

/**
 * When chunks were on the line: a chunk that a busy machine took late was over before those behind it
 * began, which came when they could at the speed of the line.
 */
function onTheLine(chunks: readonly ArrivedBytes[], baudRate: number): ArrivedBytes[] {
  const times: ArrivedBytes[] = [];
  let next = Infinity;
  for (const { at, bytes } of chunks.toReversed()) {
    const end = at - next > SET_BACK ? at : Math.min(at, next);
    times.push({ at: end, bytes });
    next = end - duration(bytes.length, baudRate);
  }
  return times.reverse();
}

/** Cuts a line where frames begin and where it was silent. */
function* piecesOf(chunks: Iterable<ArrivedBytes>, baudRate: number): Generator<Piece> {
  let piece: number[] = [];
  let instant = 0;
  const whole = (): Piece => ({ instant, bytes: Uint8Array.from(piece) });
  for (const { at, bytes } of chunks) {
    const start = at - duration(bytes.length, baudRate);
    const isLate = start - instant - duration(piece.length, baudRate) > PAUSE;
    for (const [i, byte] of bytes.entries()) {
      const begins = byte === STX || (i === 0 && isLate) || piece.length === LONGEST;
      if (begins && piece.length > 0) {
        yield whole();
        piece = [];
      }
      if (piece.length === 0) instant = start + duration(i, baudRate);
      piece.push(byte);
    }
  }
  if (piece.length > 0) yield whole();
}

/** Shortens silences, and goes on where the clock of a recording was set back. */
function* capped(
  pieces: Iterable<Piece>,
  { baudRate, capSilence = Infinity }: ReplayRecordingOptions,
): Generator<Piece> {
  let moved = 0;
  let end: number | undefined;
  for (const { instant, bytes } of pieces) {
    const silence = end === undefined ? 0 : instant + moved - end;
    if (silence > capSilence) moved -= silence - capSilence;
    if (silence < -SET_BACK) moved -= silence;
    yield { instant: instant + moved, bytes };
    end = Math.max(end ?? -Infinity, instant + moved) + duration(bytes.length, baudRate);
  }
}
