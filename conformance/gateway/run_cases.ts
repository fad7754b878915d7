/**
 * Many cases on one gateway.
 *
 * @module
 */
import { OutletError } from "../../sim/outlet.ts";
import { ProgramError } from "../drivers/program_error.ts";
import type { KnownFailure } from "../run/known.ts";
import type { CaseLine } from "../run/result.ts";
import type { Verdict } from "../run/verdict.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { GatewayCase } from "./gateway_case.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun } from "./gateway_run.ts";
import { judgeRun, notPlayed } from "./judge.ts";
import { openedPort } from "./opened_port.ts";
import { cannotPlay, playCase } from "./stage.ts";

/** What to play, and to whom. */
export interface GatewayScoring {
  profile: GatewayProfile;
  /** Cases, in the order of the results. */
  cases: readonly GatewayCase[];
  /** Those of them to play; the others are `not-run`. */
  selected: ReadonlySet<GatewayCase>;
  rules: readonly ReceiverRule[];
  known: readonly KnownFailure[];
  /** How many are played at once, each with a gateway and servers of its own. */
  jobs: number;
  /** Ends everything at once. */
  signal: AbortSignal;
  /** Tells a person what goes wrong besides. */
  notice(text: string): void;
  /** Told after each case. */
  onCase?(line: CaseLine, done: number, of: number): void;
  /** Told at each frame how long a case has been played, ms. */
  onProgress?(test: GatewayCase, ms: number): void;
}

/**
 * Plays cases; the lines come back in the order of the cases.
 *
 * @throws {ProgramError} where the gateway cannot be started, or is never ready.
 * @throws {OutletError} where its line cannot be opened.
 */
export async function runGatewayCases(scoring: GatewayScoring): Promise<CaseLine[]> {
  const { cases, selected, rules, profile } = scoring;
  const stop = new AbortController();
  const ending = { ...scoring, signal: AbortSignal.any([scoring.signal, stop.signal]) };
  const lines = cases.map((test) => notPlayed(test, rules, "not chosen"));
  const wanted = [...cases.keys()].filter((place) => selected.has(cases[place]!));
  let next = 0;
  let done = 0;
  let hasBeenReady = false;
  const work = async () => {
    while (next < wanted.length && !stop.signal.aborted) {
      const place = wanted[next++]!;
      const test = cases[place]!;
      const line = await lineOf(test, ending, (run) => {
        const { ended } = run;
        if (ended.kind === "running" || run.values.length > 0) hasBeenReady = true;
        else if (!hasBeenReady) throw silent(profile, run);
      });
      lines[place] = line;
      scoring.onCase?.(line, ++done, wanted.length);
    }
  };
  const jobs = Math.min(scoring.jobs, wanted.length);
  // What the others have started is ended, too, before anybody is told of the first trouble.
  const workers = Array.from({ length: jobs }, () => work().catch((error) => stop.abort(error)));
  await Promise.all(workers);
  stop.signal.throwIfAborted();
  return lines;
}

/** A line that is so late was held up by the machine, and so was the gateway, ms. */
const BUSY = 1_000;
/** Verdicts of a case that did not go well. */
const BAD: readonly Verdict[] = ["fail", "crash", "timeout"];

async function lineOf(
  test: GatewayCase,
  scoring: GatewayScoring,
  look: (run: GatewayRun) => void,
): Promise<CaseLine> {
  const { profile, rules, known, signal, notice } = scoring;
  const why = cannotPlay(profile, test);
  if (why !== undefined) return { ...notPlayed(test, rules, why), verdict: "unsupported" };
  try {
    const play = async () => {
      const onProgress = (ms: number) => scoring.onProgress?.(test, ms);
      const run = await playCase(profile, test, { signal, notice, onProgress });
      look(run);
      const own = known.find(({ id }) => id === test.id);
      return { line: judgeRun(run, { profile, rules, known: own }), late: run.late ?? 0 };
    };
    const { line, late } = await play();
    if (!BAD.includes(line.verdict) || late < BUSY) return line;
    // Nobody is accused of what a busy machine has done.
    const { line: again } = await play();
    const note = `played twice: the machine was ${(late / 1_000).toFixed(1)} s late`;
    return { ...again, note: again.note === undefined ? note : `${again.note}; ${note}` };
  } catch (error) {
    const isTheirs = error instanceof ProgramError || error instanceof OutletError;
    if (isTheirs || error instanceof Deno.errors.NotCapable || signal.aborted) throw error;
    const note = `ticlab itself failed: ${(error as Error).stack ?? error}`;
    return { ...notPlayed(test, rules, note), verdict: "harness-error" };
  }
}

/** Why nothing can be scored. */
function silent({ name, start, out }: GatewayProfile, run: GatewayRun): ProgramError {
  const { ended } = run;
  const what = ended.kind === "exited"
    ? `it ended with ${ended.exit} before it said anything`
    : start.ready === undefined
    ? "it said no value that the profile finds"
    : `its output never had ${start.ready}, or it did not open the port`;
  const wrote = "stderr" in ended && ended.stderr.trim() !== ""
    ? `It wrote:\n${ended.stderr.trimEnd()}`
    : start.run === undefined
    ? "Does it run, and read the line that the profile names?"
    : "It wrote nothing";
  const opened = openedPort(run);
  const look = ended.kind === "exited"
    ? `Try its command by itself: ${start.run}`
    : `Look at out: ${out.kind} in the profile, and at what the gateway is told in env`;
  const next = [wrote, ...(opened === undefined ? [] : [opened]), look].join("\n");
  return new ProgramError(`Cannot score ${name}: ${what}`, { next });
}
