/**
 * Sleeping on an absolute schedule, which never drifts.
 *
 * @module
 */
import { system } from "./libc.ts";
import type { Libc } from "./libc.ts";

/** What may end a sleep. */
export interface SleepOptions {
  /** Ends the sleep at once when it is aborted. */
  signal?: AbortSignal;
}

/** Below this the precise clock sleeps alone, above it `setTimeout` sleeps up to this before the end. */
const PRECISE_MS = 20;
const TIMER_ABSTIME = 1;

/**
 * Milliseconds of a clock that only goes forward, with fractions; its zero means nothing.
 *
 * @example
 * ```ts
 * import { monotonicMs } from "@ticlab/ticlab/serial";
 * import { assert } from "@std/assert";
 *
 * const before = monotonicMs();
 * assert(monotonicMs() >= before);
 * ```
 */
export function monotonicMs(): number {
  return performance.now();
}

/**
 * Sleeps until an instant of {@linkcode monotonicMs}; at once where it has passed. It is exact to about
 * 0.1 ms by `clock_nanosleep` of the C library, to about 1 ms by `setTimeout` where that cannot be had
 * (macOS, or no FFI permission).
 *
 * @throws the signal's reason when it is aborted, at most 20 ms later.
 *
 * @example
 * ```ts
 * import { monotonicMs, sleepUntil } from "@ticlab/ticlab/serial";
 * import { assert } from "@std/assert";
 *
 * const start = monotonicMs();
 * await sleepUntil(start + 5);
 * assert(monotonicMs() >= start + 5);
 * ```
 */
export async function sleepUntil(ms: number, options: SleepOptions = {}): Promise<void> {
  const { signal } = options;
  signal?.throwIfAborted();
  const precise = preciseClock();
  const spare = precise ? PRECISE_MS : 0;
  // setTimeout may wake early by a part of a millisecond.
  for (let left; (left = ms - spare - performance.now()) > 0;) await timeout(left, signal);
  if (!precise) return;
  const { libc, clock, offset } = precise;
  while (performance.now() < ms) {
    const at = BigInt(Math.ceil((ms + offset) * 1e6));
    const time = BigInt64Array.of(at / 1_000_000_000n, at % 1_000_000_000n);
    await libc.clockNanosleepLater!(clock, TIMER_ABSTIME, new Uint8Array(time.buffer), null);
    signal?.throwIfAborted();
  }
}

function timeout(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

interface PreciseClock {
  libc: Libc;
  clock: number;
  /** The system's clock less `performance.now()`, milliseconds. */
  offset: number;
}

let found: PreciseClock | null | undefined;

function preciseClock(): PreciseClock | null {
  return found === undefined ? found = findPreciseClock() : found;
}

function findPreciseClock(): PreciseClock | null {
  try {
    const { libc, platform } = system();
    if (!libc.clockNanosleepLater) return null;
    const time = new BigInt64Array(2);
    const bytes = new Uint8Array(time.buffer);
    let offset = -Infinity;
    // The greatest of some: what runs between the two clocks only makes it less.
    for (let i = 0; i < 20; i++) {
      libc.clock_gettime(platform.CLOCK_MONOTONIC, bytes);
      const now = Number(time[0]) * 1e3 + Number(time[1]) / 1e6;
      offset = Math.max(offset, now - performance.now());
    }
    return { libc, clock: platform.CLOCK_MONOTONIC, offset };
  } catch {
    return null;
  }
}
