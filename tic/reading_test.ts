import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { labels } from "./labels.ts";
import { readValue } from "./reading.ts";
import { groupOf } from "./test_arbitraries.ts";
import type { Group, TicMode } from "./types.ts";

const read = (mode: TicMode, label: string, value: string, timestamp?: string) =>
  readValue(timestamp === undefined ? { label, value } : { label, timestamp, value }, mode);

Deno.test("readValue() gives numbers with the unit of the table", () => {
  const rows = [
    ["historique", "PAPP", "00360", 360, "VA"],
    ["historique", "HCHC", "035318160", 35318160, "Wh"],
    ["historique", "BASE", "00281523", 281523, "Wh"],
    ["historique", "GAZ", "0001234", 1234, "dal"],
    ["historique", "IMAX", "090", 90, "A"],
    ["historique", "PEJP", "30", 30, "min"],
    ["historique", "CAFp", "12", 12, null],
    ["standard", "PREF", "09", 9, "kVA"],
    ["standard", "ERQ2", "000000252", 252, "VArh"],
    ["standard", "NTARF", "06", 6, null],
    ["standard", "TD", "05", 5, "min"],
  ] as const;
  for (const [mode, label, data, value, unit] of rows) {
    assertEquals(read(mode, label, data), { value, unit }, label);
  }
});

Deno.test("readValue() keeps identities as digits", () => {
  assertEquals(read("historique", "ADCO", "012345678910").value, "012345678910");
  assertEquals(read("standard", "ADSC", "021976551234").value, "021976551234");
  assertEquals(read("standard", "PRM", "01234567890123").value, "01234567890123");
  assertEquals(read("historique", "ADS", "041436968229").value, "041436968229");
});

Deno.test("readValue() keeps listed values as on the wire and trims other text", () => {
  assertEquals(read("historique", "PTEC", "HP..").value, "HP..");
  assertEquals(read("historique", "OPTARIF", "BBR(").value, "BBR(");
  assertEquals(read("historique", "PTCOUR1", "P  ").value, "P  ");
  assertEquals(read("historique", "HHPHC", "A").value, "A");
  assertEquals(read("historique", "MOTDETAT", "000000").value, "000000");
  assertEquals(read("standard", "NGTF", "     TEMPO      ").value, "TEMPO");
  assertEquals(
    read("standard", "MSG1", "PAS DE          MESSAGE         ").value,
    "PAS DE          MESSAGE",
  );
});

Deno.test("readValue() gives registers as objects", () => {
  assertEquals(read("standard", "RELAIS", "140"), { value: { closed: [3, 4, 8] }, unit: null });
  assertEquals(read("historique", "PPOT", "0A").value, { missing: [1, 3] });
  const stge = read("standard", "STGE", "003A0001").value as Record<string, unknown>;
  assertEquals([stge.contact, stge.overload, stge.tic], ["open", false, "standard"]);
  const pilot = { label: "STGE", value: "00020020" };
  const { value } = readValue(pilot, "standard", { vtic: "01" });
  assertEquals((value as Record<string, unknown>).loadCurveCheck, "inactive");
});

Deno.test("readValue() gives profiles, and reads an open one as the meter's last", () => {
  const group = { label: "PJOURF+1", value: "00008001 0738C002" + " NONUTILE".repeat(9) };
  const time = (options: Parameters<typeof readValue>[2]) =>
    (readValue(group, "standard", options).value as { blocks: { time: string }[] }).blocks[1]?.time;
  assertEquals(time({}), "07:38");
  assertEquals(time({ profileBase: "hexadecimal" }), "07:56");
});

Deno.test("readValue() gives the instant of a horodate and the state of its clock", () => {
  assertEquals(read("standard", "UMOY1", "231", "e260715121000"), {
    value: 231,
    unit: "V",
    at: "2026-07-15T12:10:00+02:00",
    clock: "degraded",
  });
  const at = "2008-12-25T22:35:18+01:00";
  assertEquals(read("standard", "DATE", "", "H081225223518"), {
    value: at,
    unit: null,
    at,
    clock: "ok",
  });
  const peak = "2025-01-23T06:00:00+01:00";
  assertEquals(read("standard", "DPM1", "00", " 250123060000"), {
    value: peak,
    unit: null,
    at: peak,
    clock: "ok",
  });
});

Deno.test("readValue() reads data of the older meters with their own units", () => {
  assertEquals(read("historique", "DATE", "26/08/16 10:29:04").value, "2016-08-26T10:29:04");
  assertEquals(read("standard", "DATE", "26/08/16 10/29/04").value, "2016-08-26T10:29:04");
  assertEquals(read("historique", "EAP-1_s", "9256kWh"), { value: 9256, unit: "kWh" });
  assertEquals(read("historique", "PS", "42kVA"), { value: 42, unit: "kVA" });
  assertEquals(read("historique", "PS", "180kW"), { value: 180, unit: "kW" });
  assertEquals(read("historique", "PREA1MN", "-12kvar"), { value: -12, unit: "kvar" });
  assertEquals(read("historique", "I1I", "1,234A"), { value: 1.234, unit: "A" });
  assertEquals(read("historique", "TGPHI_s", "-0,39"), { value: -0.39, unit: null });
  assertEquals(read("historique", "PA1_s", "0TkW"), { value: 0, unit: "kW", mark: "truncated" });
  assertEquals(read("historique", "PA1", "57H.kW"), { value: 57, unit: "kW", mark: "clock-set" });
  assertEquals(read("historique", "ENERG", "000001:000002:000003:000004"), {
    value: [1, 2, 3, 4],
    unit: "kWh",
  });
  assertEquals(read("historique", "JAUNE", "14:35:07:11:21:DP:00520:90").unit, null);
});

Deno.test("readValue() tells meters apart by the data, or by what it is told", () => {
  const date: Group = { label: "DATE", value: "26/08/16 10:29:04" };
  assertEquals(readValue(date, "historique", { meter: "pme-pmi" }).unit, null);
  assertThrows(
    () => readValue(date, "historique", { meter: "saphir" }),
    SyntaxError,
    "no saphir sends it",
  );
});

Deno.test("readValue() gives text for a label that no meter sends", () => {
  assertEquals(read("historique", "TENSION", "230 "), { value: "230", unit: null });
});

Deno.test("readValue() throws where no reading is possible", () => {
  const fails = (mode: TicMode, label: string, value: string, timestamp?: string) =>
    assertThrows(() => read(mode, label, value, timestamp), SyntaxError);
  fails("historique", "PAPP", "0q360");
  fails("historique", "PAPP", "0360");
  fails("historique", "ADCO", "XXXXXXXXXXXX");
  fails("historique", "PTEC", "HCXX");
  fails("historique", "DATE", "31/02/16 10:29:04");
  fails("standard", "RELAIS", "256");
  fails("standard", "SMAXSN", "05706");
  fails("standard", "SMAXSN", "05706", "H240231000000");
  fails("standard", "PJOURF+1", "2A4B8001" + " NONUTILE".repeat(10));
});

Deno.test("readValue() reads whatever the table allows, but for dates and times that are none", () => {
  for (const spec of labels) {
    const mode = spec.mode === "saphir" ? "historique" : spec.mode;
    const isNumber = spec.unit !== null && spec.type !== "composite";
    fc.assert(
      fc.property(groupOf(spec), (group) => {
        try {
          const { value, unit } = readValue(group, mode, { meter: spec.meter });
          if (isNumber) assert(Number.isFinite(value) && unit !== null, JSON.stringify(group));
        } catch (error) {
          assert(error instanceof SyntaxError, JSON.stringify(group));
          const impossible = /Cannot read (timestamp|date|profile|RELAIS) /.test(error.message);
          assert(impossible, error.message);
        }
      }),
      { numRuns: 3 },
    );
  }
});
