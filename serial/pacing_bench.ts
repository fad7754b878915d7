/**
 * How well a line is paced: characters of 10 bits at 9600 baud through a pty to `cat`, each on its
 * instant of an absolute schedule.
 *
 * ```sh
 * deno run --allow-ffi=/lib,/lib64,/usr/lib --allow-run=cat serial/pacing_bench.ts [SECONDS] [BAUD]
 * ```
 *
 * @module
 */
import { Pty } from "./pty.ts";
import { monotonicMs, sleepUntil } from "./sleep_until.ts";

/** What a run measured. */
export interface Pacing {
  characters: number;
  /** Characters that somebody was there to hear. */
  heard: number;
  /** Error of the rate over the whole run, in percent; positive is slow. */
  rateError: number;
  /** Lateness of a character against its instant, in milliseconds. */
  late: { p50: number; p99: number; max: number };
}

/** Speaks for some seconds and measures. */
export async function measurePacing(seconds: number, baudRate: number): Promise<Pacing> {
  const reader = Promise.withResolvers<void>();
  const pty = Pty.open({ onChange: () => reader.resolve() });
  const cat = new Deno.Command("cat", { args: [pty.slave], stdout: "null", stderr: "null" })
    .spawn();
  await reader.promise;
  const each = 10_000 / baudRate;
  const late = new Float64Array(Math.floor(seconds * 1000 / each));
  let heard = 0;
  const character = new Uint8Array([0x41]);
  const start = monotonicMs();
  for (let i = 0; i < late.length; i++) {
    const due = start + (i + 1) * each;
    await sleepUntil(due);
    heard += pty.write(character);
    late[i] = monotonicMs() - due;
  }
  const took = monotonicMs() - start;
  await pty.close();
  await cat.status;
  const rateError = (took / (late.length * each) - 1) * 100;
  late.sort();
  const at = (part: number) => late[Math.min(late.length - 1, Math.floor(late.length * part))]!;
  return {
    characters: late.length,
    heard,
    rateError,
    late: { p50: at(0.5), p99: at(0.99), max: at(1) },
  };
}

if (import.meta.main) {
  const [seconds = "10", baudRate = "9600"] = Deno.args;
  console.log(JSON.stringify(await measurePacing(Number(seconds), Number(baudRate))));
}
