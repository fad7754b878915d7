import { assertEquals } from "@std/assert";
import type { GroupEvent, TicEvent, ValueEvent } from "../decoder/events.ts";
import { Readings } from "./readings.ts";

const group = (label: string, value: string, rest: Partial<GroupEvent> = {}): GroupEvent => ({
  event: "group",
  label,
  value,
  grade: "ok",
  offset: 0,
  ...rest,
});
const value = (label: string, value: unknown, rest: Partial<ValueEvent> = {}): ValueEvent => ({
  event: "value",
  label,
  value,
  unit: null,
  ...rest,
});
const mode = (mode: "historique" | "standard"): TicEvent => ({
  event: "mode",
  mode,
  meter: "linky",
  offset: 0,
});
const frame = (complete = true, kind: "long" | "short" = "long"): TicEvent => ({
  event: "frame",
  mode: "historique",
  kind,
  complete,
  groups: [],
  lost: 0,
  conflicts: [],
  offset: 0,
  length: 0,
});

function readings(events: readonly TicEvent[], options: { strict?: boolean; fr?: boolean } = {}) {
  const state = new Readings({
    strict: options.strict ?? false,
    language: options.fr ? "fr" : "en",
  });
  for (const event of events) state.push(event, 0);
  return state;
}
const labels = (state: Readings) => state.rows(undefined).map((row) => row.label);

Deno.test("Readings shows quantities with unit, codes with their meaning, and ages", () => {
  const state = readings([
    mode("historique"),
    group("PTEC", "HC.."),
    value("PTEC", "HC.."),
    group("PAPP", "02310"),
    value("PAPP", 2310, { unit: "VA" }),
  ]);
  assertEquals(state.rows(2500), [
    {
      label: "PTEC",
      value: "HC..",
      unit: undefined,
      meaning: "off-peak hours · Tariff period in force",
      explained: true,
      suspect: undefined,
      age: 2.5,
    },
    {
      label: "PAPP",
      value: "2 310",
      unit: "VA",
      meaning: "Apparent power drawn, rounded to nearest 10 VA",
      explained: false,
      suspect: undefined,
      age: 2.5,
    },
  ]);
});

Deno.test("Readings speaks French", () => {
  const state = readings([mode("historique"), group("PTEC", "HC..")], { fr: true });
  assertEquals(state.rows(undefined)[0]!.meaning, "heures creuses · Période tarifaire en cours");
});

Deno.test("Readings shows clock and horodates, the date only where it is another day", () => {
  const state = readings([
    mode("standard"),
    group("ADSC", "021976551234"),
    group("DATE", "", { timestamp: "h240128032158" }),
    value("DATE", null, { at: "2024-01-28T03:21:58+01:00", clock: "degraded" }),
    group("SMAXSN", "05706", { timestamp: "H240128010203" }),
    value("SMAXSN", 5706, { unit: "VA", at: "2024-01-28T01:02:03+01:00", clock: "ok" }),
    group("SMAXSN-1", "05706", { timestamp: "H240127230000" }),
    value("SMAXSN-1", 5706, { unit: "VA", at: "2024-01-27T23:00:00+01:00", clock: "ok" }),
  ]);
  assertEquals(state.header(), [
    "standard mode",
    "linky",
    "meter 021976551234",
    "clock 2024-01-28 03:21:58 (clock degraded)",
  ]);
  const [, date, today, yesterday] = state.rows(undefined);
  assertEquals([date!.value, date!.meaning], [
    "03:21:58",
    "Current meter date and time · 2024-01-28",
  ]);
  assertEquals(today!.meaning, "Highest filtered apparent power drawn today · 01:02:03");
  assertEquals(yesterday!.meaning.endsWith("yesterday · 2024-01-27 23:00:00"), true);
});

Deno.test("Readings drops what a whole frame no longer says, and keeps the frame's order", () => {
  const state = readings([
    mode("historique"),
    group("IMAX", "090"),
    frame(false),
    ...[group("ADCO", "021976551234"), group("ADPS", "045"), group("IMAX", "090"), frame()],
  ]);
  assertEquals(labels(state), ["ADCO", "ADPS", "IMAX"]);
  state.push(group("ADCO", "021976551234"), 0);
  state.push(frame(false), 0);
  assertEquals(labels(state), ["ADCO", "ADPS", "IMAX"]);
  for (const event of [group("ADCO", "021976551234"), group("IMAX", "090"), frame()]) {
    state.push(event, 0);
  }
  assertEquals(labels(state), ["ADCO", "IMAX"]);
});

Deno.test("Readings keeps the readings of long frames through the short ones of an overload", () => {
  const state = readings([
    mode("historique"),
    ...[group("ADCO", "021976551234"), group("PAPP", "02310"), frame()],
    ...[group("ADIR1", "045"), group("ADCO", "021976551234"), frame(true, "short")],
  ]);
  assertEquals(labels(state), ["ADCO", "PAPP", "ADIR1"]);
});

Deno.test("Readings begins anew when the mode changes", () => {
  const state = readings([
    mode("historique"),
    group("PAPP", "02310"),
    mode("standard"),
    group("SINSTS", "02310"),
  ]);
  assertEquals(labels(state), ["SINSTS"]);
});

Deno.test("Readings marks suspects, and leaves them out when strict", () => {
  const events = [
    mode("historique"),
    group("PAPP", "02310"),
    value("PAPP", 2310, { unit: "VA" }),
    group("PAPP", "0r310", { grade: "suspect", why: "not digits" }),
  ];
  assertEquals(readings(events).rows(undefined).map((r) => [r.value, r.suspect]), [
    ["0r310", "not digits"],
  ]);
  assertEquals(readings(events, { strict: true }).rows(undefined).map((r) => r.value), ["2 310"]);
});

Deno.test("Readings lets no control byte of the line reach the terminal", () => {
  const state = readings([mode("historique"), group("MODE", "\x1b[2J\x9b1m ok")]);
  assertEquals(state.rows(undefined)[0]!.value, "\ufffd[2J\ufffd1m ok");
});
