import { assertEquals } from "@std/assert";
import { frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import { readingsOf } from "./test_readings.ts";
import { MeterWait } from "./meter_wait.ts";

/** The meters of the readings that each frame of a line lets pass, and those of the end. */
function passed(line: string): (string | null)[][] {
  const wait = new MeterWait();
  const meters = (readings: readonly { meter: string | null }[]) =>
    readings.map(({ meter }) => meter);
  const taken = readingsOf(line).map((reading) => meters(wait.take(reading)));
  return [...taken, meters(wait.end())];
}

const METER = "021961234567";
const WHOLE = { historique: frame(...HIST_HC), standard: frame(...STD_BASE) };

for (const [mode, whole] of Object.entries(WHOLE)) {
  Deno.test(`a line that begins in the middle of a frame waits for its number, ${mode}`, () => {
    const cut = whole.slice(whole.length / 2);
    assertEquals(passed(cut + whole + whole), [[], [METER, METER], [METER], []]);
  });
}

Deno.test("a line that ends before it told a number is passed on at its end", () => {
  assertEquals(passed(WHOLE.historique.slice(100)), [[], [null]]);
});

Deno.test("a meter that tells no number waits for nothing but a whole frame", () => {
  const none = frame(hist("PAPP", "02070"));
  assertEquals(passed(none.slice(1) + none + none), [[], [null, null], [null], []]);
});

Deno.test("a number that is damaged in every frame holds ten readings back, no more", () => {
  const damaged = frame(std("ADSC", METER).replace("021", "031"), std("VTIC", "02"));
  const held = passed(damaged.repeat(11));
  assertEquals(held.map((meters) => meters.length), [0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 1, 0]);
});
