import { assert, assertEquals } from "@std/assert";
import { readScenario } from "../sim/scenario.ts";
import { FAULTS } from "../sim/faults/mod.ts";
import { Player } from "../sim/player.ts";
import { VERBS } from "../sim/verbs.ts";
import { loadScenario, scenarioNames } from "./sim_scenario.ts";

for (const name of scenarioNames()) {
  Deno.test(`scenario ${name} holds its checks, and its faults happen`, () => {
    const scenario = loadScenario(name);
    assert(scenario.checks.length > 0, "it checks nothing");
    assert(scenario.about.trim().length > 80, "it does not say why it matters");
    const player = new Player(scenario);
    for (const _ of player.frames());
    const { checks, unhappened } = player.result();
    const failed = checks.filter(({ passed }) => !passed)
      .map(({ check, report }) => `line ${check.line}: ${report}`);
    assertEquals(failed, []);
    assertEquals(unhappened, []);
  });
}

Deno.test("the library has every contract, mode, phase, verb and fault", () => {
  const scenarios = scenarioNames().map(loadScenario);
  assert(scenarios.length >= 40, `${scenarios.length}`);
  const played = new Set(
    scenarios.map(({ meter: { contract, mode, phases = 1 } }) =>
      `${typeof contract === "string" ? contract : "free"} ${mode} ${phases}`
    ),
  );
  for (const contract of ["base", "hc", "ejp", "tempo"]) {
    for (const mode of ["historique", "standard"]) {
      for (const phases of [1, 3]) assert(played.has(`${contract} ${mode} ${phases}`));
    }
  }
  const done = new Set(
    scenarios.flatMap(({ timeline }) =>
      timeline.map(({ target, action }) => `${target} ${action.do}`)
    ),
  );
  const missing = [
    ...Object.keys(VERBS.meter).map((verb) => `meter ${verb}`),
    ...Object.keys(VERBS.line).map((verb) => `line ${verb}`),
    ...Object.keys(FAULTS).map((fault) => `fault ${fault}`),
  ].filter((verb) => !done.has(verb));
  assertEquals(missing, []);
});

Deno.test("the example of docs/scenarios.md is played, and its checks hold", () => {
  const page = Deno.readTextFileSync(new URL("../docs/scenarios.md", import.meta.url));
  const [, text = ""] = /```yaml\n([^]*?)```/.exec(page) ?? [];
  const player = new Player(readScenario(text, { file: "kettle.yaml" }));
  for (const _ of player.frames());
  const { checks, unhappened } = player.result();
  assertEquals(checks.map(({ passed }) => passed), [true, true]);
  assertEquals(unhappened, []);
});
