import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { framesOf } from "./frame_cycle.ts";
import type { LoadOptions } from "./load.ts";
import { Meter, type MeterOptions, type MeterState, type Point } from "./meter.ts";

const at = (text: string) => Date.parse(text);
const hours = (count: number) => count * 3_600_000;
const START = at("2026-01-14T21:47:23+01:00");

function meter(options: Partial<MeterOptions> = {}): Meter {
  return new Meter({
    contract: "tempo",
    power: 36_000,
    phases: 3,
    load: 0,
    start: START,
    ...options,
  });
}

/** A load of one phase as the meter is told it, in pieces of whole seconds. */
interface Piece {
  seconds: number;
  power: number;
  factor: number;
}

const pieces = fc.array(
  fc.record({
    seconds: fc.integer({ min: 1, max: 2_000 }),
    power: fc.integer({ min: -9_000, max: 9_000 }),
    factor: fc.constantFrom(1, 0.8, -0.95),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Plays the pieces on all phases together, and looks at the meter after every second. */
function* played(
  m: Meter,
  load: readonly Piece[],
): Generator<{ before: MeterState; after: MeterState }> {
  for (const { seconds, power, factor } of load) {
    m.apply({ do: "load", power, powerFactor: factor });
    for (let i = 0; i < seconds; i++) {
      const before = m.state();
      m.advance(1);
      yield { before, after: m.state() };
    }
  }
}

Deno.test("Meter() counts the integral of its power, by sign, tariff and quadrant", () => {
  fc.assert(
    fc.property(pieces, (load) => {
      const m = meter();
      const first = m.state();
      let [drawn, given] = [0, 0];
      const byIndex = new Array<number>(10).fill(0);
      const vars = [0, 0, 0, 0];
      for (const { before } of played(m, load)) {
        drawn += Math.max(0, before.active);
        given += Math.max(0, -before.active);
        byIndex[before.tariff.index - 1]! += Math.max(0, before.active);
      }
      for (const { seconds, power, factor } of load) {
        const q = Math.sign(factor) * Math.abs(power) * Math.sqrt(1 / factor ** 2 - 1);
        if (q === 0) continue;
        const quadrant = q > 0 ? (power >= 0 ? 0 : 1) : (power < 0 ? 2 : 3);
        vars[quadrant]! += Math.abs(q) * seconds;
      }
      const last = m.state();
      const near = (counted: number, joules: number) => Math.abs(counted - joules / 3_600) <= 1;
      assert(near(last.energy - first.energy, drawn));
      assert(near(last.exported - first.exported, given));
      last.supplierIndexes.forEach((index, i) => assert(near(index, byIndex[i]!)));
      last.reactive.forEach((index, i) => assert(near(index, vars[i]!)));
      assertEquals(last.supplierIndexes.reduce((a, b) => a + b), last.energy);
      assertEquals(last.gridIndexes.reduce((a, b) => a + b), last.energy);
    }),
    { numRuns: 25 },
  );
});

/** The filter of 54E §7, a second at a time, and the highest root of it since midnight. */
class NaiveMaximum {
  #y = 0;
  today: Point;
  yesterday: Point | undefined;

  constructor(start: number) {
    this.today = { value: 0, at: start };
  }

  second(power: number, end: number): void {
    this.#y = 0.008 * power ** 2 + (1 - 0.008) * this.#y;
    const value = Math.round(Math.sqrt(this.#y));
    const midnight = (end + hours(1)) % hours(24) === 0;
    if (midnight) this.yesterday = this.today;
    if (midnight || value > this.today.value) this.today = { value, at: end };
  }
}

Deno.test("Meter() keeps the maxima of a naive filter, with their times, across midnight", () => {
  fc.assert(
    fc.property(pieces, (load) => {
      const m = meter({ start: at("2026-01-14T23:40:00+01:00") });
      const naive = {
        all: new NaiveMaximum(m.instant),
        given: new NaiveMaximum(m.instant),
        phase: new NaiveMaximum(m.instant),
      };
      for (const { before, after } of played(m, load)) {
        naive.all.second(before.apparent, after.instant);
        naive.given.second(before.injected, after.instant);
        naive.phase.second(before.apparents[1]!, after.instant);
      }
      const last = m.state();
      assertEquals(last.maximum, naive.all.today);
      assertEquals(last.exportMaximum, naive.given.today);
      assertEquals(last.phaseMaxima[1], naive.phase.today);
      if (naive.all.yesterday) assertEquals(last.maximumBefore, naive.all.yesterday);
      if (naive.phase.yesterday) assertEquals(last.phaseMaximaBefore[1], naive.phase.yesterday);
    }),
    { numRuns: 25 },
  );
});

Deno.test("Meter() has the mean of each whole period of the load curve and of the voltage", () => {
  const load: LoadOptions = {
    base: 300,
    appliances: [{ name: "kettle", power: 2_000, from: hours(10.03), for: 260_000 }],
    export: { peak: 4_000, from: hours(9), until: hours(15) },
  };
  const m = meter({ load, seed: 7, start: at("2026-01-14T08:30:00+01:00") });
  let [drawn, given, volts] = [0, 0, 0];
  const seen = { curve: 0, means: 0 };
  for (let second = 1; second <= 6 * 3_600; second++) {
    const { active, voltages } = m.state();
    drawn += Math.max(0, active);
    given += Math.max(0, -active);
    volts += voltages[2]!;
    m.advance(1);
    const { instant, curve, exportCurve, meanVoltages } = m.state();
    if (second % 1_800 === 0) {
      assertEquals(curve[0], { value: Math.round(drawn / 1_800), at: instant });
      assertEquals(exportCurve[0], { value: Math.round(given / 1_800), at: instant });
      [drawn, given] = [0, 0];
      seen.curve++;
    }
    if (second % 600 === 0) {
      assertEquals(meanVoltages[2]!.at, instant);
      assert(Math.abs(meanVoltages[2]!.value - volts / 600) <= 0.5);
      volts = 0;
      seen.means++;
    }
  }
  assertEquals(seen, { curve: 12, means: 36 });
  assert(m.state().exported > 0);
});

Deno.test("Meter() has currents, voltages and powers that belong together, each second", () => {
  const m = meter({
    phases: 3,
    role: "producer",
    seed: 3,
    load: { base: [2_000, 700, -1_500], powerFactor: 0.9 },
  });
  for (let second = 0; second < 600; second++) {
    const { voltages, currents, apparents, apparent, injected, active } = m.state();
    assertEquals(apparents, [2_222, 778, 0]);
    currents.slice(0, 2).forEach((current, i) =>
      assert(Math.abs(current * voltages[i]! - apparents[i]!) < 1e-6)
    );
    // |2,222 + 778 − 1,667|, drawn as P is positive.
    assertEquals([apparent, injected, active], [1_333, 0, 1_200]);
    assert(voltages.every((voltage) => voltage > 207 && voltage < 253));
    m.advance(1);
  }
});

Deno.test("Meter() is the same whatever steps lead to an instant", () => {
  const options: Partial<MeterOptions> = {
    seed: 11,
    role: "producer",
    load: {
      base: 900,
      powerFactor: 0.93,
      appliances: [{ name: "heater", power: 2_000, from: hours(22.5), for: hours(1) + 17_000 }],
      export: 600,
    },
  };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 60 }), (steps) => {
      const [stepped, jumped] = [meter(options), meter(options)];
      for (const step of steps) stepped.advance(step);
      jumped.advanceTo(stepped.instant);
      assertEquals(stepped.state(), jumped.state());
    }),
    { numRuns: 30 },
  );
});

Deno.test("Meter() of one seed is one meter, another seed another", () => {
  const said = (options: Partial<MeterOptions>) => {
    const m = meter({ load: 5_000, mode: "standard", ...options });
    m.advance(3 * 86_400);
    return framesOf(m.state()).groups;
  };
  assertEquals(said({ seed: 1 }), said({ seed: 1 }));
  assertNotEquals(said({ seed: 1 }), said({ seed: 2 }));
});

Deno.test("Meter() draws each random thing apart: a day given moves no voltage, a replaced meter no day", () => {
  const told = (options: Partial<MeterOptions>, replace = false) => {
    const m = meter({ seed: 5, load: 5_000, ...options });
    if (replace) m.apply({ do: "replace" });
    m.advance(2 * 86_400);
    return m.state();
  };
  const plain = told({});
  const given = told({ calendar: { tempo: { "2026-03-02": "red" } } });
  assertEquals(given.voltages, plain.voltages);
  assertEquals(given.serialNumber, plain.serialNumber);
  const replaced = told({}, true);
  assertNotEquals(replaced.serialNumber, plain.serialNumber);
  assertEquals(replaced.voltages, plain.voltages);
  assertEquals(replaced.calendar.today, plain.calendar.today);
});

Deno.test("Meter() tells the same story in both modes", () => {
  for (const contract of ["base", "hc", "ejp", "tempo"] as const) {
    const told = (mode: "historique" | "standard") => {
      const m = meter({
        contract,
        phases: 1,
        power: 9_000,
        mode,
        seed: 9,
        load: 2_345,
        indexes: [1_000, 2_000],
        calendar: { ejp: ["2026-01-15"], tempo: { "2026-01-15": "red" } },
      });
      m.advanceTo(at("2026-01-15T20:30:00+01:00"));
      return new Map(framesOf(m.state()).groups.map(({ label, value }) => [label, value]));
    };
    const [old, now] = [told("historique"), told("standard")];
    assertEquals(old.get("ADCO"), now.get("ADSC"));
    assertEquals(Number(old.get("ISOUSC")) / 5, Number(now.get("PREF")));
    assertEquals(old.get("IINST"), now.get("IRMS1"));
    assertEquals(Number(old.get("PAPP")), Math.round(Number(now.get("SINSTS")) / 10) * 10);
    const indexes = [...old].filter(([label]) => /^(BASE|HCH|EJPH|BBRH)/.test(label));
    indexes.forEach(([, value], i) => assertEquals(value, now.get(`EASF0${i + 1}`)));
    const tariff = { base: "01", hc: "02", ejp: "02", tempo: "06" }[contract];
    assertEquals(now.get("NTARF"), tariff);
    assertEquals(
      old.get("PTEC"),
      { base: "TH..", hc: "HP..", ejp: "PM..", tempo: "HPJR" }[contract],
    );
    const status = parseInt(now.get("STGE")!, 16);
    assertEquals(
      old.get("DEMAIN"),
      contract === "tempo" ? ["----", "BLEU", "BLAN", "ROUG"][status >>> 26 & 3] : undefined,
    );
  }
});
