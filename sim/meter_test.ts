import { assert, assertEquals, assertThrows } from "@std/assert";
import { Meter, type MeterOptions } from "./meter.ts";

const at = (text: string) => Date.parse(text);
const DAY = 86_400;

function meter(options: Partial<MeterOptions>): Meter {
  return new Meter({
    contract: "hc",
    power: 9_000,
    load: 3_600,
    serialNumber: "022162000042",
    deliveryPoint: "01234567890123",
    start: at("2026-01-14T00:00:00+01:00"),
    ...options,
  });
}

Deno.test("Meter() counts each watt-hour in the tariff in force", () => {
  // 3,600 W is 1 Wh a second; off-peak is 22:00 to 06:00.
  const m = meter({ indexes: [100, 200] });
  m.advance(6 * 3600);
  assertEquals(m.state().supplierIndexes.slice(0, 3), [100 + 21_600, 200, 0]);
  m.advance(3 * DAY - 6 * 3600);
  const { supplierIndexes, gridIndexes, energy } = m.state();
  assertEquals(supplierIndexes.slice(0, 3), [100 + 3 * 8 * 3600, 200 + 3 * 16 * 3600, 0]);
  assertEquals(gridIndexes, [...supplierIndexes.slice(0, 2), 0, 0]);
  assertEquals(energy, 300 + 3 * DAY);
});

Deno.test("Meter() loses no energy to rounding over days", () => {
  // 1,234.567 W is 1,234,567 mJ a second: 5 days are 148.148… kWh.
  const m = meter({ load: 1_234.567, start: at("2026-01-14T13:37:11+01:00") });
  for (let second = 1; second <= 5 * DAY; second++) {
    m.advance(1);
    if (second % 997 !== 0 && second !== 5 * DAY) continue;
    const { energy, supplierIndexes, gridIndexes } = m.state();
    assertEquals(energy, Number(1_234_567n * BigInt(second) / 3_600_000n));
    assertEquals(supplierIndexes.reduce((a, b) => a + b), energy);
    assertEquals(gridIndexes.reduce((a, b) => a + b), energy);
  }
  assertEquals(m.state().energy, 148_148);
});

Deno.test("Meter() switches by local time on the days of 23 and 25 hours", () => {
  const offPeak = (start: string, hours: number) => {
    const m = meter({ start: at(start) });
    m.advance(hours * 3600);
    return m.state().supplierIndexes[0]! / 3600;
  };
  assertEquals(offPeak("2026-03-29T00:00:00+01:00", 23), 7);
  assertEquals(offPeak("2026-10-25T00:00:00+02:00", 25), 9);
  assertEquals(offPeak("2026-07-14T00:00:00+02:00", 24), 8);
});

Deno.test("Meter() switches tariff with all that belongs to it at 06:00 and 22:00", () => {
  const m = meter({ start: at("2026-01-14T05:59:59+01:00") });
  assertEquals(m.state().tariff.period, "HC..");
  m.advance(1);
  assertEquals(m.state().tariff.period, "HP..");
  m.advanceTo(at("2026-01-14T21:59:59.999+01:00"));
  assertEquals(m.state().tariff.index, 2);
  m.advanceTo(at("2026-01-14T22:00:00+01:00"));
  assertEquals(m.state().tariff.index, 1);
});

Deno.test("Meter() filters the maximum as the trip curve says", () => {
  // 54E §7: from 0, a step of 1.4 × PCOUP reaches 1.3 × PCOUP after about 250 s, 2.5 × after 40 s.
  const secondsTo = (ratio: number, wanted: number) => {
    const m = meter({ power: 10_000, load: 10_000 * ratio });
    for (let second = 1; second < 3_600; second++) {
      m.advance(1);
      if (m.state().maximum.value >= 10_000 * wanted) return second;
    }
    return Infinity;
  };
  assertEquals(secondsTo(1.4, 1.3), 247);
  assertEquals(secondsTo(2.5, 1.3), 40);
  assertEquals(secondsTo(1.1, 1.3), Infinity);
});

Deno.test("Meter() begins the maximum again at midnight and remembers yesterday's", () => {
  const m = meter({ load: 250, start: at("2026-01-14T23:00:00+01:00") });
  assertEquals(m.state().maximum, { value: 0, at: at("2026-01-14T23:00:00+01:00") });
  m.advance(3599);
  const { maximum } = m.state();
  assertEquals(maximum.value, 250);
  assert(maximum.at > at("2026-01-14T23:05:00+01:00") && maximum.at < m.state().instant);
  m.advance(1);
  assertEquals(m.state().maximumBefore, maximum);
  assertEquals(m.state().maximum, { value: 250, at: at("2026-01-15T00:00:00+01:00") });
});

Deno.test("Meter() has points of the load curve once half an hour is complete", () => {
  const m = meter({ load: 1_234.6, start: at("2026-01-14T10:10:00+01:00") });
  m.advanceTo(at("2026-01-14T10:59:59+01:00"));
  assertEquals(m.state().curve, []);
  m.advance(1);
  const first = { value: 1_235, at: at("2026-01-14T11:00:00+01:00") };
  assertEquals(m.state().curve, [first]);
  m.advance(1800);
  assertEquals(m.state().curve, [{ value: 1_235, at: first.at + 1_800_000 }, first]);
});

Deno.test("Meter() has a mean voltage every ten minutes", () => {
  const m = meter({ start: at("2026-01-14T10:05:00+01:00") });
  m.advance(299);
  assertEquals(m.state().meanVoltage, { value: 230, at: at("2026-01-14T10:00:00+01:00") });
  m.advance(1);
  assertEquals(m.state().meanVoltage, { value: 230, at: at("2026-01-14T10:10:00+01:00") });
});

Deno.test("Meter() powered up before the start remembers what lies between", () => {
  const start = at("2026-01-14T10:10:10.500+01:00");
  const state = meter({ load: 250, start, poweredUp: start - 2 * DAY * 1000 }).state();
  assertEquals(state.instant, at("2026-01-14T10:10:10+01:00"));
  assertEquals(state.energy, 12_000);
  assertEquals(state.maximum, { value: 250, at: at("2026-01-14T00:00:00+01:00") });
  assertEquals(state.maximumBefore, { value: 250, at: at("2026-01-13T00:00:00+01:00") });
  assertEquals(state.curve.map((point) => point.at), [
    at("2026-01-14T10:00:00+01:00"),
    at("2026-01-14T09:30:00+01:00"),
  ]);
});

Deno.test("Meter() refuses what a single-phase meter cannot have", () => {
  const says = (options: Partial<MeterOptions>, message: string) =>
    assertThrows(() => meter(options), RangeError, message);
  says({ power: 36_000 }, "whole kVA from 1 to 18");
  says({ power: 6_500 }, "whole kVA from 1 to 18");
  says({ load: NaN }, "from 0 to 99,990 W");
  says({ load: 100_000 }, "from 0 to 99,990 W");
  says({ serialNumber: "12345" }, 'Cannot use "12345" as serial number: it has 12 digits');
  says({ serialNumber: "02216200004X" }, "it has 12 digits");
  says({ deliveryPoint: "" }, "it has 14 digits");
});
