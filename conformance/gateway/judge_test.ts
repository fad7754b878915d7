import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { failureText } from "../reports/failure_text.ts";
import { PLAIN } from "../reports/paint.ts";
import { resultsOf } from "../reports/test_results.ts";
import { gatewayRules } from "./gateway_rules.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun } from "./gateway_run.ts";
import { judgeRun, notPlayed } from "./judge.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { PLAIN_DIALECT } from "./test_plain_dialect.ts";
import { virtualProfile, virtualRun } from "./test_run.ts";

const rules = gatewayRules();
const test = loadGatewayCases().find(({ id }) => id === "gateway/base-historique")!;
const options = { profile: virtualProfile(), rules };
const right = await virtualRun(test, { dialect: PLAIN_DIALECT });

/** The run without what was said of a label. */
const without = (label: string): GatewayRun => ({
  ...right,
  values: right.values.filter((value) => value.label !== label),
});

Deno.test("a run without fault passes, and counts for the badge Gateway", () => {
  const line = judgeRun(right, options);
  assertEquals([line.verdict, line.failure, line.note], ["pass", undefined, undefined]);
  assertEquals(resultsOf([line]).footer?.sets, { gateway: { reached: true } });
});

Deno.test("a failure says what, expected, said and where, with the frame that tells it", () => {
  const line = judgeRun(without("PAPP"), options);
  assertEquals([line.verdict, line.rule.id], ["fail", "gateway/complete"]);
  const { header, cases: [item] } = resultsOf([line], {
    header: { driver: "gateway", command: ["my.yaml"] },
  });
  const text = failureText(item!, header, { columns: 100, paint: PLAIN }).join("\n");
  for (
    const wanted of [
      "Required  gateway/base-historique",
      "gateway/complete: 02E",
      "What       PAPP is never said (1.3 s after the first frame)",
      "Expected   PAPP=00400 within 18.9 s",
      "Said       nothing",
      "␊PAPP␠00400␠%␍",
      "ticlab test --gateway my.yaml --only gateway/base-historique",
    ]
  ) assertStringIncludes(text, wanted);
});

Deno.test("the bytes of a failure show the group that it is about", () => {
  const derived = { power: { how: "last", of: ["PAPP"], decimals: 0 } } as const;
  const { profile } = options;
  const computing = { ...profile, promises: { ...profile.promises, derived } };
  const shown = (values: GatewayRun["values"], by: GatewayProfile = profile) => {
    const { failure } = judgeRun({ ...right, values }, { rules, profile: by });
    return atob(failure!.bytes).slice(failure!.at).split(" ")[0];
  };
  const [first, ...rest] = right.values;
  assertEquals(shown([{ ...first!, meter: "000000000001" }, ...rest]), "ADCO");
  assertEquals(shown(right.values, computing), "PAPP");
  const wrong = { ...rest.at(-1)!, label: "power", value: 7 };
  assertEquals(shown([...right.values, wrong], computing), "PAPP");
});

Deno.test("of two broken rules the first names the line, the other stands in its note", () => {
  const values = without("PAPP").values.map((value) =>
    value.label === "IINST" ? { ...value, value: "099" } : value
  );
  const { rule, note } = judgeRun({ ...right, values }, options);
  assertEquals(rule.id, "gateway/sound");
  assert(note?.includes("gateway/complete: PAPP is never said"), note);
});

Deno.test("a gateway that ends, or never begins, is told with the end of what it wrote", () => {
  const stderr = "  at index.js:7\nError: Cannot find module 'serialport'\n\n";
  const ended = { kind: "exited", exit: 1, stderr } as const;
  const crash = judgeRun({ ...right, ended }, options);
  assertEquals([crash.verdict, crash.rule.id], ["crash", "gateway/keeps-running"]);
  assertEquals([crash.failure?.stderr, crash.failure?.exit], [stderr, 1]);
  const never = { ...right, values: [], ended: { kind: "never-ready", stderr } } as const;
  assertEquals(judgeRun(never, options).verdict, "timeout");
});

Deno.test("of a gateway that ends before it says anything nothing else is told", () => {
  const stderr = "starting\nError: Cannot find module 'serialport'\n\n";
  const told = (exit: number | string, wrote: string) => {
    const ended = { kind: "exited", exit, stderr: wrote } as const;
    const { failure, note } = judgeRun({ ...right, values: [], ended }, options);
    return [failure?.what.replace(/ \([\d.]+ s after.*/, ""), note];
  };
  assertEquals(told(1, stderr), [
    "the gateway ended with 1 before it said anything: Error: Cannot find module 'serialport'",
    undefined,
  ]);
  assertEquals(told("SIGSEGV", ""), [
    "the gateway ended with SIGSEGV before it said anything",
    undefined,
  ]);
});

Deno.test("a failure that is known is no news, and a known one that passes has to go", () => {
  const known = { id: test.id, reason: "our filter drops it", issue: "#12" };
  const line = judgeRun(without("PAPP"), { ...options, known });
  assertEquals([line.verdict, line.known], [
    "known-fail",
    { reason: "our filter drops it", issue: "#12" },
  ]);
  assertEquals(judgeRun(right, { ...options, known }).verdict, "fixed");
});

Deno.test("a case that was not played keeps its rule, and says why", () => {
  const { verdict, rule, note } = notPlayed(test, rules, "not chosen");
  assertEquals([verdict, rule.id, note], ["not-run", "gateway/complete", "not chosen"]);
});

Deno.test("who was silent while the line was damaged passes where its period gave it a turn, and only there", async () => {
  const noise = loadGatewayCases().find(({ id }) => id === "gateway/noise")!;
  const damaged = await virtualRun(noise, { dialect: PLAIN_DIALECT, every: 0 });
  const noises = damaged.disturbances.filter(({ kind }) => kind === "noise");
  const [from, to] = [noises[0]!.from, noises.at(-1)!.to + 1_000];
  const silent = {
    ...damaged,
    values: damaged.values.filter(({ seen }) => seen < from || seen > to),
  };
  const told = (run: GatewayRun, every: number) => {
    const { verdict, note } = judgeRun(run, { profile: virtualProfile({ every }), rules });
    return [verdict, note?.replace(/[\d.]+ s, so/, "N s, so")];
  };
  assertEquals(told(damaged, 15_000), ["pass", undefined]);
  assertEquals(told(silent, 10_000), ["pass", undefined]);
  assertEquals(told(silent, 15_000), [
    "unsupported",
    "nothing was said while the line was damaged: its period of 15 s is longer than those N s, " +
    "so that it does not show what it makes of them",
  ]);
});

Deno.test("a switch of the mode that nobody promised to follow, or heard, is told as that", async () => {
  const switched = loadGatewayCases().find(({ id }) => id === "gateway/mode-to-standard")!;
  const run = await virtualRun(switched, { dialect: PLAIN_DIALECT });
  const then = run.disturbances.find(({ kind }) => kind === "mode-switch")!.to;
  const deaf = {
    ...run,
    frames: run.frames.map((frame) =>
      frame.to > then ? { ...frame, heard: false, whole: false } : frame
    ),
    values: run.values.filter(({ seen }) => seen < then),
  };
  const told = (autoMode: boolean) => {
    const profile = virtualProfile({ autoMode });
    const { verdict, note } = judgeRun(deaf, { profile, rules });
    return [verdict, note];
  };
  assertEquals(told(false), [
    "unsupported",
    "nothing had to be said: the line is switched to the other mode, and its profile does not say " +
    "auto-mode: true",
  ]);
  assertEquals(told(true), [
    "unsupported",
    "nothing had to be said: it heard nothing after the line was switched to the other mode",
  ]);
});
