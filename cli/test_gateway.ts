/**
 * `ticlab test --gateway`: scores a gateway from the outside.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { ProgramError } from "../conformance/drivers/program_error.ts";
import { builtInProfile, builtInProfiles } from "../conformance/gateway/built_in_profiles.ts";
import type { GatewayCase } from "../conformance/gateway/gateway_case.ts";
import type { GatewayProfile } from "../conformance/gateway/gateway_profile.ts";
import { gatewayRules } from "../conformance/gateway/gateway_rules.ts";
import { lineSpeed } from "../conformance/gateway/line_speed.ts";
import { loadGatewayCases } from "../conformance/gateway/load_cases.ts";
import { quickSet } from "../conformance/gateway/quick_set.ts";
import { readProfile } from "../conformance/gateway/read_profile.ts";
import { runGatewayCases } from "../conformance/gateway/run_cases.ts";
import { checkKnown } from "../conformance/run/known.ts";
import type { CaseLine, ResultHeader } from "../conformance/run/result.ts";
import { SUITE_VERSION } from "../conformance/suite/version.ts";
import { OutletError } from "../sim/outlet.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import type { Options } from "./options.ts";
import { stopAtSignals } from "./stop_at_signals.ts";
import { chooseCases, isOfGateways, loadKnown } from "./test_cases.ts";
import { endTest, exitCode } from "./test_end.ts";
import { meterLines } from "./test_meter.ts";
import { TestProgress } from "./test_progress.ts";
import { setUp } from "./test_program.ts";
import type { TestSettings } from "./test_settings.ts";
import { VERSION } from "./version.ts";
import { INTERRUPTED } from "./when_told_to_end.ts";

/**
 * Plays the cases for gateways to the gateway of a profile.
 *
 * @throws {Failure} exit code 2 for the profile and the command line, 3 for the gateway and its servers.
 */
export async function testGateway(settings: TestSettings, options: Options): Promise<number> {
  const profile = openProfile(settings);
  const [cases, rules] = [loadGatewayCases(), gatewayRules()];
  const selected = choose(cases, settings, profile);
  const { known, knownText } = loadKnown(settings, isOfGateways);
  try {
    checkKnown(known, cases.map(({ id }) => ({ id, aliases: [] })));
  } catch (cause) {
    const next = "See: ticlab list gateways";
    throw new Failure((cause as Error).message, { exitCode: 2, next, cause });
  }
  if (settings.setup !== undefined) await setUp(settings.setup, settings.folder);
  const hash = createHash("sha256").update(JSON.stringify([rules, cases])).digest("hex");
  const speed = lineSpeed(profile);
  const header: ResultHeader = {
    results: 1,
    ticlab: VERSION,
    suite: { version: SUITE_VERSION, hash },
    program: { name: profile.name },
    command: settings.command,
    driver: "gateway",
    ...(settings.meter === undefined && speed > 1 && { speed }),
    depth: "meaning",
    capabilities: [...profile.modes, ...(profile.autoMode ? ["auto-mode" as const] : [])],
    ...(profile.promises.labels && { labels: profile.promises.labels }),
    started: new Date().toISOString(),
  };
  const progress = new TestProgress(Deno.stderr);
  using stopping = stopAtSignals();
  const { signal } = stopping;
  try {
    const scored = settings.meter === undefined
      ? runGatewayCases({
        profile,
        cases,
        selected: new Set(selected),
        rules,
        known,
        jobs: settings.jobs,
        signal,
        notice: (text) => progress.say(text),
        onCase: (line, done, of) => progress.step(line, done, of),
        onProgress: ({ id }, ms) => progress.playing(`${id} ${Math.round(ms / 1_000)} s`),
      }).then((lines) => lines.map((line) => whyNotRun(line, settings)))
      : meterLines(settings, { profile, cases, rules, signal, progress });
    const lines = await scored.finally(() => progress.close());
    const run = { header, lines, known, knownText, hypotheses: [] };
    return exitCode(run, settings, endTest(run, settings, options));
  } catch (cause) {
    if (signal.aborted) return INTERRUPTED;
    if (cause instanceof ProgramError || cause instanceof OutletError) {
      throw new Failure(cause.message, { exitCode: 3, next: cause.next, cause });
    }
    if (!(cause instanceof Deno.errors.NotCapable)) throw cause;
    const next = "Give Deno what deno task conformance gives it, and --allow-net=HOST for others";
    throw new Failure(cause.message, { exitCode: 3, next, cause });
  }
}

/** A case that the quick set leaves out, and nothing else does, says where it is. */
function whyNotRun(line: CaseLine, { only, skip, set, version }: TestSettings): CaseLine {
  const isQuick = set === "quick" && only.length + skip.length === 0 && version === undefined;
  if (line.verdict !== "not-run" || !isQuick) return line;
  return { ...line, note: "in the full set alone; it is played with --set full" };
}

/** The profile that the command line names: a file, or one of ours. */
function openProfile({ gateway = "", folder }: TestSettings): GatewayProfile {
  const names = builtInProfiles();
  if (names.includes(gateway)) return builtInProfile(gateway, folder);
  const file = resolve(folder, gateway);
  let text: string;
  try {
    text = Deno.readTextFileSync(file);
  } catch (cause) {
    const near = nearest(gateway, names);
    const next = near
      ? `Did you mean: --gateway ${near}?`
      : `Name a file, or a gateway that ticlab knows: ${names.join(", ")}`;
    const message = `cannot read the profile ${gateway}: ${(cause as Error).message}`;
    throw new Failure(message, { exitCode: 2, next, cause });
  }
  try {
    return readProfile(text, { file });
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Failure(`cannot use the profile\n${cause.message}`, {
      exitCode: 2,
      next: "What a profile holds: docs/gateways.md",
      cause,
    });
  }
}

/** The cases of the set, or those that `--only` names in both sets. */
function choose(
  cases: readonly GatewayCase[],
  { only, skip, version, set }: TestSettings,
  profile: GatewayProfile,
): GatewayCase[] {
  const quick = new Set(quickSet(cases, profile));
  const inSet = cases.filter((test) => only.length > 0 || set === "full" || quick.has(test));
  const choosable = inSet.map((test) => ({
    test,
    id: test.id,
    // `noise` for `gateway/noise`; and by every rule that it shows.
    aliases: [test.id.replace(/^gateway\//, ""), ...test.rules],
    topic: "gateway",
    rule: test.rules[0]!,
    depth: "meaning" as const,
    since: test.since,
  }));
  return chooseCases({ version: SUITE_VERSION, cases: choosable }, {
    only,
    skip,
    depth: "meaning",
    ...(version !== undefined && { version }),
  }).map(({ test }) => test);
}
