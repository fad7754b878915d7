import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { test } from "node:test";
import { frames } from "./teleinfo.mjs";
import { Sim } from "./ticlab-sim.mjs";

const LIMIT = { timeout: 60_000 }; // ms; code that waits in vain fails

/** A meter of its own for a test (6 kVA, 250 W are drawn), and the code under test at its port. */
async function start(test) {
  const sim = await Sim.start(test);
  const port = await open(sim.port);
  const meter = frames(port.createReadStream());
  return { sim, next: async () => (await meter.next()).value };
}

test("the power is read", LIMIT, async (t) => {
  const { sim, next } = await start(t);
  await sim.do("load", { power: "1.5 kW" });
  await sim.step();
  assert.equal((await next()).PAPP, "01500");
});

test("an overload begins and ends", LIMIT, async (t) => {
  const { sim, next } = await start(t);
  await sim.step();
  assert.equal((await next()).ADPS, undefined);
  await sim.do("overload", { power: "9 kVA", for: "5 s" });
  await sim.step();
  assert.ok(Number((await next()).ADPS) > 30); // amperes; so many are subscribed
  await sim.step(6); // on the clock of the meter a frame takes more than a second
  for (let i = 0; i < 5; i++) await next();
  assert.equal((await next()).ADPS, undefined);
});

test("a damaged group is no reading", LIMIT, async (t) => {
  const { sim, next } = await start(t);
  await sim.do("flip", { label: "PAPP", byte: 4, bit: 0, frames: 3 });
  await sim.step(3);
  for (let i = 0; i < 3; i++) {
    const { PAPP, PTEC } = await next();
    assert.deepEqual({ PAPP, PTEC }, { PAPP: undefined, PTEC: "TH.." });
  }
});

test("it reads on after noise", LIMIT, async (t) => {
  const { sim, next } = await start(t);
  await sim.do("noise", { rate: "3 %", frames: 10 });
  await sim.step(10);
  await sim.do("load", { power: "3 kW" });
  await sim.step(2);
  while ((await next()).PAPP !== "03000");
});
