import { assertEquals } from "@std/assert";
import type { Colour, MeterAction } from "../sim/action.ts";
import { FrameCycle } from "../sim/frame_cycle.ts";
import type { FreeCalendar } from "../sim/free_calendar.ts";
import { Meter, type MeterOptions } from "../sim/meter.ts";
import { encodeFrame } from "../tic/frame.ts";
import { type Finding, Lint } from "./lint/mod.ts";

const BAUD = { historique: 1_200, standard: 9_600 } as const;
const at = (text: string) => Date.parse(text);
const hours = (count: number) => count * 3_600_000;

/** An offer with three indexes, whose weekends are days of another kind. */
const FREE: FreeCalendar = {
  name: "HC SEM ET HC WE",
  tariffs: [
    { name: "HC SEMAINE", contact: "closed" },
    { name: "HP SEMAINE", gridIndex: 2 },
    { name: "WEEK-END", contact: "closed" },
  ],
  days: [
    [{ from: "00:00", index: 1 }, { from: "06:00", index: 2 }, { from: "22:00", index: 1 }],
    [{ from: "00:00", index: 3 }],
  ],
  week: [0, 0, 0, 0, 0, 1, 1],
};

const CONTRACTS = ["base", "hc", "ejp", "tempo", FREE] as const;

/** Moments at which something changes, and what is given for them. */
const DAYS: Readonly<Record<string, string>> = {
  "off-peak hours end": "2026-01-14T05:59:40+01:00",
  "off-peak hours begin": "2026-01-14T21:59:40+01:00",
  "the colour of tomorrow is known": "2026-01-13T19:59:40+01:00",
  "a red day begins": "2026-01-15T05:59:40+01:00",
  "a red day follows a red day": "2026-01-16T05:59:40+01:00",
  "a red day ends": "2026-01-17T05:59:40+01:00",
  "notice of an EJP peak": "2026-01-14T06:29:40+01:00",
  "an EJP peak begins": "2026-01-14T06:59:40+01:00",
  "an EJP peak ends": "2026-01-15T00:59:40+01:00",
  "midnight": "2026-01-14T23:59:40+01:00",
  "New Year": "2025-12-31T23:59:40+01:00",
  "summer time begins": "2026-03-29T01:59:40+01:00",
  "summer time ends": "2026-10-25T02:59:40+02:00",
  "the high season begins": "2025-10-31T23:59:40+01:00",
  "noon": "2026-06-21T13:59:40+02:00",
};

const TEMPO: Record<string, Colour> = {
  "2026-01-13": "blue",
  "2026-01-14": "white",
  "2026-01-15": "red",
  "2026-01-16": "red",
  "2026-01-17": "blue",
};

function house(phases: 1 | 3, role: "consumer" | "producer"): MeterOptions["load"] {
  return {
    base: phases === 1 ? 420 : [420, 180, 350],
    powerFactor: 0.92,
    appliances: [
      { name: "water heater", power: 1_800, from: hours(22.5), for: hours(3) },
      { name: "oven", power: 2_200, powerFactor: 0.98, from: hours(19), for: hours(1) },
    ],
    ...(role === "producer" && { export: { peak: phases === 1 ? 3_000 : 7_500 } }),
  };
}

/** Every meter that there is, without its mode. */
function* meters(start: number): Generator<[string, MeterOptions]> {
  for (const contract of CONTRACTS) {
    for (const phases of [1, 3] as const) {
      for (const role of ["consumer", "producer"] as const) {
        for (const vtic of ["01", "02"] as const) {
          const name = typeof contract === "string" ? contract : "free";
          yield [`${name} ${phases} ${role} ${vtic}`, {
            contract,
            phases,
            role,
            vtic,
            power: 9_000,
            load: house(phases, role),
            calendar: { tempo: TEMPO, ejp: ["2026-01-14"] },
            seed: 42,
            start,
            poweredUp: start - hours(2),
            indexes: [4_832_117, 7_505_846, 31_415],
          }];
        }
      }
    }
  }
}

/** What happens on a line, by its offset from the start in ms. */
type Happening = readonly [offset: number, action: MeterAction];

/** Plays frames of a meter and tells what the lint finds in them. */
function findings(
  meter: Meter,
  frames: number,
  happenings: readonly Happening[] = [],
): Finding[] {
  const lint = new Lint();
  const cycle = new FrameCycle();
  const start = meter.instant;
  const left = [...happenings];
  const found: Finding[] = [];
  let now = start;
  for (let i = 0; i < frames; i++) {
    while (left[0] && start + left[0][0] <= now) {
      const [offset, action] = left.shift()!;
      meter.advanceTo(start + offset);
      meter.apply(action);
    }
    meter.advanceTo(now);
    const state = meter.state();
    if (state.darkUntil !== undefined) {
      found.push(...lint.end());
      now = state.darkUntil;
      continue;
    }
    const bytes = encodeFrame(cycle.next(state).groups, state.mode);
    found.push(...lint.push(bytes, { at: now }));
    now += bytes.length * 10_000 / BAUD[state.mode] + 25;
  }
  return [...found, ...lint.end()];
}

function complaints(name: string, found: readonly Finding[]): string[] {
  return found
    .map(({ rule, source, frame, what }) => `${name}: ${rule} [${source}] frame ${frame}: ${what}`);
}

for (const mode of ["historique", "standard"] as const) {
  for (const [day, start] of Object.entries(DAYS)) {
    Deno.test(`lint() finds nothing in ${mode} mode of any meter when ${day}`, () => {
      for (const [name, options] of meters(at(start))) {
        const meter = new Meter({ ...options, mode });
        const found = findings(meter, mode === "standard" ? 45 : 25);
        assertEquals(complaints(name, found), []);
      }
    });
  }
}

/** What happens to a meter at noon, each with the meters that it can happen to. */
const EVENTS: Readonly<Record<string, { happenings: readonly Happening[]; frames?: number }>> = {
  "overload and its end": {
    happenings: [[5_000, { do: "overload", power: 11_000, for: 20_000 }]],
    frames: 140,
  },
  "the breaker opens and is closed again": {
    happenings: [
      [3_000, { do: "overload", power: 30_000, for: 40_000 }],
      [60_000, { do: "reset" }],
    ],
    frames: 120,
  },
  "trip, cover, message": {
    happenings: [
      [2_000, { do: "trip" }],
      [4_000, { do: "cover", open: true }],
      [6_000, { do: "message", text: "DELESTAGE CE SOIR" }],
      [8_000, { do: "message", text: "ALERTE", ultraShort: true }],
      [12_000, { do: "reset" }],
    ],
  },
  "power comes back": { happenings: [[5_000, { do: "outage", for: 15_000 }]] },
  "a day and a night without power": { happenings: [[5_000, { do: "outage", for: hours(30) }]] },
  "the clock is degraded and set": {
    happenings: [[5_000, { do: "degrade" }], [15_000, { do: "resync" }]],
  },
  "six days without power": { happenings: [[5_000, { do: "outage", for: hours(145) }]] },
  "more power is subscribed": { happenings: [[5_000, { do: "power", power: 12_000 }]] },
  "the meter gives power": { happenings: [[5_000, { do: "load", power: -2_500 }]] },
  "a mobile peak is announced, begins and ends": {
    happenings: [[1_000, {
      do: "peak",
      number: 3,
      from: at("2026-06-21T14:00:00+02:00"),
      until: at("2026-06-21T14:00:20+02:00"),
      notice: 10_000,
    }]],
    frames: 60,
  },
  "switching times move": { happenings: [[5_000, { do: "tariff-shift", by: -8 * 3_600_000 }]] },
  "another meter stands there": { happenings: [[5_000, { do: "replace" }]] },
  "the mode is switched": {
    happenings: [[5_000, { do: "mode", mode: "historique" }], [25_000, {
      do: "mode",
      mode: "standard",
    }]],
  },
};

for (const mode of ["historique", "standard"] as const) {
  for (const [event, { happenings, frames = 45 }] of Object.entries(EVENTS)) {
    Deno.test(`lint() finds nothing in ${mode} mode of any meter when ${event}`, () => {
      for (const [name, options] of meters(at(DAYS.noon!))) {
        const found = findings(new Meter({ ...options, mode }), frames, happenings);
        assertEquals(complaints(name, found), []);
      }
    });
  }
}

/** A year, seen at some moments: two frames in one mode, two in the other. */
const YEAR = { from: "2025-11-01T00:00:00+01:00", moments: 250, apart: 365 / 250 * 86_400_000 };

for (const [i, contract] of CONTRACTS.entries()) {
  const phases = i % 2 === 0 ? 1 : 3;
  const role = i < 3 ? "consumer" : "producer";
  const name = typeof contract === "string" ? contract : "free";
  Deno.test(`lint() finds nothing in 1,000 frames of a year on ${name}`, () => {
    const start = at(YEAR.from);
    const meter = new Meter({
      contract,
      phases,
      role,
      power: 9_000,
      load: house(phases, role),
      seed: 7,
      start,
    });
    const lint = new Lint();
    const cycle = new FrameCycle();
    const found: Finding[] = [];
    for (let moment = 0; moment < YEAR.moments; moment++) {
      let now = start + moment * YEAR.apart;
      for (const mode of ["historique", "standard"] as const) {
        meter.advanceTo(now);
        meter.apply({ do: "mode", mode });
        for (let frame = 0; frame < 2; frame++) {
          meter.advanceTo(now);
          const bytes = encodeFrame(cycle.next(meter.state()).groups, mode);
          found.push(...lint.push(bytes, { at: now }));
          now += bytes.length * 10_000 / BAUD[mode] + 25;
        }
      }
      found.push(...lint.end());
    }
    assertEquals(complaints(name, found), []);
  });
}
