import { assertEquals } from "@std/assert";
import { parisInstant, parisOffset } from "./paris.ts";

const intl = new Intl.DateTimeFormat("en", {
  timeZone: "Europe/Paris",
  timeZoneName: "longOffset",
});

/** The engine's own idea of the offset, in minutes. */
function intlOffset(instant: number): number {
  const name = intl.formatToParts(instant).find((part) => part.type === "timeZoneName")!.value;
  return Number(/^GMT\+0(\d):00$/.exec(name)![1]) * 60;
}

/** Instants about both changes of a year: the last Sundays at 01:00 UTC, looked for by day. */
function changes(year: number): number[] {
  return [2, 9].map((month) => {
    let day = 31;
    while (new Date(Date.UTC(year, month, day)).getUTCDay() !== 0) day--;
    return Date.UTC(year, month, day, 1);
  });
}

Deno.test("parisOffset() agrees with Intl at both changes of every year from 2000 to 2099", () => {
  for (let year = 2000; year < 2100; year++) {
    for (const change of changes(year)) {
      for (const instant of [change - 1000, change - 1, change, change + 1000]) {
        assertEquals(parisOffset(instant), intlOffset(instant), new Date(instant).toISOString());
      }
    }
    assertEquals(parisOffset(Date.UTC(year, 0, 1)), 60);
    assertEquals(parisOffset(Date.UTC(year, 6, 1)), 120);
    assertEquals(parisOffset(Date.UTC(year, 11, 31, 23, 30)), 60);
  }
});

Deno.test("parisInstant() undoes the offset outside the hours that change", () => {
  for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 3_600_000) {
    const local = instant + parisOffset(instant) * 60_000;
    const repeated = instant === changes(2026)[1];
    assertEquals(parisInstant(local), repeated ? instant - 3_600_000 : instant);
  }
});

Deno.test("parisInstant() takes the hour that March leaves out as winter time", () => {
  assertEquals(parisInstant(Date.UTC(2026, 2, 29, 1, 59)), Date.UTC(2026, 2, 29, 0, 59));
  assertEquals(parisInstant(Date.UTC(2026, 2, 29, 2, 0)), Date.UTC(2026, 2, 29, 1, 0));
  assertEquals(parisInstant(Date.UTC(2026, 2, 29, 3, 0)), Date.UTC(2026, 2, 29, 1, 0));
});
