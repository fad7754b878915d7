/**
 * A clock and an outlet for tests of lines.
 *
 * @module
 */
import type { LineClock } from "./line.ts";
import type { Outlet, OutletStatus } from "./outlet.ts";

/** A clock that is asked for a time and says when it woke: late by as much as the test wants. */
export class TestClock implements LineClock {
  /** The time, ms. */
  time = 5_000;
  #late: () => number;

  /** Late by what is given, each time. */
  constructor(late: () => number = () => 0) {
    this.#late = late;
  }

  /** The time. */
  now(): number {
    return this.time;
  }

  /** Is at that time at once. */
  sleepUntil(time: number): Promise<void> {
    this.time = Math.max(this.time, time) + this.#late();
    return Promise.resolve();
  }
}

/** What an outlet was given, when, and when it was unplugged and plugged in. */
export interface Recorder extends Outlet {
  /** Bytes that came together. */
  readonly pieces: { bytes: number[]; at: number }[];
  /** Changes of the plug. */
  readonly plugs: { plugged: boolean; at: number }[];
  /** What it says of itself; readers never leave where nothing is changed. */
  readonly said: OutletStatus;
}

/** An outlet that keeps what it is given. */
export function recorder(clock: LineClock): Recorder {
  const pieces: Recorder["pieces"] = [];
  const plugs: Recorder["plugs"] = [];
  const said = { readers: 1, readerSpeed: null, bytes: 0, lost: 0, missed: 0 };
  const write = (bytes: Uint8Array) => {
    if (bytes.length > 0) pieces.push({ bytes: [...bytes], at: clock.now() });
  };
  const plug = (plugged: boolean) => {
    plugs.push({ plugged, at: clock.now() });
    return Promise.resolve();
  };
  return {
    url: "test:",
    ended: new Promise(() => {}),
    pieces,
    plugs,
    said,
    write,
    send: (bytes) => Promise.resolve(write(bytes)),
    unplug: () => plug(false),
    plug: () => plug(true),
    status: () => ({ ...said }),
    close: () => Promise.resolve(),
  };
}
