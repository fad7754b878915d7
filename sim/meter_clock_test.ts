import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { framesOf } from "./frame_cycle.ts";
import { Meter, type MeterOptions } from "./meter.ts";

const at = (text: string) => Date.parse(text);
const hours = (count: number) => count * 3_600_000;
const START = at("2026-01-14T12:10:00+01:00");

function meter(options: Partial<MeterOptions> = {}): Meter {
  return new Meter({
    contract: "hc",
    power: 9_000,
    load: 3_600,
    mode: "standard",
    start: START,
    poweredUp: (options.start ?? START) - hours(30),
    ...options,
  });
}

/** Horodates of a frame by label, DATE among them. */
function dates(m: Meter): Record<string, string> {
  return Object.fromEntries(
    framesOf(m.state()).groups.flatMap(({ label, timestamp }) =>
      timestamp === undefined ? [] : [[label, timestamp]]
    ),
  );
}

Deno.test("Meter() without mains is silent and counts nothing, and comes back by itself", () => {
  const m = meter();
  const before = m.state();
  m.apply({ do: "outage", for: 90_500 });
  assertEquals([m.state().powered, m.state().darkUntil], [false, START + 91_000]);
  m.advance(90);
  assertEquals(m.state().powered, false);
  m.advance(1);
  const after = m.state();
  assertEquals([after.powered, after.darkUntil, after.energy], [true, undefined, before.energy]);
  assertEquals([after.maximum, after.degraded], [before.maximum, false]);
  m.advance(3_600);
  assertEquals(m.state().energy, before.energy + 3_600);
});

Deno.test("Meter() after an outage has no points of the curve until a period is whole", () => {
  const m = meter();
  assert("CCASN" in dates(m));
  m.apply({ do: "outage", for: 60_000 });
  m.advance(60);
  assert(!("CCASN" in dates(m)) && "UMOY1" in dates(m));
  m.advanceTo(at("2026-01-14T12:59:59+01:00"));
  assert(!("CCASN" in dates(m)));
  m.advance(1);
  assertEquals(dates(m).CCASN, "H260114130000");
  assert(!("CCASN-1" in dates(m)));
  const kept = meter({ assumptions: { curveAfterOutage: "kept" } });
  kept.apply({ do: "outage", for: 60_000 });
  kept.advance(60);
  assertEquals(dates(kept).CCASN, "H260114120000");
});

Deno.test("Meter() after a night without mains has a new day, after two an empty one between", () => {
  const m = meter();
  const { maximum } = m.state();
  m.apply({ do: "outage", for: hours(24) });
  m.advanceTo(START + hours(24));
  assertEquals(m.state().maximumBefore, maximum);
  assertEquals(m.state().maximum, { value: 0, at: START + hours(24) });
  m.apply({ do: "outage", for: hours(48) });
  m.advanceTo(START + hours(72));
  assertEquals(m.state().maximumBefore, { value: 0, at: at("2026-01-16T00:00:00+01:00") });
});

Deno.test("Meter() has a degraded clock after more than five days without mains, until it is set", () => {
  const dark = (lasting: number) => {
    const m = meter();
    m.apply({ do: "outage", for: lasting });
    m.advanceTo(START + lasting);
    return m;
  };
  assertEquals(dates(dark(hours(120))).DATE, "H260119121000");
  const m = dark(hours(120) + 1_000);
  assertEquals(dates(m).DATE, "h260119121001");
  const status = () =>
    parseInt(framesOf(m.state()).groups.find(({ label }) => label === "STGE")!.value, 16);
  assertEquals(status() >> 16 & 1, 1);
  m.apply({ do: "resync" });
  assertEquals(dates(m).DATE, "H260119121001");
  assertEquals(status() >> 16 & 1, 0);
});

Deno.test("Meter() with a degraded clock keeps the letters of what it dated before, or not", () => {
  const letters = (degradedHistory: "own" | "all") => {
    const m = meter({ assumptions: { degradedHistory } });
    m.apply({ do: "degrade" });
    m.advanceTo(START + 600_000);
    return Object.entries(dates(m)).map(([label, date]) => label + date[0]).join(" ");
  };
  assertEquals(letters("own"), "DATEh SMAXSNH SMAXSN-1H CCASNH CCASN-1H UMOY1h");
  assertEquals(letters("all"), "DATEh SMAXSNh SMAXSN-1h CCASNh CCASN-1h UMOY1h");
});

Deno.test("Meter() has points of every half-hour on the days of 23 and 25 hours", () => {
  const points = (start: string) => {
    const m = meter({ start: at(start), poweredUp: at(start) });
    const seen = new Set<string>();
    const end = at(start) + hours(26);
    const day = dates(m).DATE!.slice(1, 7);
    while (m.instant < end) {
      m.advance(60);
      const date = dates(m).CCASN;
      if (date !== undefined) seen.add(date);
    }
    return [...seen].filter((date) => date.slice(1, 7) === day && !date.endsWith("0000000")).length;
  };
  // The point of midnight belongs to the day before it; that of the next midnight is dated there.
  assertEquals(points("2026-03-29T00:00:00+01:00"), 45);
  assertEquals(points("2026-10-25T00:00:00+02:00"), 49);
  assertEquals(points("2026-07-14T00:00:00+02:00"), 47);
});

Deno.test("Meter() changes letter and hour together, and midnight comes at its hour, on both days", () => {
  const spring = meter({ start: at("2026-03-29T01:59:59+01:00") });
  assertEquals(dates(spring).DATE, "H260329015959");
  spring.advance(1);
  assertEquals(dates(spring).DATE, "E260329030000");
  spring.advanceTo(at("2026-03-30T00:00:00+02:00"));
  assertEquals(dates(spring)["SMAXSN"], "E260330000000");
  const autumn = meter({ start: at("2026-10-25T02:59:59+02:00") });
  autumn.advance(1);
  assertEquals(dates(autumn).DATE, "H261025020000");
  autumn.advanceTo(at("2026-10-25T23:59:59+01:00"));
  assertNotEquals(dates(autumn)["SMAXSN"], "H261026000000");
  autumn.advance(1);
  assertEquals(dates(autumn)["SMAXSN"], "H261026000000");
});

Deno.test("Meter() begins a year at midnight: day, maxima and index go on", () => {
  const m = meter({ start: at("2025-12-31T23:59:59+01:00") });
  const { energy, maximum } = m.state();
  m.advance(1);
  assertEquals(dates(m).DATE, "H260101000000");
  assertEquals(m.state().energy, energy + 1);
  assertEquals(m.state().maximumBefore, maximum);
});

Deno.test("Meter() put in the place of another begins at nothing under another number", () => {
  const m = meter({ serialNumber: "022162000042", indexes: [5, 6] });
  m.apply({ do: "replace" });
  const { serialNumber, deliveryPoint, energy, curve, maximumBefore } = m.state();
  assert(/^\d{12}$/.test(serialNumber) && serialNumber !== "022162000042");
  assertEquals([energy, curve, maximumBefore.value], [0, [], 0]);
  assertEquals(deliveryPoint, meter().state().deliveryPoint);
  m.apply({ do: "replace", serialNumber: "042275123456" });
  assertEquals(m.state().serialNumber, "042275123456");
  assertThrows(() => m.apply({ do: "replace", serialNumber: "1" }), RangeError, "12 digits");
});

Deno.test("Meter() without a number has one of its kind, by seed", () => {
  const type = (options: Partial<MeterOptions>) => meter(options).state().serialNumber.slice(4, 6);
  for (let seed = 0; seed < 40; seed++) {
    assert(["61", "62", "64", "75"].includes(type({ seed })));
    assert(["63", "76"].includes(type({ seed, phases: 3, load: 0 })));
  }
  assertEquals([type({ vtic: "01" }), type({ vtic: "01", phases: 3, load: 0 })], ["67", "68"]);
});
