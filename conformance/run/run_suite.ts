/**
 * Many cases on one program, by several workers at once.
 *
 * @module
 */
import type { Driver, ProgramProfile } from "../drivers/driver.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import { withChoiceKept } from "./choice_kept.ts";
import type { KnownFailure } from "./known.ts";
import type { CaseLine } from "./result.ts";
import { notRun, runCase } from "./run_case.ts";
import { sharedAnswers } from "./shared_answers.ts";

/** What to run, and on what. */
export interface SuiteRun {
  /** Cases, in the order of the results. */
  cases: readonly SuiteCase[];
  /** Those of them to run; all where there is none. The others are `not-run`. */
  selected?: ReadonlySet<SuiteCase>;
  /** Rules of the suite. */
  rules: readonly ReceiverRule[];
  /** The program. */
  profile: ProgramProfile;
  /** Its workers; each runs one case at a time. */
  drivers: readonly Driver[];
  /** Known failures. */
  known: readonly KnownFailure[];
  /** Called after each case. */
  onCase?(line: CaseLine, done: number, of: number): void;
}

/**
 * Runs cases; the lines come back in the order of the cases, whatever ended first.
 *
 * @example
 * ```ts
 * import { runSuite } from "./run_suite.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const profile = { name: "mine", capabilities: [], depth: "syntax" } as const;
 * assertEquals(await runSuite({ cases: [], rules: [], profile, drivers: [], known: [] }), []);
 * ```
 */
export async function runSuite(run: SuiteRun): Promise<CaseLine[]> {
  const { cases, profile, known } = run;
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const program = {
    capabilities: new Set(profile.capabilities),
    ...(profile.labels && { labels: new Set(profile.labels) }),
  };
  const lines = cases.map((test) => notRun(test, rules.get(test.rule)!));
  const wanted = cases.map((_test, place) => place)
    .filter((place) => run.selected?.has(cases[place]!) ?? true);
  let next = 0;
  let done = 0;
  const work = async (driver: Driver) => {
    while (next < wanted.length) {
      const place = wanted[next++]!;
      const test = cases[place]!;
      const names = [test.id, ...test.aliases];
      const line = await runCase(test, {
        driver,
        program,
        rule: rules.get(test.rule)!,
        known: known.find(({ id }) => names.includes(id)),
      });
      lines[place] = line;
      run.onCase?.(line, ++done, wanted.length);
    }
  };
  await Promise.all(sharedAnswers(run.drivers).map(work));
  return withChoiceKept(lines);
}
