import { assert, assertEquals } from "@std/assert";
import { DIALECTS } from "../../decoder/dialects/dialects.ts";
import type { Dialect } from "../../decoder/dialects/dialect.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { examine } from "./oracle.ts";
import { virtualProfile, virtualRuns } from "./test_run.ts";

/** Settings with which ours keeps what the gateway that it speaks as loses. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nodered: { mend: "identity" },
  teleinfo2mqtt: { short: "yes" },
};

/** Labels that a dialect never says (dialects.md B1, B4). */
const NEVER: Readonly<Record<string, RegExp>> = {
  tasmota: /^(MSG1|PJOURF\+1)$/,
  teleinfo2mqtt: /^MOTDETAT$/,
};

/** Every dialect, half of them with a period; over two cases each has been both. */
const gatewaysOf = (turn: number) =>
  DIALECTS.map((dialect, place) => ({
    dialect,
    settings: SETTINGS[dialect.id] ?? {},
    every: (turn + place) % 2 === 0 ? 0 : 10_000,
  }));

function labelsOf({ id }: Dialect, sent: ReadonlySet<string>): string[] {
  return [...sent].filter((label) => !NEVER[id]?.test(label));
}

for (const [turn, test] of loadGatewayCases().entries()) {
  Deno.test(`our gateway passes in every dialect, with or without a period: ${test.id}`, async () => {
    const gateways = gatewaysOf(turn);
    const runs = await virtualRuns(test, gateways);
    for (const [place, run] of runs.entries()) {
      const { dialect, every } = gateways[place]!;
      const sent = new Set(run.frames.flatMap(({ groups }) => groups.map(({ label }) => label)));
      const profile = virtualProfile({ every, labels: labelsOf(dialect, sent) });
      const { findings, due } = examine(run, profile);
      const found = findings.map(({ frame: _, ...finding }) => finding);
      assertEquals(found, [], `as ${dialect.id}, each ${every} ms`);
      assert(due >= 50, `only ${due} values had to be said`);
    }
  });
}

Deno.test("the flow of Node-RED loses the zero of ADCO, and nothing else is said against it", async () => {
  const test = loadGatewayCases().find(({ id }) => id === "gateway/base-historique")!;
  const dialect = DIALECTS.find(({ id }) => id === "nodered")!;
  const [run] = await virtualRuns(test, [{ dialect }]);
  const { findings } = examine(run!, virtualProfile());
  assertEquals([...new Set(findings.map(({ rule }) => rule))], ["gateway/meter-number"]);
});
