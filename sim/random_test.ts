import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { random } from "./random.ts";

const take = (n: number, draw: () => number) => Array.from({ length: n }, draw);

Deno.test("random() gives the same stream again for the same seed and purpose", () => {
  assertEquals(take(100, random(42, "linky", "gap")), take(100, random(42, "linky", "gap")));
  assertNotEquals(take(9, random(42, "gap")), take(9, random(43, "gap")));
  assertNotEquals(take(9, random(42, "ab", "c")), take(9, random(42, "a", "bc")));
});

Deno.test("random() spreads evenly over 0 to 1", () => {
  const tenths = new Array(10).fill(0);
  for (const x of take(100_000, random(7, "spread"))) tenths[Math.floor(x * 10)]++;
  for (const count of tenths) assert(count > 9_600 && count < 10_400, `${tenths}`);
});
