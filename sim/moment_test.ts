import { assertEquals, assertThrows } from "@std/assert";
import { parseDay, parseMoment } from "./moment.ts";

const paris = (text: string) => Date.parse(text);

Deno.test("parseMoment() reads offsets, clocks and dates", () => {
  const from = paris("2026-01-14T05:59:30+01:00");
  assertEquals(parseMoment("+90 s", from), from + 90_000);
  assertEquals(parseMoment("06:00:00", from), paris("2026-01-14T06:00:00+01:00"));
  assertEquals(parseMoment("05:59", from), paris("2026-01-15T05:59:00+01:00"));
  assertEquals(parseMoment("2026-07-14 06:00:00", from), paris("2026-07-14T06:00:00+02:00"));
});

Deno.test("parseMoment() finds a clock on the day that has 23 hours", () => {
  const from = paris("2026-03-29T01:59:00+01:00");
  assertEquals(parseMoment("03:00", from), paris("2026-03-29T03:00:00+02:00"));
  assertEquals(parseMoment("01:00", from), paris("2026-03-30T01:00:00+02:00"));
});

Deno.test("parseMoment() refuses what is no moment", () => {
  for (const text of ["25:00", "06:60", "six", "-5 s", "+5", "2026-02-30 06:00"]) {
    assertThrows(() => parseMoment(text, 0), SyntaxError);
  }
});

Deno.test("parseDay() refuses a day that the calendar has not", () => {
  assertEquals(parseDay("2028-02-29"), "2028-02-29");
  assertThrows(
    () => parseDay("2026-02-29"),
    SyntaxError,
    "Cannot use 2026-02-29: the calendar has no such day",
  );
  assertThrows(() => parseDay("14/01/2026"), SyntaxError, "write such as 2026-01-14");
});
