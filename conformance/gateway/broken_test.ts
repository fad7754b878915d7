import { assertEquals } from "@std/assert";
import { DIALECTS } from "../../decoder/dialects/dialects.ts";
import type { CaseFailure } from "../run/result.ts";
import { BROKEN } from "./broken/mod.ts";
import type { GatewayCase } from "./gateway_case.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { judgeRun } from "./judge.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { patienceAfter } from "./patience.ts";
import { type Listening, type PlayOptions, virtualProfile, virtualRuns } from "./test_run.ts";

const rules = gatewayRules();
const quick = loadGatewayCases().filter((test) => test.quick);
const dialect = DIALECTS[0]!;
const names = Object.keys(BROKEN);

/** Rules by which each gateway fails in each quick case. */
async function scored(tests: readonly GatewayCase[], every: number, options: PlayOptions) {
  const gateways: Listening[] = names.map((name) => ({
    dialect,
    every,
    Gateway: BROKEN[name]!.Gateway,
  }));
  const profile = virtualProfile({ every });
  const failed = new Map<string, Record<string, string>>(names.map((name) => [name, {}]));
  for (const test of tests) {
    const runs = await virtualRuns(test, [{ dialect, every }, ...gateways], options);
    const [right, ...wrong] = runs.map((run) => judgeRun(run, { profile, rules }));
    assertEquals(
      [right!.verdict, right!.note],
      ["pass", undefined],
      `the right one, in ${test.id}`,
    );
    for (const [place, { verdict, rule, failure }] of wrong.entries()) {
      if (verdict !== "fail") continue;
      failed.get(names[place]!)![test.id] = rule.id;
      assertEquals(labelShown(failure!), labelTold(failure!), `${names[place]}, ${test.id}`);
    }
  }
  return failed;
}

/** The label at the byte that a failure points at. */
const labelShown = ({ bytes, at }: CaseFailure) => /^[\w+-]+/.exec(atob(bytes).slice(at))?.[0];
/** The label that it is about, as its words have it. */
const labelTold = ({ expected }: CaseFailure) => /^(?:nothing of )?([\w+-]+)/.exec(expected!)?.[1];

/** What each fault shows in the quick set. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "no-checksum": { "gateway/noise": "gateway/damaged-group" },
  "stale-values": {
    "gateway/tariff-change": "gateway/fresh",
    "gateway/overload": "gateway/fresh",
    "gateway/noise": "gateway/recovers",
    "gateway/out-down": "gateway/recovers",
    "gateway/unplugged": "gateway/recovers",
  },
  "last-group-lost": {
    "gateway/tariff-change": "gateway/complete",
    "gateway/overload": "gateway/complete",
    "gateway/noise": "gateway/complete",
    "gateway/out-down": "gateway/complete",
    "gateway/unplugged": "gateway/complete",
  },
  "stuck-after-noise": {
    "gateway/noise": "gateway/recovers",
    "gateway/unplugged": "gateway/recovers",
  },
  "events-swallowed": { "gateway/overload": "gateway/events-at-once" },
  "latched-alarm": { "gateway/overload": "gateway/gone" },
};

Deno.test("each broken gateway is named by its rule, and fails where its fault shows", async () => {
  const failed = await scored(quick, 10_000, {});
  assertEquals(Object.fromEntries(failed), EXPECTED);
});

Deno.test("played ten times faster, as the stage does it, each broken gateway is named by its rule", async () => {
  const profile = virtualProfile({ every: 0 });
  // As long as the stage lets the meter go on.
  const tail = 2 * patienceAfter(profile, 200);
  const tests = quick.filter(({ stage }) => stage.length === 0);
  const failed = await scored(tests, 0, { speed: 10, tail });
  const named = names.filter((name) =>
    Object.values(failed.get(name)!).includes(BROKEN[name]!.rule)
  );
  // Without a period nothing is held back, so that nothing is swallowed.
  assertEquals(named, names.filter((name) => name !== "events-swallowed"));
});
