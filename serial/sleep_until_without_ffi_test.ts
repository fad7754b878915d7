import { assert, assertRejects } from "@std/assert";
import { monotonicMs, sleepUntil } from "./sleep_until.ts";

// In a file of its own: the clock is looked for once and for all.
Deno.test({
  name: "sleepUntil() works where the C library cannot be had",
  permissions: { ffi: false },
  async fn() {
    for (const ms of [0.3, 5.7]) {
      const at = monotonicMs() + ms;
      await sleepUntil(at);
      assert(monotonicMs() >= at, `${ms} ms`);
    }
    const controller = new AbortController();
    const sleep = sleepUntil(monotonicMs() + 3_600_000, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await assertRejects(() => sleep, Error, "enough");
  },
});
