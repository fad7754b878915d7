import { assertEquals } from "@std/assert";
import { Meter, type MeterOptions } from "../meter.ts";
import type { CjeTold } from "./cje_memory.ts";

function cje(start: string, options: Partial<MeterOptions> = {}): Meter {
  return new Meter({
    model: "cje",
    contract: "base",
    power: 60_000,
    load: 30_000,
    start: Date.parse(start),
    ...options,
  });
}

function told(meter: Meter): CjeTold {
  return meter.state().told as CjeTold;
}

Deno.test("CjeMemory() has the quadratic mean of the last whole 5 minutes", () => {
  const meter = cje("2012-01-18T12:00:00+01:00");
  meter.apply({ do: "load", power: 60_000, for: 60_000 });
  meter.advance(299);
  assertEquals(told(meter).mean, 0);
  meter.advance(1);
  // √((1 × 60² + 4 × 30²) / 5) kVA.
  assertEquals(Math.round(told(meter).mean), 37_947);
  meter.advance(300);
  assertEquals(told(meter).mean, 30_000);
});

Deno.test("CjeMemory() counts overruns by the mean, or by the power of each second", () => {
  for (const [overrunBy, minutes] of [["mean", 0], ["instant", 2]] as const) {
    const meter = cje("2012-01-18T12:00:00+01:00", { assumptions: { overrunBy } });
    meter.apply({ do: "load", power: 70_000, for: 120_000 });
    meter.advance(60);
    assertEquals(told(meter).overrun, overrunBy === "instant");
    meter.advance(540);
    // √((2 × 70² + 3 × 30²) / 5) is 50 kVA, below 60.
    assertEquals(told(meter).periods[0].overrun, [minutes * 60_000, 0]);
  }
});

Deno.test("CjeMemory() ends a contract period at the first of the month, or in November", () => {
  const begins = (rollover: "month" | "year") => {
    const meter = cje("2012-02-29T23:59:00+01:00", { assumptions: { rollover } });
    const before = told(meter).periods.map(({ since }) => new Date(since).toISOString());
    meter.advance(60);
    return [before, told(meter).periods.map(({ since }) => new Date(since).toISOString())];
  };
  const [february, january] = ["2012-02-01T00:00:00.000Z", "2012-01-01T00:00:00.000Z"];
  assertEquals(begins("month"), [[february, january], ["2012-03-01T00:00:00.000Z", february]]);
  const year = ["2011-11-01T00:00:00.000Z", "2010-11-01T00:00:00.000Z"];
  assertEquals(begins("year"), [year, year]);
});

Deno.test("CjeMemory() keeps maxima over an outage, and loses the mean that was under way", () => {
  const meter = cje("2012-01-18T12:00:00+01:00");
  meter.advance(300);
  meter.apply({ do: "load", power: 51_000, for: 200_000 });
  meter.advance(100);
  assertEquals(told(meter).periods[0].highest, [30_000, 0]);
  meter.apply({ do: "outage", for: 300_000 });
  meter.advance(300);
  meter.apply({ do: "load", power: 9_000 });
  meter.advance(200);
  assertEquals(told(meter).mean, 9_000);
  assertEquals(told(meter).periods[0].highest, [30_000, 0]);
});

Deno.test("CjeMemory() keeps a maximum for each of two thresholds", () => {
  const meter = cje("2012-01-18T21:50:00+01:00", { assumptions: { thresholds: 2 } });
  meter.apply({ do: "load", power: 51_000, for: 600_000 });
  meter.advance(1_200);
  assertEquals(told(meter).periods[0].highest, [51_000, 30_000]);
});
