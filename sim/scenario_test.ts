import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { readScenario } from "./scenario.ts";
import { ScenarioError } from "./scenario/scenario_error.ts";

const RED_DAY = `title: A red Tempo day begins
about: At 06:00 colour, index and STGE change together.
meter: { mode: standard, contract: tempo, phases: 1, power: 9 kVA }
clock: { start: 2026-01-14T05:59:30, zone: Europe/Paris }
calendar: { tempo: { 2026-01-14: red, 2026-01-15: white } }
seed: 7
load: { base: 250 W, appliances: [{ name: water heater, power: 1.8 kW, from: 22:30, for: 3 h }] }
line: { gap: 20 ms..30 ms }
timeline:
  - { at: 06:00:30, line: { cut: 5 s } }
  - { at: +10 s, every: 1 min, meter: { overload: { power: 12 kVA, for: 30 s } } }
  - { at: 2026-01-14 06:01:00, meter: trip }
checks:
  - { at: 06:00:00, within: 3 s, label: NTARF, equals: "06" }
run: { for: 2 min, speed: max }
`;

const START = Date.parse("2026-01-14T05:59:30+01:00");

/** What is said about a scenario in which some words stand in place of others. */
function saidAbout(from: string, to: string): string {
  if (!RED_DAY.includes(from)) throw new Error(`not in the scenario: ${from}`);
  const error = assertThrows(
    () => readScenario(RED_DAY.replace(from, to), { file: "red.yaml" }),
    ScenarioError,
  );
  return error.message;
}

Deno.test("readScenario() reads every section, and sorts the timeline", () => {
  const scenario = readScenario(RED_DAY, { file: "some/where/red.yaml" });
  assertEquals(scenario.name, "red");
  assertEquals(scenario.title, "A red Tempo day begins");
  assertEquals(scenario.start, START);
  assertEquals(scenario.meter.mode, "standard");
  assertEquals(scenario.seed, 7);
  assertEquals(scenario.duration, 120_000);
  assertEquals(scenario.speed, Infinity);
  assertEquals(
    scenario.timeline.map(({ at, every, target, action, line }) => ({
      at: at - START,
      every,
      target,
      action,
      line,
    })),
    [
      {
        at: 10_000,
        every: 60_000,
        target: "meter",
        action: { do: "overload", power: 12_000, for: 30_000 },
        line: 11,
      },
      { at: 60_000, every: undefined, target: "line", action: { do: "cut", for: 5_000 }, line: 10 },
      { at: 90_000, every: undefined, target: "meter", action: { do: "trip" }, line: 12 },
    ],
  );
  assertEquals(scenario.checks.map(({ at, within, equals }) => ({ at, within, equals })), [
    { at: START + 30_000, within: 3_000, equals: "06" },
  ]);
});

Deno.test("readScenario() names the fix for three typical mistakes of a newcomer", () => {
  assertEquals(
    saidAbout('equals: "06"', "equals: 06"),
    'red.yaml:14:56: 06 is not text here: put it in quotes, "06"',
  );
  assertEquals(
    saidAbout("power: 9 kVA", "power: 9"),
    'red.yaml:3:61: Cannot read "9" as apparent power: it has no unit: write "9 VA", "9 kVA"',
  );
  assertEquals(
    saidAbout("meter: trip", "meter: { cut: 5 s }"),
    'red.yaml:12:41: "cut" is a verb of line: write line: { cut: … }',
  );
});

Deno.test("readScenario() says what is wrong, where, and the nearest right thing", () => {
  const cases: [from: string, to: string, said: string][] = [
    ["about:", "abuot:", '2:1: "abuot" is no key here: did you mean "about"?'],
    ["contract:", "contrat:", '3:26: "contrat" is no key here: did you mean "contract"?'],
    ["zone:", "mode:", '4:38: "mode" belongs to meter: write meter: { mode: … }'],
    ["standard", "standrad", '3:16: Cannot be "standrad": did you mean "standard"?'],
    ["phases: 1", "phases: 2", '3:51: Cannot be "2": it is one of 1, 3'],
    ["9 kVA", "9 kW", '"kW" is none of its units VA, kVA: write "9 kVA"'],
    ["2026-01-14T05", "2026-02-30T05", "4:17: Cannot use 2026-02-30: the calendar has no such day"],
    ["2026-01-15:", "2026-01-32:", "5:39: Cannot use 2026-01-32: the calendar has no such day"],
    ["white", "blanc", '5:51: Cannot be "blanc": it is one of blue, white, red'],
    ["seed: 7", "seed: -7", '6:7: Cannot read "-7": it must be a whole number from 0'],
    ["22:30", "half past", 'Cannot read "half past" as a time of day: write such as 22:30'],
    ["20 ms..30 ms", "30 ms..20 ms", 'the shorter one comes first, such as "20 ms..30 ms"'],
    ["+10 s", "10 s", '11:11: Cannot read "10 s" as a moment: write such as "+60 s"'],
    [", for: 30 s", "", '11:41: "overload" wants "for": write { overload: { power: …, for: … } }'],
    ["cut: 5 s", "cutt: 5 s", '10:29: "cutt" is no verb of line here: did you mean "cut"?'],
    ["cut: 5 s", "cut: 0 s", '10:34: Cannot use "0 s": it must be more than 0'],
    ["cut: 5 s", "cut: 5 s, stall: 1 s", 'give "stall" an entry of its own'],
    ["meter: trip", "meter: trip, line: { cut: 1 s }", "12:5: One of meter: { … } or"],
    ["NTARF", "NTARV", '14:41: Cannot find the label "NTARV": did you mean "NTARF"?'],
    [', equals: "06"', "", "14:5: A check wants one of equals, matches"],
    ["for: 2 min, ", "", '15:6: The key "for" is missing here'],
    ["for: 2 min", "for: 1 min", "10:5: This is when the run is over: see run"],
    ["at: 06:00:00, w", "at: 2026-01-14 05:59:00, w", "14:5: This is before the start"],
    ["for: 2 min", "for:", "15:12: A value is missing here"],
    ["speed: max", "speed: 0.5", 'Cannot use "0.5" as a speed'],
    ["seed: 7", "seed: 7\nseed: 8", "7:1: This is not YAML: Map keys must be unique"],
    ["red, ", "[red, ", "This is not YAML"],
  ];
  for (const [from, to, said] of cases) {
    const message = saidAbout(from, to);
    assertStringIncludes(message.split("\n")[0]!, said);
  }
});

Deno.test("readScenario() tells everything that is wrong at once, in the order of the file", () => {
  const lines = saidAbout(
    RED_DAY.slice(0, RED_DAY.indexOf("calendar")),
    "meter: { mode: std }\nclock: {}\n",
  ).split("\n");
  assertEquals(lines, [
    'red.yaml:1:1: The key "title" is missing here',
    'red.yaml:1:1: The key "about" is missing here',
    'red.yaml:1:16: Cannot be "std": it is one of historique, standard',
    'red.yaml:2:8: The key "start" is missing here',
  ]);
});

Deno.test("readScenario() takes anchors, and a verb without arguments in three ways", () => {
  const start = "title: x\nabout: &a x\nmeter: {}\nclock: { start: 2026-01-14 }\n";
  const scenario = readScenario(
    `${start}timeline:
  - { at: +1 s, meter: reset }
  - { at: +2 s, meter: { reset } }
  - { at: +3 s, meter: { message: *a } }
run: { for: 9 s }`,
    { file: "x.yaml" },
  );
  assertEquals(scenario.timeline.map(({ action }) => action), [
    { do: "reset" },
    { do: "reset" },
    { do: "message", text: "x" },
  ]);
});

Deno.test("readScenario() reads or refuses whatever a file has become, and never breaks", () => {
  const place = fc.nat(RED_DAY.length);
  const bits = fc.constantFrom(
    "",
    " ",
    ":",
    "\n",
    "{",
    "]",
    "- ",
    '"',
    "*x",
    "&x",
    "!!",
    "~",
    "0",
    "é",
  );
  fc.assert(
    fc.property(place, place, bits, (from, length, bit) => {
      const text = RED_DAY.slice(0, from) + bit + RED_DAY.slice(from + length % 20);
      try {
        readScenario(text, { file: "x.yaml" });
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        for (const { line, column } of error.problems) {
          if (!(line >= 1 && column >= 1)) throw new Error(`${line}:${column} is no place`);
        }
      }
    }),
    { numRuns: 400 },
  );
});
