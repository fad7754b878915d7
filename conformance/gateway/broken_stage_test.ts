import { assertEquals } from "@std/assert";
import { BROKEN } from "./broken/mod.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { judgeRun } from "./judge.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { readProfile } from "./read_profile.ts";
import { playCase } from "./stage.ts";

const rules = gatewayRules();
const cases = loadGatewayCases();
const PROGRAM = new URL("broken/run.ts", import.meta.url).pathname;
const CONFIG = new URL("../../deno.json", import.meta.url).pathname;

/** Period of each, ms; one that swallows events has to hold something back. */
const PERIODS: Readonly<Record<string, number>> = { "events-swallowed": 2_000 };

/** The case on which each shows what it is. */
const CASES: Readonly<Record<string, string>> = {
  "right": "gateway/overload",
  "no-checksum": "gateway/noise",
  "stale-values": "gateway/tariff-change",
  "last-group-lost": "gateway/tariff-change",
  "stuck-after-noise": "gateway/noise",
  "events-swallowed": "gateway/overload",
  "latched-alarm": "gateway/overload",
};

async function scored(name: string): Promise<string> {
  const period = PERIODS[name] ?? 0;
  const profile = readProfile(
    `
name: ${name}
start:
  run: ${Deno.execPath()} run -A --no-check --config ${CONFIG} ${PROGRAM} ${name} {port} {baud} ${period}
out: { stdout: '^(?<label>[A-Z0-9+-]+)=(?<value>.*)$' }
period: ${Math.max(period, 300)} ms
events: [overload, tariff]
accelerated: true
`,
    { file: `/${name}.yaml` },
  );
  const test = cases.find(({ id }) => id === CASES[name])!;
  const { signal } = new AbortController();
  const run = await playCase(profile, test, { signal, notice: (text) => console.error(text) });
  const { verdict, rule, failure, note } = judgeRun(run, { profile, rules });
  // A gateway that does not run is told with what it wrote.
  const wrote = failure?.stderr === undefined ? "" : `: ${failure.stderr}`;
  return verdict === "pass" ? `pass${note ?? ""}` : `${rule.id}${wrote}`;
}

Deno.test("on the stage, each broken gateway is named by its rule, and the right one passes", async () => {
  const names = ["right", ...Object.keys(BROKEN)];
  const found = await Promise.all(names.map(async (name) => [name, await scored(name)]));
  assertEquals(
    found,
    names.map((name) => [name, BROKEN[name]?.rule ?? "pass"]),
  );
});
