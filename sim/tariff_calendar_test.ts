import { assert, assertEquals, assertThrows } from "@std/assert";
import { dayNumber, monthOf, weekday } from "./day.ts";
import { EjpCalendar } from "./ejp.ts";
import { framesOf } from "./frame_cycle.ts";
import type { FreeCalendar } from "./free_calendar.ts";
import { freeContract } from "./free_calendar.ts";
import { Meter, type MeterOptions } from "./meter.ts";
import { TempoCalendar } from "./tempo.ts";

const at = (text: string) => Date.parse(text);

function daysOf(from: string, until: string): number[] {
  const first = dayNumber(from);
  return Array.from({ length: dayNumber(until) - first + 1 }, (_, i) => first + i);
}

Deno.test("TempoCalendar() draws 22 red and 43 white days a season, where they belong", () => {
  for (const seed of [0, 1, 42]) {
    const calendar = new TempoCalendar({ "2026-01-14": "red", "2026-01-17": "white" }, seed);
    for (const year of [2023, 2025]) {
      const days = daysOf(`${year}-09-01`, `${year + 1}-08-31`);
      const of = (colour: string) => days.filter((day) => calendar.colour(day) === colour);
      assertEquals([of("red").length, of("white").length], [22, 43]);
      assertEquals(of("blue").length, year === 2023 ? 301 : 300);
      for (const day of of("red")) {
        assert(weekday(day) < 5 && (monthOf(day) >= 11 || monthOf(day) <= 3));
      }
      assert(of("white").every((day) => weekday(day) < 6));
    }
    assertEquals(calendar.colour(dayNumber("2026-01-14")), "red");
  }
});

Deno.test("TempoCalendar() moves at most one other day for one that is given or set", () => {
  const days = daysOf("2025-09-01", "2026-08-31");
  const plain = new TempoCalendar({}, 42);
  const given = new TempoCalendar({ "2026-01-14": "red" }, 42);
  assert(days.filter((day) => plain.colour(day) !== given.colour(day)).length <= 2);
  const set = new TempoCalendar({}, 42);
  set.set(dayNumber("2026-01-14"), "red");
  const moved = days.filter((day) => plain.colour(day) !== set.colour(day));
  assert(moved.every((day) => day === dayNumber("2026-01-14")));
});

Deno.test("EjpCalendar() draws 22 days a season, 1 November to 31 March", () => {
  const calendar = new EjpCalendar(["2026-01-14", "2026-01-15"], 42);
  const days = daysOf("2025-07-01", "2026-06-30").filter((day) => calendar.has(day));
  assertEquals(days.length, 22);
  assert(days.includes(dayNumber("2026-01-15")));
  assert(days.every((day) => monthOf(day) >= 11 || monthOf(day) <= 3));
});

const FREE: FreeCalendar = {
  name: "ZEN FLEX",
  tariffs: [{ name: "ECO", contact: "closed" }, { name: "SOBRIETE" }, { name: "BONUS" }],
  days: [
    [{ from: "00:00", index: 1 }, { from: "08:00", index: 2 }, { from: "13:30", index: 1 }],
    [{ from: "00:00", index: 3 }],
  ],
  week: [0, 0, 0, 0, 0, 0, 1],
  peakDays: { 1: [{ from: "00:00", index: 2 }] },
};

const CALENDAR = {
  tempo: {
    "2026-01-13": "blue",
    "2026-01-14": "white",
    "2026-01-15": "red",
    "2026-01-16": "red",
    "2026-01-17": "blue",
  },
  ejp: ["2026-01-14"],
} as const;

/** What a meter says under some labels at an instant; "-" where it leaves a label out. */
function said(
  options: Partial<MeterOptions>,
  instant: string,
  labels: readonly string[],
): string {
  const mode = labels.some((label) => /^(PTEC|DEMAIN|PEJP|BASE)$/.test(label))
    ? "historique"
    : "standard";
  const m = new Meter({
    contract: "tempo",
    power: 9_000,
    load: 1_000,
    start: at(instant),
    calendar: CALENDAR,
    mode,
    ...options,
  });
  const groups = new Map(framesOf(m.state()).groups.map((group) => [group.label, group]));
  return labels.map((label) => {
    const group = groups.get(label);
    if (!group) return "-";
    return (group.timestamp ?? group.value.replaceAll(" NONUTILE", "")).trim();
  }).join(" | ");
}

Deno.test("Meter() on Tempo changes colour at 06:00 and announces the next at 20:00, in both modes", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["2026-01-14T05:59:59+01:00", "HCJB | BLAN", "2 | 193A8000 | 01"],
    ["2026-01-14T06:00:00+01:00", "HPJW | ----", "1 | 423ACC01 | 04"],
    ["2026-01-14T19:59:59+01:00", "HPJW | ----", "1 | 423ACC01 | 04"],
    ["2026-01-14T20:00:00+01:00", "HPJW | ROUG", "1 | 6E3ACC01 | 04"],
    ["2026-01-14T22:00:00+01:00", "HCJW | ROUG", "1 | 6E3A8800 | 03"],
    ["2026-01-15T06:00:00+01:00", "HPJR | ----", "2 | 833AD401 | 06"],
    // Captured: AF3A9100 (red → red, off-peak), there of a producer (reference §7.5).
    ["2026-01-16T05:00:00+01:00", "HCJR | ROUG", "2 | AF3A9000 | 05"],
    ["2026-01-16T21:00:00+01:00", "HPJR | BLEU", "2 | 873AD401 | 06"],
    ["2026-01-17T06:00:00+01:00", "HPJB | ----", "- | 013AC401 | 02"],
  ];
  for (const [instant, old, now] of rows) {
    assertEquals(said({}, instant, ["PTEC", "DEMAIN"]), old, instant);
    assertEquals(said({}, instant, ["STGE", "NTARF"]), now.split(" | ").slice(1).join(" | "));
  }
});

Deno.test("Meter() on Tempo has DPM and FPM from the announcement to the end, PPOINTE to the start", () => {
  const labels = ["DPM1", "FPM1", "DPM2", "FPM2", "PPOINTE"];
  const white = "260114060000 | 260115060000";
  const red = "260115060000 | 260116060000";
  const rows: readonly (readonly [string, string])[] = [
    ["2026-01-13T19:59:59+01:00", "- | - | - | - | -"],
    ["2026-01-13T20:00:00+01:00", `${white} | - | - | 00004003 06004004 22004003`],
    ["2026-01-14T06:00:00+01:00", `${white} | - | - | -`],
    ["2026-01-14T20:00:00+01:00", `${white} | ${red} | 00004005 06004006 22004005`],
    ["2026-01-15T06:00:00+01:00", `- | - | ${red} | -`],
    ["2026-01-15T20:00:00+01:00", `- | - | ${red} | -`],
    ["2026-01-16T06:00:00+01:00", "- | - | 260116060000 | 260117060000 | -"],
    ["2026-01-17T06:00:00+01:00", "- | - | - | - | -"],
  ];
  for (const [instant, expected] of rows) {
    assertEquals(said({}, instant, labels), expected, instant);
  }
});

Deno.test("Meter() on EJP has 30 minutes of notice, and its peak from 07:00 to 01:00", () => {
  const ejp = { contract: "ejp" } as const;
  const rows: readonly (readonly [string, string, string])[] = [
    ["2026-01-14T06:29:59+01:00", "- | HN..", "- | - | 003A0000 | -"],
    [
      "2026-01-14T06:30:00+01:00",
      "30 | HN..",
      "260114070000 | 260115010000 | 103A0000 | 00008002",
    ],
    ["2026-01-14T07:00:00+01:00", "- | PM..", "260114070000 | 260115010000 | 403A4401 | -"],
    ["2026-01-15T00:59:59+01:00", "- | PM..", "260114070000 | 260115010000 | 403A4401 | -"],
    ["2026-01-15T01:00:00+01:00", "- | HN..", "- | - | 003A0000 | -"],
  ];
  for (const [instant, old, now] of rows) {
    assertEquals(said(ejp, instant, ["PEJP", "PTEC"]), old, instant);
    assertEquals(said(ejp, instant, ["DPM1", "FPM1", "STGE", "PPOINTE"]), now, instant);
  }
  const both = { ...ejp, assumptions: { pejp: "notice-and-peak" } } as const;
  assertEquals(said(both, "2026-01-14T12:00:00+01:00", ["PEJP", "PTEC"]), "30 | PM..");
});

Deno.test("Meter() on a free calendar counts its indexes, and shows the total in historique", () => {
  const m = new Meter({
    contract: FREE,
    power: 9_000,
    load: 3_600,
    start: at("2026-01-17T00:00:00+01:00"),
    indexes: [10, 20, 30],
  });
  m.advance(86_400 + 3_600);
  const { supplierIndexes, energy } = m.state();
  const h = 3_600;
  assertEquals(supplierIndexes.slice(0, 4), [10 + 18.5 * h, 20 + 5.5 * h, 30 + h, 0]);
  const values = new Map(framesOf(m.state()).groups.map(({ label, value }) => [label, value]));
  assertEquals(values.get("BASE"), String(energy).padStart(9, "0"));
  assertEquals([values.get("OPTARIF"), values.get("PTEC")], ["BASE", "TH.."]);
});

Deno.test("Meter() on a free calendar tells the kind of tomorrow, and of a peak that is ordered", () => {
  const free = { contract: FREE } as const;
  const labels = ["NGTF", "LTARF", "NJOURF", "NJOURF+1", "PJOURF+1", "RELAIS"];
  assertEquals(
    said(free, "2026-01-17T09:00:00+01:00", labels),
    "ZEN FLEX | SOBRIETE | 00 | 01 | 00008003 | 000",
  );
  assertEquals(
    said(free, "2026-01-18T09:00:00+01:00", labels),
    "ZEN FLEX | BONUS | 01 | 00 | 0000C001 08008002 1330C001 | 000",
  );
  const m = new Meter({ ...free, power: 9_000, load: 100, start: at("2026-01-18T09:00:00+01:00") });
  const [from, until] = [m.instant + 60_500, m.instant + 120_000];
  m.apply({ do: "peak", number: 1, from, until, notice: 30_000 });
  const peaks = Array.from({ length: 125 }, () => {
    const { calendar, tariff } = m.state();
    m.advance(1);
    return `${calendar.notice} ${calendar.peak} ${tariff.index}`;
  });
  assertEquals(peaks.indexOf("1 0 3"), 31);
  assertEquals(peaks.indexOf("0 1 2"), 61);
  assertEquals(peaks.lastIndexOf("0 1 2"), 119);
});

Deno.test("Meter() told to shift its tariffs moves every switching, and says so", () => {
  const m = new Meter({
    contract: "hc",
    power: 9_000,
    load: 100,
    mode: "standard",
    start: at("2026-01-14T06:10:00+01:00"),
  });
  m.apply({ do: "tariff-shift", by: 20 * 60_000 });
  assertEquals(m.state().tariff.index, 1);
  const profile = framesOf(m.state()).groups.find(({ label }) => label === "PJOURF+1")!.value;
  assertEquals(profile.slice(0, 26), "0000C001 06208002 2220C001");
  m.advance(600);
  assertEquals(m.state().tariff.index, 2);
});

Deno.test("Meter() counts grid indexes by season on Tempo", () => {
  const grid = (start: string) =>
    new Meter({ contract: "tempo", power: 9_000, load: 0, start: at(start) }).state()
      .calendar.gridIndex;
  assertEquals(grid("2025-10-31T23:59:59+01:00"), 1);
  assertEquals(grid("2025-11-01T00:00:00+01:00"), 3);
  assertEquals(grid("2026-03-31T23:59:59+02:00"), 3);
  assertEquals(grid("2026-04-01T12:00:00+02:00"), 2);
});

Deno.test("freeContract() refuses what a meter cannot hold", () => {
  const says = (calendar: Partial<FreeCalendar>, message: string) =>
    assertThrows(() => freeContract({ ...FREE, ...calendar }), RangeError, message);
  says({ name: "A NAME THAT IS TOO LONG" }, "1 to 16 plain ASCII");
  says({ tariffs: new Array(11).fill({ name: "X" }) }, "tariffs: 11, not 1 to 10");
  says({ days: [[{ from: "00:10", index: 1 }]], week: undefined as never }, "rise from 00:00");
  says({ days: [[{ from: "00:00", index: 4 }]] }, "day 0: index 4 is not 1 to 3");
  says({ days: [[{ from: "24:00", index: 1 }]] }, 'no time such as "22:30"');
  says({ week: [0, 1] }, "seven kinds of day");
});
