/**
 * The sim: its pacing, its speed without pace, and how soon it speaks.
 *
 * @module
 */
import { TextLineStream } from "@std/streams";
import { SerialPort } from "../../serial/mod.ts";
import { measureFrames, measurePacing } from "../../sim/line_bench.ts";
import type { Figure } from "./figure.ts";

const SECONDS = 60;

/** Measures a minute of each mode as a Python reader hears it. */
export async function pacing(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const mode of ["standard", "historique"] as const) {
    const { sim, python } = await measurePacing(mode, SECONDS);
    const note = `${python.characters} characters in ${SECONDS} s`;
    const rate = Math.abs(python.rateError) * 100;
    figures.push(
      {
        name: `${mode}: rate error heard by Python`,
        value: rate,
        unit: "%",
        bar: { most: 0.1 },
      },
      {
        name: `${mode}: p99 lateness of a character`,
        value: sim.p99,
        unit: "ms",
        bar: { most: 1 },
      },
      {
        name: `${mode}: p99 lateness heard by Python`,
        value: python.p99,
        unit: "ms",
        note,
      },
    );
  }
  return figures;
}

/** Measures frames a second without pace. */
export async function speed(): Promise<Figure[]> {
  const value = await measureFrames(1_000_000);
  return [{
    name: "standard frames without pace",
    value,
    unit: "frames/s",
    bar: { least: 100_000 },
  }];
}

/** Measures from the start of deno to the first byte at a reader that opens on `ready`. */
export async function firstByte(): Promise<Figure[]> {
  const times: number[] = [];
  for (let run = 0; run < 9; run++) times.push(await untilFirstByte());
  times.sort((a, b) => a - b);
  return [{
    name: "first byte from the start of deno",
    value: times[4]!,
    unit: "ms",
    bar: { most: 300 },
    note: `median of 9, worst ${times[8]!.toFixed(0)}`,
  }];
}

async function untilFirstByte(): Promise<number> {
  const start = performance.now();
  const main = new URL("../../main.ts", import.meta.url).pathname;
  const sim = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-ffi=/lib,/lib64,/usr/lib",
      "--allow-env",
      main,
      "sim",
      "--json",
    ],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = sim.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(
    new TextLineStream(),
  );
  for await (const line of lines.values({ preventCancel: true })) {
    const port = SerialPort.open(JSON.parse(line).outlets[0].path, {
      baudRate: 1200,
    });
    await port.readable.getReader().read();
    const time = performance.now() - start;
    await port.close();
    await sim.stdin.close();
    await sim.status;
    return time;
  }
  throw new Error("the sim was never ready");
}
