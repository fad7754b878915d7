import { assertEquals } from "@std/assert";
import { Meter, type MeterOptions } from "../meter.ts";
import type { PowerTold } from "./power_memory.ts";

function ice(start: string, options: Partial<MeterOptions> = {}): Meter {
  return new Meter({
    model: "ice-2q",
    contract: "base-a5",
    power: 400_000,
    load: 300_000,
    start: Date.parse(start),
    ...options,
  });
}

function told(meter: Meter): PowerTold {
  return meter.state().told as PowerTold;
}

function points(meter: Meter): (readonly [string, number, boolean])[] {
  return told(meter).points.map(({ end, means, cut }) =>
    [new Date(end).toISOString().slice(11, 16), Math.round(means.drawn / 1_000), cut] as const
  );
}

Deno.test("PowerMemory() counts energy in the tariff in force, as the registers do", () => {
  const meter = ice("2012-01-18T08:30:00+01:00", { indexes: [5, 7], seed: 3 });
  meter.advance(3 * 3_600 + 17);
  assertEquals(told(meter).indexes[0]!.drawn, meter.state().supplierIndexes);
  // Half an hour of HPH, two hours of P, half an hour and 17 s of HPH again, at 300 kW.
  assertEquals(told(meter).indexes[0]!.drawn.slice(0, 3), [600_005, 301_423, 0]);
});

Deno.test("PowerMemory() tells what is drawn from what is given, and both kinds of reactive energy", () => {
  const meter = ice("2012-01-18T12:00:00+01:00", { load: { base: 300_000, powerFactor: 0.8 } });
  meter.advance(3_600);
  meter.apply({ do: "load", power: -120_000 });
  meter.advance(3_600);
  const { drawn, given, positive } = told(meter).indexes[0]!;
  assertEquals([drawn[1], given[1], positive[1]], [300_000, 120_000, 225_000]);
});

Deno.test("PowerMemory() has six points of ten minutes, newest first, the first of all cut", () => {
  const meter = ice("2012-01-18T12:00:00+01:00");
  const nothing = ["11:50", "11:40", "11:30", "11:20"].map((end) => [end, 0, false] as const);
  assertEquals(points(meter), [["12:00", 0, true], ...nothing, ["11:10", 0, false]]);
  meter.advance(600);
  assertEquals(points(meter), [["12:10", 300, false], ["12:00", 0, true], ...nothing]);
});

Deno.test("PowerMemory() marks points that an outage cut, and has none of what it did not see", () => {
  const meter = ice("2012-01-18T12:00:00+01:00");
  meter.advance(120);
  meter.apply({ do: "outage", for: 60_000 });
  meter.advance(480);
  assertEquals(points(meter)[0], ["12:10", 300, true]);
  meter.advance(60);
  meter.apply({ do: "outage", for: 25 * 60_000 });
  meter.advance(25 * 60);
  // From 12:11 to 12:36 there were no mains.
  assertEquals(points(meter).slice(0, 2), [["12:20", 300, true], ["12:10", 300, true]]);
  meter.advance(4 * 60);
  assertEquals(points(meter).slice(0, 2), [["12:40", 300, true], ["12:20", 300, true]]);
  meter.advance(600);
  assertEquals(points(meter)[0], ["12:50", 300, false]);
});

Deno.test("PowerMemory() gives the notice by whole minutes, and takes it back below", () => {
  const meter = ice("2012-01-18T12:00:00+01:00");
  const notice = (power: number, seconds: number) => {
    meter.apply({ do: "load", power });
    meter.advance(seconds);
    return told(meter).notice;
  };
  assertEquals(notice(390_000, 59), false);
  assertEquals(notice(390_000, 1), true);
  assertEquals(notice(321_000, 60), true);
  assertEquals(notice(319_000, 60), false);
  assertEquals(notice(359_000, 60), false);
});

Deno.test("PowerMemory() keeps indexes and begins maxima anew when a contract period ends", () => {
  const meter = ice("2012-02-29T23:30:00+01:00", { indexes: [0, 0, 1_000] });
  meter.advance(29 * 60);
  assertEquals(told(meter).before[0]!.drawn[2], 1_000);
  assertEquals(told(meter).maxima[2]!.drawn, 300_000);
  meter.advance(60);
  assertEquals(told(meter).before[0]!.drawn[2], 151_000);
  assertEquals(told(meter).maxima[2]!.drawn, 0);
  const { begin, end, before } = told(meter).period;
  const days = [before, begin, end].map((local) => new Date(local).toISOString().slice(0, 10));
  assertEquals(days, ["2012-02-01", "2012-03-01", "2012-04-01"]);
});
