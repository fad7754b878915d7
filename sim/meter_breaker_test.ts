import { assert, assertEquals } from "@std/assert";
import { framesOf } from "./frame_cycle.ts";
import { Meter, type MeterOptions } from "./meter.ts";

const START = Date.parse("2026-01-14T12:00:00+01:00");

function meter(options: Partial<MeterOptions> = {}): Meter {
  return new Meter({ contract: "base", power: 9_000, load: 0, start: START, ...options });
}

/** Seconds under a load until the breaker opens, within an hour. */
function secondsToTrip(m: Meter): number {
  for (let second = 1; second <= 3_600; second++) {
    m.advance(1);
    if (m.state().breaker !== "closed") return second;
  }
  return Infinity;
}

Deno.test("Meter() trips by the thermal curve of 54E §7", () => {
  // Hand-worked: the filter reaches 1.3² after ln(1 − 1.3²/r²)/ln(0.992) s, rounded up.
  assertEquals(secondsToTrip(meter({ load: 9_000 * 1.1 })), Infinity);
  assertEquals(secondsToTrip(meter({ load: 9_000 * 1.4 })), 247);
  assertEquals(secondsToTrip(meter({ load: 9_000 * 2.5 })), 40);
});

Deno.test("Meter() of three phases trips on one of them, by default at a third of PCOUP", () => {
  const load = { base: [9_000 / 3 * 1.4, 0, 0] };
  assertEquals(secondsToTrip(meter({ phases: 3, load })), 247);
  const whole = { phaseLimit: "whole" } as const;
  assertEquals(secondsToTrip(meter({ phases: 3, load, assumptions: whole })), Infinity);
});

Deno.test("Meter() does not trip on power that is given", () => {
  assertEquals(secondsToTrip(meter({ load: -30_000 })), Infinity);
});

Deno.test("Meter() that has tripped draws nothing and goes on telling, until it is reset", () => {
  const m = meter({ load: 20_000, mode: "standard" });
  assert(secondsToTrip(m) < 3_600);
  const tripped = m.state();
  assertEquals([tripped.apparent, tripped.currents[0], tripped.voltages[0]], [0, 0, 230]);
  const value = (label: string) =>
    framesOf(m.state()).groups.find((group) => group.label === label)!.value;
  assertEquals(parseInt(value("STGE"), 16) >> 1 & 7, 1);
  m.advance(600);
  assertEquals(m.state().energy, tripped.energy);
  assertEquals(value("SINSTS"), "00000");
  m.apply({ do: "load", power: 1_000 });
  m.apply({ do: "reset" });
  assertEquals(m.state().apparent, 1_000);
  assertEquals(parseInt(value("STGE"), 16) >> 1 & 7, 0);
});

Deno.test("Meter() under an overload draws that apparent power, and no longer than it lasts", () => {
  const m = meter({ load: { base: 1_000, powerFactor: 0.8 } });
  m.apply({ do: "overload", power: 12_000, for: 30_000 });
  assertEquals(m.state().apparent, 12_000);
  m.advance(29);
  assertEquals(m.state().apparent, 12_000);
  m.advance(1);
  assertEquals(m.state().apparent, 1_250);
});
