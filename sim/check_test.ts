import { assertEquals } from "@std/assert";
import { type Check, Checks } from "./check.ts";

const START = Date.parse("2026-01-14T06:00:00+01:00");

/** Frames a second apart, each with one group; undefined is a frame without it. */
function results(check: Partial<Check>, values: (string | undefined)[], timestamp?: string) {
  const checks = new Checks([{ at: START, label: "NTARF", line: 1, ...check }]);
  values.forEach((value, i) => {
    const group = { label: "NTARF", value: value!, ...(timestamp !== undefined && { timestamp }) };
    checks.frame(START + i * 1_000, value === undefined ? [] : [group]);
  });
  return checks.end().map(({ passed }) => passed);
}

Deno.test("Checks without a window look at the first frame from then on only", () => {
  assertEquals(results({ equals: "06" }, ["06", "03"]), [true]);
  assertEquals(results({ equals: "06" }, ["03", "06"]), [false]);
  assertEquals(results({ at: START + 500, equals: "06" }, ["03", "06"]), [true]);
});

Deno.test("Checks with a window want one frame in it", () => {
  assertEquals(results({ within: 2_000, equals: "06" }, ["03", "03", "06"]), [true]);
  assertEquals(results({ within: 2_000, equals: "06" }, ["03", "03", "03", "06"]), [false]);
  assertEquals(results({ within: 2_000, equals: "06" }, []), [false]);
});

Deno.test("Checks compare data and horodate, and want all that they say", () => {
  assertEquals(results({ matches: /^0[67]$/ }, ["07"]), [true]);
  assertEquals(results({ matches: /^0[67]$/ }, ["08"]), [false]);
  assertEquals(results({ between: [5, 7] }, ["06"]), [true]);
  assertEquals(results({ between: [5, 7] }, ["08"]), [false]);
  assertEquals(results({ timestamp: /^H26/ }, [""], "H260114060000"), [true]);
  assertEquals(results({ timestamp: /^E26/ }, [""], "H260114060000"), [false]);
  assertEquals(results({ timestamp: /^H26/ }, [""]), [false]);
  assertEquals(results({ equals: "06", timestamp: /^E/ }, ["06"], "H260114060000"), [false]);
  assertEquals(results({ absent: true }, [undefined]), [true]);
  assertEquals(results({ absent: true }, ["06"]), [false]);
  assertEquals(results({ absent: false }, [undefined]), [false]);
  assertEquals(results({ absent: false }, ["06"]), [true]);
});

Deno.test("Checks say what was wanted and what came", () => {
  const checks = new Checks([{ at: START, within: 3_000, label: "NTARF", equals: "06", line: 9 }]);
  checks.frame(START, [{ label: "NTARF", value: "03" }]);
  assertEquals(checks.end().map(({ report }) => report), [
    'NTARF = "06" at 2026-01-14 06:00:00 within 3 s, but: the last was NTARF "03"',
  ]);
});
