import { assertEquals } from "@std/assert";
import { Player } from "../sim/player.ts";
import { readScenario } from "../sim/scenario.ts";
import { Lint } from "./lint/mod.ts";

const SCENARIOS = new URL("../scenarios/", import.meta.url);
/** Meters that speak as a Linky in historique mode does; the others have a lint of their own. */
const LIKE_LINKY = ["linky", "cbemm", "cbemm-icc", "cbetm"];
/** Most frames of a scenario that are looked at. */
const MOST = 1_500;

for (const { name } of Deno.readDirSync(SCENARIOS)) {
  if (!name.endsWith(".yaml")) continue;
  Deno.test(`lint() finds nothing in what the meter of scenarios/${name} means`, () => {
    const read = (path: string) => Deno.readTextFileSync(new URL(path, SCENARIOS));
    const scenario = readScenario(read(name), { file: name, readText: read });
    const { model = "linky", quirks = [] } = scenario.meter;
    // A deviation of the field is what the lint is there to find.
    if (!LIKE_LINKY.includes(model) || model !== "linky" && quirks.length > 0) return;
    const timeline = scenario.timeline.filter(({ target }) => target === "meter");
    const player = new Player({ ...scenario, timeline });
    const lint = new Lint();
    const found: string[] = [];
    let before = scenario.start;
    let frames = 0;
    for (const { bytes, instant, happened, state } of player.frames()) {
      if (++frames > MOST) break;
      const isAnother = happened.some(({ action }) => action.do === "replace");
      const findings = instant - before > 10_000 || isAnother ? lint.end() : [];
      findings.push(...lint.push(bytes, { at: instant }));
      found.push(...findings.map(({ rule, what }) => `${state.instant} ${rule}: ${what}`));
      before = instant;
    }
    assertEquals(found, []);
  });
}
