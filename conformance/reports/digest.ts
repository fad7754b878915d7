/**
 * Results in the order in which every report tells them: levels, badges, failures by probable bug, and
 * what stands apart.
 *
 * @module
 */
import type { CaseLine, Hypothesis, Results } from "../run/result.ts";
import { UNSCORED, type Verdict, VERDICTS } from "../run/verdict.ts";
import type { Level } from "../suite/rule.ts";
import { score } from "../run/score.ts";
import type { CaseSet } from "../suite/suite_case.ts";
import { type BadgeState, LEVEL_WORDS, type RunState, SET_WORDS } from "./words.ts";

/** One level, counted by itself. */
export interface LevelDigest {
  /** The level. */
  level: Level;
  /** Cases that passed. */
  passed: number;
  /** Cases that were counted. */
  of: number;
  /** Other endings, worst first; quarantined cases are not among them. */
  others: readonly { verdict: Verdict; count: number }[];
}

/** Failures that are probably one bug, or of one topic where no known bug explains them. */
export interface FailureGroup {
  /** The probable bug, if one explains them. */
  hypothesis?: Hypothesis;
  /** How many failures it explains, those that an earlier group tells too. */
  explained?: number;
  /** The topic, where none does; for a gateway the rule. */
  topic?: string;
  /** Required before Recommended; in each, crashes first, else in the order of the run. */
  cases: readonly CaseLine[];
}

/** A badge. */
export interface BadgeDigest {
  /** Its set. */
  set: CaseSet;
  /** How it stands. */
  state: BadgeState;
  /** Why it is not reached. */
  why?: string;
}

/** Results, in order. */
export interface Digest {
  /** Name and version of the program. */
  program: string;
  /** How it ended; where it was cut, whatever is missing is unknown. */
  state: RunState;
  /** Required, Recommended, Observed. */
  levels: readonly LevelDigest[];
  /** In the order of the sets. */
  badges: readonly BadgeDigest[];
  /** Most explained first, then by topic. */
  failures: readonly FailureGroup[];
  /** How many cases fail. */
  failing: number;
  /** Cases that neither passed nor fail, by verdict. */
  apart: readonly { verdict: Verdict; cases: readonly CaseLine[] }[];
  /** Cases in quarantine, which count nowhere. */
  quarantined: readonly CaseLine[];
  /** Runs and milliseconds of all cases. */
  runs: number;
  /** Milliseconds of all cases, added up. */
  ms: number;
}

/** Verdicts of a program that fails a case; `flaky` stands apart, since it also passes. */
const FAILING: readonly Verdict[] = ["harness-error", "crash", "timeout", "protocol", "fail"];

/** Verdicts of a case that counts for its badge. */
const GOOD: readonly Verdict[] = ["pass", "fixed"];

/** Verdicts that stand apart, in the order in which they are shown. */
const APART: readonly Verdict[] = [
  "flaky",
  "fixed",
  "known-fail",
  "unsupported",
  "not-run",
  "observed",
];

/**
 * Whether a case fails and counts.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { isFailing } from "./digest.ts";
 *
 * assert(isFailing({ verdict: "crash" }));
 * assert(!isFailing({ verdict: "crash", quarantined: true }));
 * ```
 */
export function isFailing(item: Pick<CaseLine, "verdict" | "quarantined">): boolean {
  return !item.quarantined && FAILING.includes(item.verdict);
}

/**
 * Puts results in order.
 *
 * Each failure is told once: with the first hypothesis that explains it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { digest } from "./digest.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const { failing, state } = digest(resultsOf([{ id: "a", verdict: "fail" }]));
 * assertEquals([failing, state], [1, "failed"]);
 * ```
 */
export function digest(results: Results): Digest {
  const { header, cases, footer } = results;
  const counted = cases.filter((item) => !item.quarantined);
  const failing = counted.filter(isFailing);
  return {
    program: [header.program.name, header.program.version].filter(Boolean).join(" "),
    state: stateOf(results),
    levels: (Object.keys(LEVEL_WORDS) as Level[]).map((level) => levelOf(results, level)),
    badges: badgesOf(results),
    failures: groupFailures(failing, footer?.hypotheses ?? []),
    failing: failing.length,
    apart: APART.flatMap((verdict) => {
      const some = counted.filter((item) => item.verdict === verdict);
      return some.length > 0 ? [{ verdict, cases: some }] : [];
    }),
    quarantined: cases.filter((item) => item.quarantined),
    runs: cases.reduce((sum, item) => sum + item.runs, 0),
    ms: cases.reduce((sum, item) => sum + item.ms, 0),
  };
}

function stateOf({ cases, footer }: Results): RunState {
  if (!footer) return "incomplete";
  if (footer.exit !== 0) return footer.exit === 4 ? "judge-failed" : "failed";
  const required = cases.filter(({ rule, quarantined }) => rule.level === "must" && !quarantined);
  if (required.every(({ verdict }) => UNSCORED.includes(verdict))) return "untried";
  const left = cases.some((item) => item.verdict === "not-run" && !item.quarantined);
  return left ? "partial" : "conformant";
}

function levelOf({ cases, footer }: Results, level: Level): LevelDigest {
  const some = cases.filter((item) => item.rule.level === level && !item.quarantined);
  const { passed, of } = (footer ?? score(cases, [])).levels[level];
  const others = VERDICTS.filter((verdict) => verdict !== "pass" && verdict !== "observed")
    .map((verdict) => ({ verdict, count: some.filter((c) => c.verdict === verdict).length }))
    .filter((other) => other.count > 0)
    .reverse();
  return { level, passed, of, others };
}

function badgesOf({ cases, footer }: Results): BadgeDigest[] {
  const sets = Object.keys(SET_WORDS) as CaseSet[];
  if (footer) {
    return sets.flatMap((set) => {
      const found = footer.sets[set];
      if (found === undefined) return [];
      const { reached, why } = found;
      const own = cases.filter((item) =>
        item.sets.includes(set) && item.rule.level === "must" && !item.quarantined
      );
      const isMissed = own.some(({ verdict }) => ![...GOOD, ...UNSCORED].includes(verdict));
      const state = reached ? "reached" : isMissed ? "missed" : "open";
      const left = own.filter(({ verdict }) => verdict === "not-run").length;
      // What was left out on purpose is no failure, and its first case says nothing.
      const isChoice = left > 0 &&
        own.every((c) => c.verdict === "not-run" || GOOD.includes(c.verdict));
      const words = isChoice ? `not tried whole: ${left} of its ${own.length} cases not run` : why;
      return [{ set, state, ...(!reached && words !== undefined && { why: words }) }];
    });
  }
  return sets.filter((set) => cases.some((item) => item.sets.includes(set)))
    .map((set) => ({ set, state: "cut", why: "the run was cut" }));
}

function groupFailures(
  failing: readonly CaseLine[],
  hypotheses: readonly Hypothesis[],
): FailureGroup[] {
  const levels = Object.keys(LEVEL_WORDS);
  const left = new Set(
    failing.toSorted((a, b) =>
      levels.indexOf(a.rule.level) - levels.indexOf(b.rule.level) ||
      FAILING.indexOf(a.verdict) - FAILING.indexOf(b.verdict)
    ),
  );
  const groups: FailureGroup[] = [];
  for (const hypothesis of hypotheses) {
    const order = new Map(hypothesis.explains.map((id, place) => [id, place]));
    const cases = [...left].filter((item) => order.has(item.id)).toSorted((a, b) =>
      levels.indexOf(a.rule.level) - levels.indexOf(b.rule.level) ||
      order.get(a.id)! - order.get(b.id)!
    );
    if (cases.length === 0) continue;
    const explained = failing.filter((item) => order.has(item.id)).length;
    groups.push({ hypothesis, explained, cases });
    for (const item of cases) left.delete(item);
  }
  // All cases of gateways are of one topic, which says nothing of a bug; what they break does.
  const topics = Map.groupBy(left, ({ topic, rule }) => topic === "gateway" ? rule.id : topic);
  return [...groups, ...Array.from(topics, ([topic, cases]) => ({ topic, cases }))];
}
