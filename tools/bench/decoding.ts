/**
 * Speed of the decoder: on bytes, as objects, and as a whole process.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import { Scanner } from "../../decoder/scanner.ts";
import type { Figure } from "./figure.ts";
import { standardLine } from "./standard_line.ts";

const SIZE = 100_000_000;
const CHUNK = 65_536;
const RUNS = 5;

/** Measures the decoder on 100 MB of standard frames. */
export async function decoding(): Promise<Figure[]> {
  const line = standardLine(SIZE);
  const validated = best(line, () => {
    const scanner = new Scanner({
      group() {},
      lost() {},
      frameStart() {},
      frameEnd() {},
    });
    return (bytes) => scanner.push(bytes);
  });
  const objects = best(line, () => {
    const decoder = new TicDecoder({ events: ["group"] });
    return (bytes) => decoder.push(bytes);
  });
  const file = await Deno.makeTempFile({ suffix: ".tic" });
  const output = await Deno.makeTempFile({ suffix: ".jsonl" });
  try {
    await Deno.writeFile(file, line);
    const { rate, peak } = await process(file, output);
    const gathered = peakOf(line);
    return [
      {
        name: "validated, no objects",
        value: validated,
        unit: "MB/s",
        bar: { least: 1000 },
      },
      {
        name: "groups as objects",
        value: objects,
        unit: "MB/s",
        bar: { least: 200 },
      },
      {
        name: "decode FILE --json --events frame",
        value: rate,
        unit: "MB/s",
        bar: { least: 80 },
        note: `whole process, best of 3; peak ${peak} MB`,
      },
      {
        name: "memory grown over 1 GB decoded",
        value: gathered,
        unit: "MB",
        bar: { most: 20 },
      },
    ];
  } finally {
    await Deno.remove(file);
    await Deno.remove(output);
  }
}

/** Best of some runs, in MB/s. */
function best(
  line: Uint8Array,
  make: () => (bytes: Uint8Array) => unknown,
): number {
  let rate = 0;
  for (let run = 0; run < RUNS; run++) {
    const push = make();
    const start = performance.now();
    for (let i = 0; i < line.length; i += CHUNK) {
      push(line.subarray(i, i + CHUNK));
    }
    rate = Math.max(rate, line.length / 1000 / (performance.now() - start));
  }
  return rate;
}

/** Resident memory that ten times the line adds to the process, in MB. */
function peakOf(line: Uint8Array): number {
  const decoder = new TicDecoder({ events: ["frame"] });
  const before = Deno.memoryUsage().rss;
  let peak = before;
  for (let pass = 0; pass < 10; pass++) {
    for (let i = 0; i < line.length; i += CHUNK) {
      decoder.push(line.subarray(i, i + CHUNK));
    }
    peak = Math.max(peak, Deno.memoryUsage().rss);
  }
  return Math.round((peak - before) / 1e6);
}

/** The command as a process, from its start to its end; its peak by /proc, in MB. */
async function process(
  file: string,
  output: string,
): Promise<{ rate: number; peak: number }> {
  const size = (await Deno.stat(file)).size;
  const main = new URL("../../main.ts", import.meta.url).pathname;
  let rate = 0;
  let peak = 0;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    const child = new Deno.Command("sh", {
      args: [
        "-c",
        'exec "$@" > "$0"',
        output,
        Deno.execPath(),
        "run",
        "--allow-read",
        main,
      ]
        .concat(["decode", file, "--json", "--events", "frame"]),
      env: { NO_COLOR: "1" },
    }).spawn();
    const timer = setInterval(
      () => peak = Math.max(peak, highWater(child.pid)),
      20,
    );
    const { success } = await child.status;
    clearInterval(timer);
    if (!success) throw new Error(`decode ${file} failed`);
    rate = Math.max(rate, size / 1000 / (performance.now() - start));
  }
  return { rate, peak };
}

function highWater(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000);
  } catch {
    return 0;
  }
}
