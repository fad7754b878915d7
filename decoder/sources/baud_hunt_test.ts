import { assertEquals } from "@std/assert";
import { encodeGroup } from "../../tic/group.ts";
import { BaudHunt } from "./baud_hunt.ts";

const PAPP = encodeGroup({ label: "PAPP", value: "02310" }, "historique");
/** A right sum under a label that no meter has. */
const SUSPECT = encodeGroup({ label: "ZZZZ", value: "1" }, "historique");
const NOISE = Uint8Array.from({ length: 200 }, (_, i) => i * 73 % 256 | 0x80);

Deno.test("BaudHunt gives on what it kept once a valid group arrives", () => {
  const hunt = new BaudHunt(0);
  assertEquals(hunt.baudRate, 9600);
  assertEquals(hunt.push(NOISE, 100), []);
  assertEquals(hunt.push(PAPP.subarray(0, 5), 200), []);
  assertEquals(hunt.push(PAPP.subarray(5), 300), [NOISE, PAPP.subarray(0, 5), PAPP.subarray(5)]);
  assertEquals(hunt.found, true);
  assertEquals(hunt.push(NOISE, 400), [NOISE]);
});

Deno.test("BaudHunt turns to the other speed at the deadline and drops what was read before", () => {
  const hunt = new BaudHunt(1000);
  assertEquals(hunt.deadline, 3000);
  hunt.push(NOISE, 2000);
  hunt.expire(3000);
  assertEquals([hunt.baudRate, hunt.found, hunt.deadline], [1200, false, 5000]);
  assertEquals(hunt.push(PAPP, 4000), [PAPP]);
  hunt.expire(99_000);
  assertEquals(hunt.baudRate, 9600);
});

Deno.test("BaudHunt takes a line for lost 10 s after its last valid group (54E §9.3)", () => {
  const hunt = new BaudHunt(0);
  hunt.push(PAPP, 1000);
  assertEquals(hunt.deadline, 11_000);
  hunt.push(NOISE, 5000);
  assertEquals([hunt.deadline, hunt.silentBytes], [11_000, NOISE.length]);
  hunt.push(PAPP, 6000);
  assertEquals([hunt.deadline, hunt.silentBytes], [16_000, 0]);
});

Deno.test("BaudHunt wants more than one group where all are suspect", () => {
  const hunt = new BaudHunt(0);
  assertEquals(hunt.push(SUSPECT, 10), []);
  assertEquals(hunt.push(SUSPECT, 20), []);
  assertEquals(hunt.push(SUSPECT, 30).length, 3);
});

Deno.test("BaudHunt keeps a bounded part of a stream without groups", () => {
  const hunt = new BaudHunt(0);
  for (let i = 0; i < 1000; i++) hunt.push(new Uint8Array(1000), i);
  const given = hunt.push(PAPP, 1001);
  assertEquals(given.at(-1), PAPP);
  assertEquals(given.reduce((sum, chunk) => sum + chunk.length, 0) < 70_000, true);
});
