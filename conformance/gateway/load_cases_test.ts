import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { Player } from "../../sim/player.ts";
import { readScenario } from "../../sim/scenario.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { SuiteError } from "../suite/problem.ts";
import { loadGatewayCases } from "./load_cases.ts";

const cases = loadGatewayCases();
const rules = gatewayRules();
const MINUTE = 60_000;

/** Starting a gateway and its servers, for each case, ms. */
const START = 4_000;

function secondsOf(tests: typeof cases): number {
  return tests.reduce((sum, { scenario, id }) => {
    const { duration } = readScenario(scenario, { file: id });
    return sum + duration! + START;
  }, 0);
}

Deno.test("the quick set takes five minutes at the speed of a meter, all of it thirty", () => {
  assert(secondsOf(cases.filter(({ quick }) => quick)) <= 5 * MINUTE);
  assert(secondsOf(cases) <= 30 * MINUTE, `${secondsOf(cases) / MINUTE} min`);
});

Deno.test("every rule that a line can show is the matter of a case", () => {
  // Whatever is played, it shows whether a gateway opens the port right.
  const always = ["gateway/line-speed", "gateway/events-between-messages"];
  const shown = new Set([...always, ...cases.flatMap((test) => test.rules)]);
  assertEquals(rules.filter(({ id }) => !shown.has(id)).map(({ id }) => id), []);
});

for (const { id, scenario, mode, stage } of cases) {
  Deno.test(`what happens in ${id} happens`, () => {
    const read = readScenario(scenario, { file: `${id}.yaml` });
    const player = new Player(read);
    const frames = [...player.frames()];
    const { checks, unhappened } = player.result();
    assertEquals(checks.filter(({ passed }) => !passed), []);
    assertEquals(unhappened, []);
    const label = mode === "historique" ? "ADCO" : "ADSC";
    assert(frames[0]!.groups.some((group) => group.label === label));
    for (const { at, for: time } of stage) assert(at + time < read.duration! - 30_000);
  });
}

const WRONG = `
- id: noise
  title: Noise
  rules: [gateway/sond]
  mode: historic
  since: 1.0.0
  quik: true
  stage:
    - { at: 5 s, out-dwn: 3 s }
    - { at: soon, unplug: 3 s }
  scenario: |
    title: a
    about: b
    meter: { contract: hc }
`;

Deno.test("a wrong case tells all that is wrong with it, and where", () => {
  const folder = Deno.makeTempDirSync();
  Deno.writeTextFileSync(`${folder}/wrong.yaml`, WRONG);
  try {
    const { message } = assertThrows(() => loadGatewayCases(folder), SuiteError);
    for (
      const wanted of [
        /wrong\.yaml:2: "id" cannot be "noise"/,
        /wrong\.yaml:4: .*did you mean "gateway\/sound"/,
        /wrong\.yaml:5: .*did you mean "historique"/,
        /wrong\.yaml:7: .*quick/,
        /wrong\.yaml:8: .*out-down/,
        /wrong\.yaml:8: .*soon/,
        /wrong\.yaml:11: .*clock/,
      ]
    ) assertMatch(message, wanted);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
