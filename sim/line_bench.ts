/**
 * Measures the line: pacing as the sim and as a Python reader on a virtual port see it, and frames a
 * second without pace. `deno run -A sim/line_bench.ts [SECONDS]`; prints JSON.
 *
 * @module
 */
import type { TicMode } from "../tic/types.ts";
import { monotonicMs, sleepUntil } from "../serial/sleep_until.ts";
import { BAUD_RATE, BITS_PER_CHARACTER, frames } from "./frames.ts";
import { play } from "./line.ts";
import { Meter } from "./meter.ts";
import type { Outlet } from "./outlet.ts";
import { openPty } from "./outlets/pty.ts";
import { Player, playLine } from "./mod.ts";
import { readScenario } from "./scenario.ts";

/** How well characters keep to their schedule; lateness in ms, rate as a fraction. */
export interface Pacing {
  characters: number;
  rateError: number;
  median: number;
  p99: number;
  worst: number;
}

const START = Date.UTC(2026, 0, 14, 12);

function newMeter(): Meter {
  return new Meter({
    contract: "hc",
    power: 9_000,
    load: 1_800,
    serialNumber: "022162000042",
    deliveryPoint: "01234567890123",
    start: START,
    poweredUp: START - 2 * 86_400_000,
  });
}

/** Characters and when they were seen, against when they were due. */
function judge(seen: readonly number[], due: readonly number[]): Pacing {
  const late = seen.map((time, i) => time - due[i]!);
  const sorted = late.toSorted((a, b) => a - b);
  const last = seen.length - 1;
  return {
    characters: seen.length,
    rateError: (seen[last]! - seen[0]!) / (due[last]! - due[0]!) - 1,
    median: sorted[sorted.length >> 1]!,
    p99: sorted[Math.floor(sorted.length * 0.99)]!,
    worst: sorted.at(-1)!,
  };
}

/** Says the time (CLOCK_MONOTONIC, ms) of each byte that arrives. */
const READER = `
import os, sys, termios, time
port = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY)
times = []
try:
    while True:
        n = len(os.read(port, 4096))
        times.extend([time.monotonic() * 1000] * n)
        if n == 0: break
except OSError:
    pass
print("\\n".join(map(repr, times)))
`;

/** Plays a mode in pace for some seconds on a virtual port that Python reads. */
export async function measurePacing(
  mode: TicMode,
  seconds: number,
): Promise<{ sim: Pacing; python: Pacing }> {
  const link = await Deno.makeTempDir() + "/linky";
  const pty = openPty(link);
  const python = new Deno.Command("python3", { args: ["-c", READER, link], stdout: "piped" })
    .spawn();
  while (pty.status().readers === 0) await sleepUntil(monotonicMs() + 5);
  await sleepUntil(monotonicMs() + 200);
  const due: number[] = [];
  const seen: number[] = [];
  const meter = newMeter();
  let origin: number | undefined;
  const character = BITS_PER_CHARACTER / BAUD_RATE[mode] * 1_000;
  const keep = (now: number) => {
    origin ??= now;
    return now;
  };
  const outlet: Outlet = {
    ...pty,
    write(bytes) {
      pty.write(bytes);
      const now = monotonicMs();
      for (let i = 0; i < bytes.length; i++) seen.push(now);
    },
  };
  await play(frames(meter, { mode, start: START, seed: 42 }), {
    baudRate: BAUD_RATE[mode],
    speed: 1,
    duration: seconds * 1_000,
    outlets: [outlet],
    // The line counts from when it first looks at the clock.
    clock: { now: () => keep(monotonicMs()), sleepUntil },
    signal: new AbortController().signal,
    onFrame: ({ bit, bytes }) => {
      const first = origin! + bit / BITS_PER_CHARACTER * character;
      bytes.forEach((_, i) => due.push(first + (i + 1) * character));
    },
  });
  await pty.close();
  const text = await new Response(python.stdout).text();
  const heard = text.trim().split("\n").map(Number);
  // The two clocks have different zeros: the reader's least lateness is taken as none.
  const least = Math.min(...heard.map((time, i) => time - due[i]!));
  return { sim: judge(seen, due), python: judge(heard.map((time) => time - least), due) };
}

/** A consumer with one phase: a year has 34 million frames. */
const SCENARIO = `
title: The bench
about: A consumer in standard mode.
meter: { mode: standard, contract: hc, power: 9 kVA }
clock: { start: 2026-01-14T12:00:00 }
load: { base: 1.8 kW }
run: { for: 365 d }
`;

/** Frames of standard mode a second, without pace, to nowhere, as `ticlab sim` plays them. */
export async function measureFrames(count: number): Promise<number> {
  const nowhere: Outlet = {
    url: "-",
    ended: new Promise(() => {}),
    write() {},
    send: () => Promise.resolve(),
    status: () => ({ readers: null, readerSpeed: null, bytes: 0, lost: 0 }),
    close: () => Promise.resolve(),
  };
  const stop = new AbortController();
  const player = new Player(readScenario(SCENARIO, { file: "bench.yaml" }));
  const began = performance.now();
  await playLine(player, {
    speed: Infinity,
    outlets: [nowhere],
    clock: { now: monotonicMs, sleepUntil },
    signal: stop.signal,
    onFrame: ({ number }) => number === count - 1 && stop.abort(),
  });
  return count / (performance.now() - began) * 1_000;
}

if (import.meta.main) {
  const seconds = Number(Deno.args[0] ?? 60);
  const figures = {
    framesPerSecond: Math.round(await measureFrames(1_000_000)),
    standard: await measurePacing("standard", seconds),
    historique: await measurePacing("historique", Math.min(seconds, 20)),
  };
  Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(figures, null, 2) + "\n"));
}
