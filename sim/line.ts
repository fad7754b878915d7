/**
 * The line: characters leave when a UART would have finished sending them.
 *
 * @module
 */
import { AtOnce } from "./line_at_once.ts";
import { LineControl } from "./line_control.ts";
import { InPace } from "./line_in_pace.ts";
import type { Outlet } from "./outlet.ts";

/** A clock that only goes forward, in milliseconds. */
export interface LineClock {
  /** The time. */
  now(): number;
  /** Resolves at that time, or at once where it is past. */
  sleepUntil(time: number): Promise<void>;
}

/** Bytes that belong together, and when they are sent. */
export interface TimedBytes {
  /** When the start bit of the first begins, milliseconds since 1970 UTC on the meter's clock. */
  readonly instant: number;
  /** The bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** By byte, 1 where the parity bit is wrong on the line; undefined where none is. */
  readonly wrongParity?: Uint8Array<ArrayBuffer> | undefined;
}

/** How frames are sent. */
export interface LineOptions<F extends TimedBytes = TimedBytes> {
  /** Speed of the line, in baud. */
  baudRate: number;
  /** How many times faster than a meter, from 1; Infinity does not wait at all. */
  speed: number;
  /** Where the bytes go. */
  outlets: readonly Outlet[];
  /** Paces them. */
  clock: LineClock;
  /** Ends the line at once. */
  signal: AbortSignal;
  /** Time of the line, ms, after which no further frame is begun. */
  duration?: number;
  /** What happens to the line meanwhile. */
  control?: LineControl;
  /** What readers see as bit 7: nothing, or the parity bit, as readers of eight bits do. */
  bit7?: "zero" | "parity";
  /** Told of each frame as it begins. */
  onFrame?(frame: F): void;
  /** Told of each frame when it has been sent, with the names of the outlets that heard all of it. */
  onSent?(frame: F, heard: readonly string[]): void;
}

/**
 * Sends frames to outlets until the duration is over or the signal comes; a frame that was begun within
 * the duration is finished.
 *
 * With a speed, each character leaves at the end of its stop bit, on an absolute schedule: a late one
 * does not make the next one late. Characters that are due already go together. A frame that has grown by
 * faults takes longer, and those behind it begin later, without silence, until the line has caught up.
 *
 * @example A minute of frames into a file, without waiting a minute
 * ```ts
 * import { BAUD_RATE, frames, Meter, openOutlet, play } from "@ticlab/ticlab/sim";
 * import { monotonicMs, sleepUntil } from "@ticlab/ticlab/serial";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * const outlet = await openOutlet({ kind: "file", path });
 * const start = Date.parse("2026-01-14T12:00:00+01:00");
 * const meter = new Meter({
 *   contract: "base",
 *   power: 6_000,
 *   load: 250,
 *   serialNumber: "022162000042",
 *   deliveryPoint: "01234567890123",
 *   start,
 * });
 * await play(frames(meter, { mode: "historique", start, seed: 42 }), {
 *   baudRate: BAUD_RATE.historique,
 *   speed: Infinity,
 *   duration: 60_000,
 *   outlets: [outlet],
 *   clock: { now: monotonicMs, sleepUntil },
 *   signal: new AbortController().signal,
 * });
 * await outlet.close();
 * const line = await Deno.readFile(path);
 * assertEquals([line.at(0), line.at(-1)], [0x02, 0x03]);
 * await Deno.remove(path);
 * ```
 */
export async function play<F extends TimedBytes>(
  frames: Iterable<F>,
  options: LineOptions<F>,
): Promise<void> {
  const { speed, duration = Infinity, signal, onFrame } = options;
  const { control = new LineControl() } = options;
  let start: number | undefined;
  let sender: InPace<F> | AtOnce<F> | undefined;
  for (const frame of frames) {
    start ??= frame.instant;
    if (frame.instant - start >= duration) break;
    control.now = Math.max(control.now, start);
    sender ??= speed === Infinity
      ? new AtOnce(options, control)
      : new InPace(options, { control, start });
    onFrame?.(frame);
    const sending = sender.send(frame);
    if (sending) await sending;
    if (signal.aborted) return;
  }
  await sender?.end();
}
