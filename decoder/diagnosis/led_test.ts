import { assertEquals } from "@std/assert";
import { type LedState, LOSS } from "./led.ts";
import { Led } from "./led.ts";
import { Listening } from "./line_facts.ts";
import { encodeGroup } from "../../tic/group.ts";

/** Frames as good (S), bad (B), or time that passes (ms): the test table of 02E §3.5.4 p106. */
const TABLE: readonly (readonly [name: string, events: (boolean | number)[], state: LedState])[] = [
  ["no carrier for more than 11 s", [11_500], "error"],
  ["cut for more than 11 s behind good frames", [true, true, 11_500], "error"],
  ["no carrier for less than 9 s behind a good frame", [true, 8_900], "good"],
  ["no carrier for less than 9 s behind a bad frame", [true, false, 8_900], "error"],
  ["all sums right", [true, true, true], "good"],
  ["a wrong sum", [true, false], "error"],
  ["good again behind a wrong sum", [false, true], "good"],
  ["good again behind a cut", [true, 20_000, true], "good"],
];

for (const [name, events, state] of TABLE) {
  Deno.test(`Led shows ${state}: ${name}`, () => {
    const led = new Led();
    let now = 0;
    for (const event of events) {
      if (typeof event === "number") led.now(now += event);
      else led.frame(event, now += 1_000);
    }
    assertEquals(led.changes.at(-1)!.state, state);
  });
}

Deno.test("Led turns to error 10 s behind the last good frame, whenever it is asked", () => {
  const led = new Led();
  led.frame(true, 1_000);
  led.now(1_000 + LOSS - 1);
  assertEquals(led.turns, 1);
  led.frame(true, 30_000);
  assertEquals(led.changes, [
    { state: "error", at: 0 },
    { state: "good", at: 1_000 },
    { state: "error", at: 11_000 },
    { state: "good", at: 30_000 },
  ]);
});

const frame = (...groups: string[]) => new TextEncoder().encode(`\x02${groups.join("")}\x03`);
const group = (label: string, value: string) =>
  new TextDecoder().decode(encodeGroup({ label, value }, "historique"));
const ADCO = group("ADCO", "012345678910");
const PAPP = group("PAPP", "00360");

/** What a line makes the LED show at its end. */
function shown(bytes: Uint8Array): LedState {
  const listening = new Listening();
  listening.push(bytes);
  return listening.end().led.changes.at(-1)!.state;
}

Deno.test("Listening decides the LED by frames: standby and wrong sums are errors, EOT is not", () => {
  assertEquals(shown(frame(ADCO, PAPP)), "good");
  assertEquals(shown(frame(ADCO)), "error");
  assertEquals(shown(frame(ADCO, "\nPAPP 00360 X\r")), "error");
  assertEquals(shown(new TextEncoder().encode(`\x02${ADCO}${PAPP}\x04`)), "good");
  assertEquals(shown(frame()), "error");
});

Deno.test("Listening makes no decision of a frame that it did not hear from STX to its end", () => {
  const text = `${PAPP}\x03\x02${ADCO}${PAPP}\x03\x02${ADCO}`;
  const listening = new Listening();
  listening.push(new TextEncoder().encode(text));
  const { led, bad, frames } = listening.end();
  assertEquals(led.decisions, { good: 1, bad: 0 });
  assertEquals([bad, frames.all], [0, 1]);
});
