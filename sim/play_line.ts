/**
 * The frames of a player on their way to outlets.
 *
 * @module
 */
import type { Ledger } from "./ledger.ts";
import { type LineClock, play } from "./line.ts";
import type { Outlet } from "./outlet.ts";
import type { PlayedFrame, Player } from "./player.ts";
import type { TimelineEntry } from "./scenario.ts";
import type { Stepper } from "./stepper.ts";

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
  /** What readers see as bit 7: nothing, or the parity bit. */
  readonly bit7?: "zero" | "parity";
  /** Keeps what was meant, done, sent and heard. */
  readonly ledger?: Ledger | undefined;
  /** Told of each frame as it begins. */
  onFrame?(frame: PlayedFrame): void;
}

/** Sends the frames of a player to outlets, at the speed of each mode, until it is over or stopped. */
export async function playLine(player: Player, options: PlayOptions): Promise<void> {
  const { signal, speed = 1, stepper, ledger, onFrame, ...line } = options;
  /** What happened with frames that are not in the ledger yet. */
  const untold: TimelineEntry[] = [];
  const send = (frames: Iterable<PlayedFrame>) =>
    play(frames, {
      ...line,
      baudRate: player.baudRate,
      speed: speed === Infinity ? speed : player.lineSpeed ?? speed,
      signal,
      control: player.line,
      onFrame(frame) {
        if (ledger) untold.push(...frame.happened);
        onFrame?.(frame);
      },
      ...(ledger && {
        onSent(frame: PlayedFrame, heard: readonly string[]) {
          const { bytes: { length }, marks: faults, happened } = frame;
          for (const entry of happened) {
            untold.splice(untold.indexOf(entry), 1);
            ledger.action({ ...entry, instant: entry.at });
          }
          ledger.frame({ ...frame, length, faults, heard });
        },
      }),
    });
  if (stepper) {
    const frames = player.frames();
    while (await stepper.next() && !signal.aborted) {
      const { value: frame, done } = frames.next();
      if (done) break;
      await send([frame]);
    }
    stepper.end();
  } else {
    while (!player.over && !signal.aborted) await send(player.segment());
  }
  for (const entry of [...untold, ...player.untold]) {
    ledger?.action({ ...entry, instant: entry.at });
  }
  const { frames, bytes: length, unhappened } = player.result();
  ledger?.end({ frames, length, unhappened });
}
