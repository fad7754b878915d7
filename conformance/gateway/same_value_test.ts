import { assertEquals } from "@std/assert";
import { isNothing, sameValue } from "./same_value.ts";

const same = (said: Parameters<typeof sameValue>[0], label: string, value: string) =>
  sameValue(said, { label, value });

Deno.test("values are equal whatever their shape, and names of meters only as they are", () => {
  const cases: readonly [Parameters<typeof sameValue>[0], string, string, boolean][] = [
    ["00360", "PAPP", "00360", true],
    [360, "PAPP", "00360", true],
    ["360.0", "PAPP", "00360", true],
    [361, "PAPP", "00360", false],
    ["HP", "PTEC", "HP..", true],
    ["HEURE PLEINE", "LTARF", " HEURE  PLEINE  ", true],
    ["HEURE CREUSE", "LTARF", " HEURE  PLEINE  ", false],
    ["003AC401", "STGE", "003AC401", true],
    [300001, "STGE", "00300001", true],
    // 00220E01 is no 22 · 10¹.
    [220, "STGE", "00220E01", false],
    ["021861348497", "ADCO", "021861348497", true],
    [21861348497, "ADCO", "021861348497", false],
    ["1234567890123", "PRM", "01234567890123", false],
    [9, "PREF", "09", true],
    ["09000", "PREF", "09", true],
    [90, "PREF", "09", false],
    // Tasmota says of an alarm only that there is one.
    [true, "ADPS", "035", true],
    [false, "ADPS", "035", false],
    ["", "MSG1", " ".repeat(32), true],
  ];
  for (const [said, label, value, expected] of cases) {
    assertEquals(same(said, label, value), expected, `${label} ${value} as ${said}`);
  }
});

Deno.test("a group that has but a horodate may be said as it is, as an instant, or not", () => {
  const date = { label: "DATE", timestamp: "H240128235218", value: "" };
  for (
    const said of ["", "H240128235218", "2024-01-28T22:52:18Z", "2024-01-28T23:52:18+01:00"]
  ) assertEquals(sameValue(said, date), true, said);
  // Paris time with a false Z, as two gateways of the field write it (dialects.md B1, B5).
  assertEquals(sameValue("2024-01-28T23:52:18.000Z", date), true);
  assertEquals(sameValue("2024-01-28T23:52:19Z", date), false);
});

Deno.test("a deadband is for numbers", () => {
  const group = { label: "PAPP", value: "00360" };
  assertEquals([380, 381].map((said) => sameValue(said, group, 20)), [true, false]);
  assertEquals(sameValue("HC..", { label: "PTEC", value: "HP.." }, 20), false);
});

Deno.test("nothing is said by nothing, zero and false", () => {
  for (const said of ["", " ", 0, "000", false, null]) assertEquals(isNothing(said), true);
  for (const said of ["035", 1, true, "HP"]) assertEquals(isNothing(said), false);
});
