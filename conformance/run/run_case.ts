/**
 * One case on one program: every chunking, the worst verdict, the first failure.
 *
 * @module
 */
import type { Driver, Outcome, RunRequest } from "../drivers/driver.ts";
import { chunkLists } from "../drivers/chunkings.ts";
import type { Complaint } from "../oracle/complaint.ts";
import { judge, type Judged } from "../oracle/judge.ts";
import { groupKey } from "../oracle/same_group.ts";
import { byteRuns } from "../reports/byte_picture.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { Chunking, SuiteCase } from "../suite/suite_case.ts";
import { finalVerdict, knownOf } from "./final_verdict.ts";
import type { KnownFailure } from "./known.ts";
import type { CaseFailure, CaseLine } from "./result.ts";
import type { Verdict } from "./verdict.ts";

/** What a case is run with. */
export interface CaseContext {
  /** A worker of the pool. */
  driver: Driver;
  /** What the program can do. */
  program: Judged;
  /** The rule of the case. */
  rule: ReceiverRule;
  /** Its entry in the list of known failures, where it has one. */
  known?: KnownFailure | undefined;
}

/** How one run of a case ended. */
interface Ending {
  verdict: Verdict;
  complaint?: Complaint;
  outcome?: Outcome;
  choices: Readonly<Record<string, string>>;
}

/** The line of a case that was not run, because it was not selected. */
export function notRun(test: SuiteCase, rule: ReceiverRule): CaseLine {
  return { ...lineOf(test, rule, "not-run"), note: "not selected" };
}

function lineOf(test: SuiteCase, rule: ReceiverRule, verdict: Verdict): CaseLine {
  const { id, level, text, source, why } = rule;
  return {
    id: test.id,
    rule: { id, level, text, source, why },
    topic: test.topic,
    title: test.title,
    sets: test.sets,
    depth: test.depth,
    mode: test.mode,
    verdict,
    ...(test.quarantined && { quarantined: true }),
    ms: 0,
    runs: 0,
  };
}

/**
 * Runs a case and writes its line of the results.
 *
 * A run that fails is done once more: where it passes then, the program is `flaky`.
 */
export async function runCase(test: SuiteCase, context: CaseContext): Promise<CaseLine> {
  const { driver, program, rule, known } = context;
  const started = performance.now();
  const line = (verdict: Verdict, more: Partial<CaseLine>): CaseLine => ({
    ...lineOf(test, rule, verdict),
    ms: Math.round(performance.now() - started),
    ...more,
  });
  const missing = test.needs.filter((need) => !program.capabilities.has(need));
  if (missing.length > 0) return line("unsupported", { note: `needs ${missing.join(", ")}` });

  let runs = 0;
  let ending: Ending = { verdict: "pass", choices: {} };
  for (const chunking of driver.keepsChunks ? test.chunkings : ["whole" as const]) {
    for (const chunks of chunkLists(test.input, chunking)) {
      const request = { mode: test.mode, chunks };
      runs++;
      ending = await runOnce(test, request, context);
      if (ending.verdict === "pass") continue;
      if (ending.verdict === "fail" || ending.verdict === "crash") {
        runs++;
        const again = await runOnce(test, request, context);
        if (again.verdict === "pass") ending = { ...ending, verdict: "flaky" };
      }
      const failure = failureOf(test, ending, chunking, chunks);
      return line(finalVerdict(ending.verdict, { level: test.level, known }), {
        runs,
        choices: ending.choices,
        ...(ending.verdict === "unsupported"
          ? { note: failure.what }
          : test.level === "observe"
          ? { note: failure.what, failure }
          : { failure }),
        ...(known && { known: knownOf(known) }),
      });
    }
  }
  return line(finalVerdict("pass", { level: test.level, known }), {
    runs,
    choices: ending.choices,
    ...(known && { known: knownOf(known) }),
  });
}

async function runOnce(
  test: SuiteCase,
  request: RunRequest,
  { driver, program }: CaseContext,
): Promise<Ending> {
  let outcome: Outcome | undefined;
  try {
    outcome = await driver.run(request);
    if (outcome.kind !== "said") return unanswered(outcome);
    const { passed, complaint, choices } = judge(test, outcome.said, program);
    if (passed) return { verdict: "pass", choices };
    const verdict = complaint?.unsupported ? "unsupported" : "fail";
    return { verdict, outcome, choices, ...(complaint && { complaint }) };
  } catch (error) {
    const complaint = { what: `ticlab itself failed: ${error}` };
    return { verdict: "harness-error", complaint, choices: {}, ...(outcome && { outcome }) };
  }
}

function unanswered(outcome: Exclude<Outcome, { kind: "said" }>): Ending {
  if (outcome.kind === "unsupported") {
    const { capability, reason } = outcome;
    const what = `the program says that it lacks ${capability}${reason ? `: ${reason}` : ""}`;
    return { verdict: "unsupported", complaint: { what }, outcome, choices: {} };
  }
  const fix = outcome.kind === "protocol" && outcome.fix ? { expected: outcome.fix } : {};
  return {
    verdict: outcome.kind,
    complaint: { what: outcome.what, ...fix },
    outcome,
    choices: {},
  };
}

/** Bytes shown before and after the first difference. */
const BEFORE = 96;
const AFTER = 288;

function failureOf(
  test: SuiteCase,
  { complaint, outcome }: Ending,
  chunking: Chunking,
  chunks: readonly Uint8Array[],
): CaseFailure {
  const { expected, said, group } = complaint ?? {};
  const damaged = group && complaint?.at !== undefined
    ? damagedPlace(group, test.input)
    : undefined;
  const what = damaged === undefined
    ? complaint?.what ?? ""
    : `says ${group!.label} with the value of a group whose checksum is wrong`;
  const at = damaged ?? complaint?.at ?? placeOf(group?.label, test.input);
  const from = Math.max(0, (at ?? 0) - BEFORE);
  const bytes = test.input.subarray(from, from + BEFORE + AFTER);
  const cut = chunking === "splits" ? `two pieces, cut after ${chunks[0]?.length ?? 0} bytes` : "";
  return {
    what,
    ...(expected !== undefined && { expected }),
    ...(said !== undefined && { said }),
    ...(at !== undefined && { at }),
    chunking: cut || chunkingText(chunking),
    ...(outcome && "stderr" in outcome && outcome.stderr !== "" && { stderr: outcome.stderr }),
    ...(outcome?.kind === "crash" && { exit: outcome.exit }),
    bytes: btoa(String.fromCharCode(...bytes)),
    bytesFrom: from,
  };
}

/** Where a group with a wrong checksum begins that has this label and value. */
function damagedPlace(
  group: { label: string; value: string },
  input: Uint8Array,
): number | undefined {
  const key = (value: string) => groupKey({ label: group.label, value }, false);
  return byteRuns(input).find(({ carried, right, offset, length, label }) => {
    if (carried === right || label !== group.label) return false;
    const text = new TextDecoder("latin1").decode(input.subarray(offset + 1, offset + length - 2));
    return text.slice(0, -1).split(text.at(-1)!).some((field) => key(field) === key(group.value));
  })?.offset;
}

/** Where the first run of a label begins. */
function placeOf(label: string | undefined, input: Uint8Array): number | undefined {
  if (label === undefined) return undefined;
  const wanted = new TextEncoder().encode(`\n${label}`);
  const place = input.findIndex((_byte, i) => wanted.every((byte, k) => input[i + k] === byte));
  return place < 0 ? undefined : place;
}

function chunkingText(chunking: Chunking): string {
  if (chunking === "whole") return "all at once";
  return chunking === "bytes" ? "byte by byte" : `in pieces of ${chunking} bytes`;
}
