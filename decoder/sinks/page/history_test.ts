import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { History, STEP } from "./history.ts";

const DAY = 86_400_000;

/** The same by a list of everything that was heard. */
function naively(heard: readonly { at: number; value: number }[], from: number, to: number) {
  const steps = new Map<number, number[]>();
  for (const { at, value } of heard) {
    const step = Math.floor(at / STEP) * STEP;
    steps.set(step, [...steps.get(step) ?? [], value]);
  }
  const first = Math.max(Math.floor(from / STEP) * STEP, Math.floor(to / STEP) * STEP - DAY + STEP);
  return [...steps].filter(([at]) => at >= first && at <= to).sort(([a], [b]) => a - b)
    .map(([at, values]) => ({
      at,
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      min: Math.min(...values),
      max: Math.max(...values),
    }));
}

Deno.test("History keeps the least, the mean and the most of each 10 s of a day", () => {
  const start = Date.UTC(2026, 0, 14);
  const frames = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 40_000 }), value: fc.integer({ max: 99_999 }) }),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(fc.property(frames, fc.nat(600_000), (frames, back) => {
    const history = new History();
    let at = start;
    const heard = frames.map(({ wait, value }) => ({ at: at += wait, value }));
    for (const one of heard) history.push("PAPP", { ...one, unit: "VA" });
    const expected = naively(heard, at - back, at);
    const points = history.points("PAPP", at - back, at)!;
    assertEquals(
      points.map(({ mean: _, ...rest }) => rest),
      expected.map(({ mean: _, ...r }) => r),
    );
    points.forEach(({ mean }, i) => assertAlmostEquals(mean, expected[i]!.mean, 1e-6));
  }));
});

Deno.test("History forgets what is older than a day, and no more", () => {
  const history = new History();
  const start = Date.UTC(2026, 0, 14);
  for (let at = start; at < start + 3 * DAY; at += 60_000) {
    history.push("PAPP", { at, value: (at - start) / 60_000, unit: "VA" });
  }
  const end = start + 3 * DAY - 1;
  const points = history.points("PAPP", 0, end)!;
  assertEquals(points.length, 1440);
  assertEquals([points[0]!.mean, points.at(-1)!.mean], [2880, 4319]);
  assertEquals(history.oldest("PAPP", end)?.at, start + 2 * DAY);
});

Deno.test("History goes on after a clock that jumped forward is put right", () => {
  const history = new History();
  const now = Date.UTC(2026, 0, 14);
  history.push("PAPP", { at: now, value: 1, unit: "VA" });
  history.push("PAPP", { at: now + 3000 * DAY, value: 2, unit: "VA" });
  history.push("PAPP", { at: now + 30_000, value: 3, unit: "VA" });
  const values = history.points("PAPP", now, now + 60_000)!.map(({ mean }) => mean);
  assertEquals(values.at(-1), 3);
  assertEquals(values.includes(2), false);
});

Deno.test("History keeps 64 labels, whatever the line says", () => {
  const history = new History();
  for (let i = 0; i < 100; i++) history.push(`L${i}`, { at: 0, value: i, unit: "VA" });
  assertEquals(history.labels().length, 64);
  assertEquals(history.points("L99", 0, 1), undefined);
});
