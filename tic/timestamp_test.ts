import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parisOffset } from "./paris.ts";
import { formatTimestamp, parseTimestamp } from "./timestamp.ts";

const seconds = fc.integer({
  min: Date.UTC(2000, 0, 1) / 1000,
  max: Date.UTC(2099, 11, 31, 22, 59, 59) / 1000,
});

Deno.test("parseTimestamp() reads the instant that formatTimestamp() wrote", () => {
  fc.assert(fc.property(seconds, fc.boolean(), (second, degraded) => {
    const read = parseTimestamp(formatTimestamp(second * 1000, { degraded }));
    assertEquals(read.instant, second * 1000);
    assertEquals(read.degraded, degraded);
    assertEquals(Date.parse(read.iso), second * 1000);
  }));
});

Deno.test("formatTimestamp() writes both changes of time exactly", () => {
  const rows = [
    [Date.UTC(2026, 2, 29, 0, 59, 59), "H260329015959"],
    [Date.UTC(2026, 2, 29, 1, 0, 0), "E260329030000"],
    [Date.UTC(2026, 9, 25, 0, 0, 0), "E261025020000"],
    [Date.UTC(2026, 9, 25, 0, 59, 59), "E261025025959"],
    [Date.UTC(2026, 9, 25, 1, 0, 0), "H261025020000"],
    [Date.UTC(2026, 9, 25, 1, 59, 59), "H261025025959"],
  ] as const;
  for (const [instant, text] of rows) {
    assertEquals(formatTimestamp(instant), text);
    assertEquals(parseTimestamp(text).instant, instant);
  }
});

Deno.test("parseTimestamp() takes a blank season for the time of Paris", () => {
  fc.assert(fc.property(seconds, (second) => {
    const instant = second * 1000;
    const read = parseTimestamp(formatTimestamp(instant, { season: "blank" }));
    assertEquals(read.season, null);
    // In the repeated hour SP cannot tell: the first pass is meant.
    const repeated = parisOffset(instant) === 60 && parisOffset(instant - 3_600_000) === 120;
    assertEquals(read.instant, repeated ? instant - 3_600_000 : instant);
  }));
  assertEquals(parseTimestamp(" 261025023000").iso, "2026-10-25T02:30:00+02:00");
  assertEquals(parseTimestamp(" 200214060000").iso, "2020-02-14T06:00:00+01:00");
});

Deno.test("parseTimestamp() trusts the season letter against the date", () => {
  assertEquals(parseTimestamp("E260115120000").iso, "2026-01-15T12:00:00+02:00");
  assertEquals(parseTimestamp("h260715120000").iso, "2026-07-15T12:00:00+01:00");
});

Deno.test("parseTimestamp() reads each field", () => {
  assertEquals(parseTimestamp("e090714074553"), {
    season: "summer",
    degraded: true,
    year: 2009,
    month: 7,
    day: 14,
    hour: 7,
    minute: 45,
    second: 53,
    instant: Date.UTC(2009, 6, 14, 5, 45, 53),
    iso: "2009-07-14T07:45:53+02:00",
  });
});

Deno.test("parseTimestamp() refuses what is no date, and says where", () => {
  const rows = [
    ["", "0 characters, not 13"],
    ["H24012803215", "12 characters, not 13"],
    ["X240128032158", '"X" at 0 is none of H E h e SP'],
    ["H2401280p2158", 'hour "0p" at 7'],
    ["H2 0128032158", 'year "2 " at 1'],
    ["H241301000000", 'month "13" at 3'],
    ["H240001000000", 'month "00" at 3'],
    ["H240231000000", "day 31 at 5 is not in month 2 of 2024"],
    ["H230229000000", "day 29 at 5 is not in month 2 of 2023"],
    ["H240132000000", 'day "32" at 5'],
    ["H240101240000", 'hour "24" at 7'],
    ["H240101236000", 'minute "60" at 9'],
    ["H240101235960", 'second "60" at 11'],
  ];
  for (const [text, why] of rows) {
    assertThrows(() => parseTimestamp(text!), SyntaxError, why);
  }
  assertEquals(parseTimestamp("H240229000000").day, 29);
});

Deno.test("formatTimestamp() refuses years that two digits do not stand for", () => {
  assertThrows(() => formatTimestamp(Date.UTC(1999, 11, 31, 22)), RangeError, "2000 to 2099");
  assertThrows(() => formatTimestamp(Date.UTC(2099, 11, 31, 23)), RangeError, "2000 to 2099");
  assertThrows(() => formatTimestamp(NaN), RangeError);
  assertEquals(formatTimestamp(Date.UTC(1999, 11, 31, 23)), "H000101000000");
});
