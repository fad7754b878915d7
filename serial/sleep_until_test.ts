import { assert, assertEquals, assertRejects } from "@std/assert";
import { monotonicMs, sleepUntil } from "./sleep_until.ts";

Deno.test("sleepUntil() never wakes early", async () => {
  for (const ms of [0.05, 0.3, 5.7, 31.4]) {
    const at = monotonicMs() + ms;
    await sleepUntil(at);
    assert(monotonicMs() >= at, `${ms} ms`);
  }
});

Deno.test("sleepUntil() does not wait for an instant that has passed", async () => {
  const seen: string[] = [];
  setTimeout(() => seen.push("later"), 0);
  for (let i = 0; i < 100; i++) await sleepUntil(monotonicMs() - 1000);
  assertEquals(seen, []);
});

Deno.test("sleepUntil() stops when it is aborted, in a long sleep and in a short one", async () => {
  for (const ms of [3_600_000, 15]) {
    const controller = new AbortController();
    const sleep = sleepUntil(monotonicMs() + ms, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await assertRejects(() => sleep, Error, "enough");
  }
});

Deno.test("sleepUntil() does not begin when it is aborted already", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await assertRejects(() => sleepUntil(monotonicMs() + 3_600_000, { signal }), Error, "enough");
});
