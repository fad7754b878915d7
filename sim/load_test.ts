import { assert, assertEquals, assertThrows } from "@std/assert";
import type { LoadOptions } from "./load.ts";
import { parseLoadProfile } from "./load_profile.ts";
import { Meter, type MeterOptions } from "./meter.ts";

const hours = (count: number) => count * 3_600_000;
const DAY = Date.parse("2026-01-14T00:00:00+01:00");

function meter(load: number | LoadOptions, options: Partial<MeterOptions> = {}): Meter {
  return new Meter({ contract: "base", power: 18_000, load, start: DAY, ...options });
}

/** Active power at times of the day, hours. */
function powers(load: LoadOptions, times: readonly number[]): number[] {
  const m = meter(load);
  return times.map((time) => {
    m.advanceTo(DAY + hours(time));
    return m.state().active;
  });
}

Deno.test("Meter() switches appliances by local time, over midnight too", () => {
  const load: LoadOptions = {
    base: 250,
    appliances: [
      { name: "water heater", power: 1_800, from: hours(22.5), for: hours(3) },
      { name: "kettle", power: 2_000, from: hours(7) + 12_000, for: 30_000 },
    ],
  };
  const second = 1 / 3_600;
  assertEquals(
    powers(load, [0, 1.5 - second, 1.5, 7 + 11 * second, 7 + 12 * second, 7 + 41 * second]),
    [2_050, 2_050, 250, 250, 2_250, 2_250],
  );
  assertEquals(powers(load, [7 + 42 * second, 22.5 - second, 22.5, 24]), [250, 250, 2_050, 2_050]);
});

Deno.test("Meter() switches appliances by local time on the day of 23 hours", () => {
  const start = Date.parse("2026-03-29T00:00:00+01:00");
  const m = meter(
    { appliances: [{ name: "heater", power: 1_000, from: hours(1.5), for: hours(2) }] },
    { start },
  );
  m.advance(86_400);
  // 01:30 to 02:00, then 03:00 to 03:30: the hour between is left out.
  assertEquals(m.state().energy, 1_000);
});

Deno.test("Meter() adds powers as phasors: S = √(P² + Q²)", () => {
  const m = meter({
    base: 3_000,
    appliances: [{ name: "motor", power: 800, powerFactor: 0.2, from: 0, for: hours(24) }],
  });
  // Q = 800 × √(1/0.04 − 1) = 3,919 var; P = 3,800 W.
  assertEquals(m.state().apparent, 5_459);
});

Deno.test("Meter() with panels gives most in the middle of the day and nothing at night", () => {
  const load: LoadOptions = { export: { peak: 3_000, from: hours(8), until: hours(18) } };
  assertEquals(powers(load, [0, 7.99, 13, 18.01, 23]), [0, 0, -3_000, 0, 0].map((p) => p + 0));
  const [morning, afternoon] = powers(load, [10, 16]);
  assert(
    Math.abs(morning! - afternoon!) < 1 && Math.abs(morning! + 3_000 * Math.sin(Math.PI / 5)) < 1,
  );
});

Deno.test("Meter() takes another base load for a time, or for good, on a phase or on all", () => {
  const m = meter({ base: [100, 200, 300] }, { phases: 3 });
  m.apply({ do: "load", power: 1_500, phase: 2, for: 60_000 });
  assertEquals(m.state().apparents, [100, 1_500, 300]);
  m.apply({ do: "load", power: 900, powerFactor: 0.5 });
  assertEquals(m.state().apparents, [600, 1_500, 600]);
  m.advance(60);
  assertEquals(m.state().apparents, [600, 600, 600]);
});

Deno.test("Meter() follows a profile, every day or by date, phase by phase", () => {
  const daily = meter({ profile: parseLoadProfile("heure;W\n06:00;500\n22:15:30;90\n") });
  const at = (m: Meter, time: number) => {
    m.advanceTo(DAY + hours(time));
    return m.state().active;
  };
  assertEquals([at(daily, 0), at(daily, 6), at(daily, 22.25), at(daily, 30)], [90, 500, 500, 500]);
  const dated = meter(
    {
      base: 30,
      profile: parseLoadProfile("2026-01-14 01:00,100,200,300\n2026-01-14T02:00,0,0,-50"),
    },
    { phases: 3 },
  );
  assertEquals([at(dated, 0.5), at(dated, 1), at(dated, 2), at(dated, 50)], [30, 630, -20, -20]);
});

Deno.test("parseLoadProfile() says which line is wrong", () => {
  const says = (text: string, message: string) =>
    assertThrows(() => parseLoadProfile(text), SyntaxError, message);
  says("", "it has no rows");
  says("time,power\n", "it has no rows");
  says("00:00,1\n00:00,2", "line 2 of the load profile: 00:00 is not after the row before");
  says("t,p\n00:00,1\n25:00,2", 'line 3 of the load profile: "25:00" is no time of day');
  says("00:00,1,2", '"1,2" is not one or three powers');
  says("00:00,1\n01:00,1,2,3", "line 2 of the load profile: it has other columns");
  says("00:00,", "line 1");
  says("2026-02-30 00:00,1", '"2026-02-30 00:00" is no date and time');
});

Deno.test("Meter() refuses loads that it cannot have", () => {
  const says = (load: LoadOptions, message: string) =>
    assertThrows(() => meter(load), RangeError, message);
  says({ base: [1, 2, 3] }, "base load of 3 phases: the meter has 1");
  says({ base: 1, powerFactor: 0 }, "power factor 0");
  says({ appliances: [{ name: "oven", power: 1, phase: 2, from: 0, for: 1 }] }, "oven on phase 2");
  says({ export: 100_000 }, "100000 W");
  assertThrows(() => meter(0).apply({ do: "load", power: 1, phase: 3 }), RangeError, "phase 3");
});
