import { assertEquals } from "@std/assert";
import { Stepper } from "./stepper.ts";

Deno.test("Stepper lets as many frames go as it was told, and says when they are gone", async () => {
  const stepper = new Stepper();
  let sent = 0;
  const line = (async () => {
    while (await stepper.next()) sent++;
  })();
  await stepper.allow(2);
  assertEquals(sent, 2);
  await Promise.all([stepper.allow(1), stepper.allow(3)]);
  assertEquals(sent, 6);
  stepper.end();
  await line;
  await stepper.allow(1);
  assertEquals(sent, 6);
});

Deno.test("Stepper.end() lets go whoever waits for frames that never come", async () => {
  const stepper = new Stepper();
  const waiting = stepper.allow(1);
  stepper.end();
  await waiting;
  assertEquals(await stepper.next(), false);
});
