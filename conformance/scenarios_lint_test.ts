import { assertEquals } from "@std/assert";
import { Player } from "../sim/player.ts";
import { readScenario } from "../sim/scenario.ts";
import { Lint } from "./lint/mod.ts";

const SCENARIOS = new URL("../scenarios/", import.meta.url);
/** Blue meters in the field whose PAPP is no multiple of 10 (reference §6.4). */
const FIELD: Readonly<Record<string, readonly string[]>> = { "papp-units": ["hist.papp.step"] };
/** Most frames of a scenario that are looked at. */
const MOST = 1_500;

for (const { name } of Deno.readDirSync(SCENARIOS)) {
  if (!name.endsWith(".yaml")) continue;
  Deno.test(`lint() finds nothing in what the meter of scenarios/${name} means`, () => {
    const read = (path: string) => Deno.readTextFileSync(new URL(path, SCENARIOS));
    const scenario = readScenario(read(name), { file: name, readText: read });
    // A deviation of the field is what the lint is there to find.
    const expected = new Set(scenario.meter.quirks?.flatMap((quirk) => FIELD[quirk] ?? []));
    const timeline = scenario.timeline.filter(({ target }) => target === "meter");
    const player = new Player({ ...scenario, timeline });
    const lint = new Lint();
    const found: string[] = [];
    const deviations = new Set<string>();
    let before = scenario.start;
    let frames = 0;
    for (const { bytes, instant, happened, state } of player.frames()) {
      if (++frames > MOST) break;
      const isAnother = happened.some(({ action }) => action.do === "replace");
      const findings = instant - before > 10_000 || isAnother ? lint.end() : [];
      findings.push(...lint.push(bytes, { at: instant }));
      for (const { rule, what } of findings) {
        if (expected.has(rule)) deviations.add(rule);
        else found.push(`${state.instant} ${rule}: ${what}`);
      }
      before = instant;
    }
    assertEquals(found, []);
    assertEquals(deviations, expected);
  });
}
