/**
 * A recorded line, sent once more.
 *
 * @module
 */
import { CR, ETX, HT, LF, STX } from "../tic/control.ts";
import type { TicMode } from "../tic/types.ts";
import type { FaultInjector } from "./fault_injector.ts";
import { BAUD_RATE, BITS_PER_CHARACTER } from "./frames.ts";
import { random } from "./random.ts";
import { type Piece, type ReplayedFrame, sent } from "./replayed_frame.ts";

export type { ReplayedFrame } from "./replayed_frame.ts";

/** Shortest and longest silence between two frames, ms (54E §5.3.6 p13). */
const GAP = [16.7, 33.4] as const;

/** How a recorded line is sent. */
export interface ReplayOptions {
  /** When its first byte is sent, milliseconds since 1970 UTC. */
  start: number;
  /** Decides the silences between frames. */
  seed: number;
  /** Shortest and longest silence behind an ETX, ms; 16.7 to 33.4 by default. */
  gap?: readonly [number, number];
  /** Speed of the line, in baud; that of its mode by default. */
  baudRate?: number;
  /** What is done to it. */
  faults?: FaultInjector;
}

/**
 * Tells the mode of a recorded line by the separators of its groups: HT in standard, SP in historique.
 *
 * @example
 * ```ts
 * import { modeOf } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(modeOf(new TextEncoder().encode("\nPAPP 00360 *\r")), "historique");
 * ```
 */
export function modeOf(bytes: Uint8Array): TicMode {
  let tabbed = 0;
  let groups = 0;
  for (let start = bytes.indexOf(LF); start >= 0; start = bytes.indexOf(LF, start + 1)) {
    const end = bytes.indexOf(CR, start);
    if (end < 0) break;
    groups++;
    if (bytes.subarray(start, end).includes(HT)) tabbed++;
  }
  return tabbed * 2 > groups ? "standard" : "historique";
}

/**
 * Sends a recorded line once more, as it is: its frames one after the other at the speed of the line,
 * with a silence behind each ETX, since a file of bytes knows no times. What is not a frame is sent with
 * the frame before it.
 *
 * @example
 * ```ts
 * import { replay } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const recorded = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03\x02\nPAPP 00370 +\r\x03");
 * const frames = [...replay(recorded, { start: 0, seed: 42 })];
 * assertEquals(frames.map(({ groups }) => groups[0]?.value), ["00360", "00370"]);
 * ```
 */
export function* replay(
  bytes: Uint8Array<ArrayBuffer>,
  options: ReplayOptions,
): Generator<ReplayedFrame> {
  const mode = modeOf(bytes);
  yield* sent(piecesOf(bytes, { baudRate: BAUD_RATE[mode], ...options }), { ...options, mode });
}

function* piecesOf(
  bytes: Uint8Array<ArrayBuffer>,
  { start, seed, gap = GAP, baudRate }: ReplayOptions & { baudRate: number },
): Generator<Piece> {
  const draw = random(seed, "replay", "gap");
  let instant = start;
  for (let from = 0; from < bytes.length;) {
    const next = bytes.indexOf(STX, from + 1);
    const part = bytes.slice(from, next < 0 ? bytes.length : next);
    from += part.length;
    yield { instant, bytes: part };
    const silence = part.at(-1) === ETX ? gap[0] + draw() * (gap[1] - gap[0]) : 0;
    instant += part.length * BITS_PER_CHARACTER / baudRate * 1_000 + silence;
  }
}
