/**
 * The meter in time that nobody waits for: a year without frames, a month with all of them.
 *
 * @module
 */
import { Meter } from "../../sim/meter.ts";
import type { Figure } from "./figure.ts";

const START = Date.parse("2026-01-01T00:00:00+01:00");
const YEAR = 365 * 86_400_000;

/** Measures a year of fast-forward of the meter that has most to do, and a month of frames. */
export async function meter(): Promise<Figure[]> {
  const fast = new Meter({
    contract: "tempo",
    phases: 3,
    role: "producer",
    power: 12_000,
    load: {
      base: [420, 180, 350],
      appliances: [{
        name: "water heater",
        power: 2_000,
        from: 81_000_000,
        for: 10_800_000,
      }],
      export: { peak: 7_500 },
    },
    serialNumber: "022176000042",
    deliveryPoint: "01234567890123",
    seed: 42,
    start: START,
  });
  const began = performance.now();
  fast.advanceTo(START + YEAR);
  const year = (performance.now() - began) / 1_000;
  return [
    {
      name: "a year without frames",
      value: year,
      unit: "s",
      bar: { most: 60 },
    },
    await month(),
  ];
}

async function month(): Promise<Figure> {
  const file = await Deno.makeTempFile({ suffix: ".tic" });
  const main = new URL("../../main.ts", import.meta.url).pathname;
  try {
    const began = performance.now();
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--allow-all",
        main,
        "sim",
        "--mode",
        "historique",
        "--contract",
        "hc",
      ]
        .concat(["--speed", "max", "--for", "720 h", "--to", `file:${file}`]),
      stderr: "null",
    }).output();
    if (!success) throw new Error("the sim did not write a month");
    const value = (performance.now() - began) / 1_000;
    const size = Math.round((await Deno.stat(file)).size / 1e6);
    const note = `${size} MB`;
    return {
      name: "a month of historique frames to a file",
      value,
      unit: "s",
      bar: { most: 30 },
      note,
    };
  } finally {
    await Deno.remove(file);
  }
}
