import { assert, assertEquals } from "@std/assert";
import { BROKEN } from "./broken/mod.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { judgeRun } from "./judge.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { settledBy } from "./oracle_settled.ts";
import { PLAIN_DIALECT } from "./test_plain_dialect.ts";
import { type Listening, virtualProfile, virtualRun } from "./test_run.ts";

const cases = loadGatewayCases();
const rules = gatewayRules();
const profile = virtualProfile({ every: 0 });
const dialect = PLAIN_DIALECT;

/** A case played ten times faster, as it stands some frames after its end. */
async function played(id: string, gateway: Partial<Listening> = {}) {
  const test = cases.find((one) => one.id === `gateway/${id}`)!;
  const run = await virtualRun(test, { dialect, every: 0, ...gateway }, { speed: 10, tail: 1_000 });
  const end = run.frames.findLast(({ to }) => to < run.over - 900)!.to;
  return { run, settled: settledBy(run, profile, end) };
}

for (const id of ["tariff-change", "noise", "out-down", "unplugged", "three-phase-historique"]) {
  Deno.test(`a right gateway has said all that it owes soon after the end of ${id}`, async () => {
    const { run, settled } = await played(id);
    assert(settled !== undefined);
    // It would have been granted more time, of which nothing is seen.
    assertEquals(judgeRun(run, { profile, rules }).verdict, "unsupported");
    assertEquals(judgeRun({ ...run, settled }, { profile, rules }).verdict, "pass");
  });
}

for (const name of ["stale-values", "last-group-lost", "stuck-after-noise"]) {
  Deno.test(`a gateway that lacks something is waited for: ${name}`, async () => {
    const { settled } = await played("noise", { Gateway: BROKEN[name]!.Gateway });
    assertEquals(settled, undefined);
  });
}

Deno.test("an alarm that came and went is watched for longer", async () => {
  assertEquals((await played("overload")).settled, undefined);
});

Deno.test("nothing is settled before the first frame after a disturbance", async () => {
  const { run } = await played("unplugged");
  const [plugged] = run.disturbances;
  const frames = run.frames.filter(({ to }) => to < plugged!.to);
  assertEquals(settledBy({ ...run, frames }, profile, plugged!.from), undefined);
});
