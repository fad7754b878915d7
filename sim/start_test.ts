import { assertEquals, assertThrows } from "@std/assert";
import { parseStart } from "./start.ts";

Deno.test("parseStart() reads local time in Paris", () => {
  const utc = (text: string) => new Date(parseStart(text)).toISOString();
  assertEquals(utc("2026-01-14T05:59:30"), "2026-01-14T04:59:30.000Z");
  assertEquals(utc("2026-07-14 06:00"), "2026-07-14T04:00:00.000Z");
  assertEquals(utc("2026-01-14"), "2026-01-13T23:00:00.000Z");
  assertEquals(utc("2026-01-14T05:59:30Z"), "2026-01-14T05:59:30.000Z");
});

Deno.test("parseStart() tells the repeated hour apart by its offset", () => {
  assertEquals(parseStart("2026-10-25T02:30"), parseStart("2026-10-25T02:30+02:00"));
  assertEquals(parseStart("2026-10-25T02:30+01:00") - parseStart("2026-10-25T02:30"), 3_600_000);
});

Deno.test("parseStart() shows how to write what it cannot read", () => {
  for (const text of ["now", "05:59", "2026-02-30", "1999-01-01", "2100-01-01", "14/01/2026", ""]) {
    assertThrows(() => parseStart(text), SyntaxError, "write it as 2026-01-14T05:59:30");
  }
});
