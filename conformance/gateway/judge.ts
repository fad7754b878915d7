/**
 * The line that a case for gateways gets in the results.
 *
 * @module
 */
import { finalVerdict, knownOf } from "../run/final_verdict.ts";
import type { KnownFailure } from "../run/known.ts";
import type { CaseFailure, CaseLine } from "../run/result.ts";
import type { Verdict } from "../run/verdict.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { Finding } from "./finding.ts";
import { frameShown } from "./frame_shown.ts";
import type { GatewayCase } from "./gateway_case.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun } from "./gateway_run.ts";
import { examine } from "./oracle.ts";
import { whyUntold } from "./untold.ts";

/** What a run is judged with. */
export interface JudgingOptions {
  profile: GatewayProfile;
  /** Rules as `gatewayRules` reads them. */
  rules: readonly ReceiverRule[];
  /** Its entry in the list of known failures, where it has one. */
  known?: KnownFailure | undefined;
}

/**
 * Judges a run. Of several rules that are broken the first one names the line, whatever the case was
 * made for; the others are in its note.
 */
export function judgeRun(run: GatewayRun, { profile, rules, known }: JudgingOptions): CaseLine {
  const { test, frames, over, ended } = run;
  const { findings, due } = examine(run, profile);
  const broken = rules.flatMap((rule) => {
    const [first, ...more] = findings.filter((finding) => finding.rule === rule.id)
      .toSorted((a, b) => a.at - b.at);
    return first ? [{ rule, first, count: 1 + more.length }] : [];
  });
  const accused = broken.find(({ rule }) => rule.level !== "observe");
  const [watched] = broken;
  const rule = accused?.rule ?? rules.find(({ id }) => id === test.rules[0])!;
  const untold = ended.kind === "running" ? whyUntold(run, profile, due) : undefined;
  const unaccused = untold === undefined ? "pass" : "unsupported";
  const verdict = ENDS[ended.kind] ?? (accused ? "fail" : unaccused);
  const notes = [
    ...(untold === undefined ? [] : [untold]),
    ...broken.filter((one) => one !== accused).map(({ rule, first, count }) =>
      `${rule.id}: ${first.what}${count > 1 ? `, and ${count - 1} more` : ""}`
    ),
  ];
  const shown = accused ?? watched;
  return {
    ...gatewayLine(test, rule),
    verdict: finalVerdict(verdict, { level: rule.level, known }),
    ms: Math.round(over - (frames[0]?.from ?? over)),
    runs: 1,
    ...(shown && { failure: failureOf(shown.first, run) }),
    ...(notes.length > 0 && { note: notes.join("; ") }),
    ...(known && { known: knownOf(known) }),
  };
}

/** A gateway that does not run is not asked what it said. */
const ENDS: Readonly<Record<GatewayRun["ended"]["kind"], Verdict | undefined>> = {
  "running": undefined,
  "exited": "crash",
  "never-ready": "timeout",
};

/** The line of a case that was not played. */
export function notPlayed(
  test: GatewayCase,
  rules: readonly ReceiverRule[],
  why: string,
): CaseLine {
  return { ...gatewayLine(test, rules.find(({ id }) => id === test.rules[0])!), note: why };
}

function gatewayLine(test: GatewayCase, rule: ReceiverRule): CaseLine {
  const { id, level, text, source, why } = rule;
  return {
    id: test.id,
    rule: { id, level, text, source, why },
    topic: "gateway",
    title: test.title,
    sets: ["gateway"],
    depth: "meaning",
    mode: test.mode,
    verdict: "not-run",
    ms: 0,
    runs: 0,
  };
}

function failureOf(finding: Finding, run: GatewayRun): CaseFailure {
  const { what, expected, said, at } = finding;
  const { frames, ended } = run;
  const seconds = ((at - (frames[0]?.from ?? at)) / 1_000).toFixed(1);
  return {
    what: `${what} (${seconds} s after the first frame)`,
    ...(expected !== undefined && { expected }),
    ...(said !== undefined && { said }),
    ...("stderr" in ended && ended.stderr !== "" && { stderr: ended.stderr }),
    ...(ended.kind === "exited" && { exit: ended.exit }),
    ...frameShown(finding, run),
  };
}
