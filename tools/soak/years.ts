/**
 * A year of every contract: two frames of each mode every half hour through the lint; on Tempo, the
 * energy against the power of every second.
 *
 * @module
 */
import { type Finding, Lint } from "../../conformance/lint/mod.ts";
import { FrameCycle } from "../../sim/frame_cycle.ts";
import { Meter, type MeterOptions } from "../../sim/meter.ts";
import { encodeFrame } from "../../tic/frame.ts";

const BAUD = { historique: 1_200, standard: 9_600 } as const;
const START = Date.parse("2027-09-01T00:00:00+02:00");
const STEP = 1_800_000;
const hours = (count: number) => count * 3_600_000;

/** A supplier's offer: its weekends are days of another kind. */
const FREE = {
  name: "HC SEM ET HC WE",
  tariffs: [{ name: "HC", contact: "closed" }, { name: "HP" }, { name: "WE" }],
  days: [
    [{ from: "00:00", index: 1 }, { from: "06:00", index: 2 }, {
      from: "22:00",
      index: 1,
    }],
    [{ from: "00:00", index: 3 }],
  ],
  week: [0, 0, 0, 0, 0, 1, 1],
} as const;

function meterOf(contract: MeterOptions["contract"], phases: 1 | 3): Meter {
  return new Meter({
    contract,
    phases,
    role: "producer",
    power: 9_000,
    load: {
      base: 450,
      powerFactor: 0.93,
      appliances: [
        {
          name: "water heater",
          power: 2_000,
          from: hours(22.5),
          for: hours(3),
        },
        {
          name: "oven",
          power: 2_400,
          powerFactor: 0.98,
          from: hours(19),
          for: hours(0.75),
        },
      ],
      export: { peak: 3_600 },
    },
    seed: 42,
    start: START,
  });
}

/** Plays a leap year, so that a season of Tempo has 301 blue days. */
export function years(): string {
  let frames = 0;
  for (const contract of ["base", "hc", "ejp", "tempo", FREE] as const) {
    for (const phases of [1, 3] as const) frames += year(contract, phases);
  }
  return `${frames} frames of ten years without a finding, on Tempo within 1 Wh of the power of each second`;
}

function year(contract: MeterOptions["contract"], phases: 1 | 3): number {
  const meter = meterOf(contract, phases);
  const lint = new Lint();
  const cycle = new FrameCycle();
  let [frames, drawn, given] = [0, 0, 0];
  const advance = (until: number) => {
    if (contract !== "tempo") return meter.advanceTo(until);
    while (meter.instant + 1_000 <= until) {
      const { active } = meter.state();
      if (active > 0) drawn += active;
      else given -= active;
      meter.advance(1);
    }
  };
  for (let moment = START; moment < START + 366 * hours(24); moment += STEP) {
    let now = moment;
    const found: Finding[] = [];
    for (const mode of ["historique", "standard"] as const) {
      advance(now);
      meter.apply({ do: "mode", mode });
      for (let i = 0; i < 2; i++, frames++) {
        advance(now);
        const bytes = encodeFrame(cycle.next(meter.state()).groups, mode);
        found.push(...lint.push(bytes, { at: now }));
        now += bytes.length * 10_000 / BAUD[mode] + 25;
      }
    }
    found.push(...lint.end());
    if (found[0]) {
      throw new Error(`${phases} phases, ${found[0].rule}: ${found[0].what}`);
    }
  }
  if (contract !== "tempo") return frames;
  const { energy, exported } = meter.state();
  for (
    const [counted, joules] of [[energy, drawn], [exported, given]] as const
  ) {
    if (Math.abs(counted - joules / 3_600) > 1) {
      throw new Error(`${counted} Wh counted of ${joules / 3_600}`);
    }
  }
  return frames;
}
