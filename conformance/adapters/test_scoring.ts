/**
 * For tests: scores a program that serves by pipe and by session.
 *
 * @module
 */
import { assert } from "@std/assert";
import { openDriver } from "../drivers/open_driver.ts";
import { SessionDriver } from "../drivers/session.ts";
import type { CaseLine } from "../run/result.ts";
import { runSuite } from "../run/run_suite.ts";
import type { Suite, SuiteCase } from "../suite/suite_case.ts";

/** What is scored, and how. */
export interface Scoring {
  command: readonly string[];
  folder: string;
  session: boolean;
  suite: Suite;
  /** The cases to be run; all at depth `syntax` where none are given. */
  cases?: readonly SuiteCase[];
}

/** Runs cases on two workers and returns their lines. */
export async function scored(scoring: Scoring): Promise<CaseLine[]> {
  const { command, folder, session, suite } = scoring;
  const cases = scoring.cases ?? suite.cases.filter(({ depth }) => depth === "syntax");
  const greeter = new SessionDriver({ command, folder });
  const profile = await greeter.start();
  await greeter.close();
  assert(!("kind" in profile), JSON.stringify(profile));
  const drivers = [1, 2].map(() => openDriver({ command, folder, session }));
  try {
    return await runSuite({ cases, rules: suite.rules, profile, drivers, known: [] });
  } finally {
    for (const driver of drivers) await driver.close();
  }
}

/** Ids and first differences of the cases that were run and did not pass, at some levels. */
export function failures(lines: readonly CaseLine[], levels = ["must", "should"]): string[] {
  const fine = ["pass", "observed", "unsupported"];
  return lines.filter(({ rule, verdict }) => levels.includes(rule.level) && !fine.includes(verdict))
    .map(({ id, verdict, failure }) => `${id}: ${verdict}, ${failure?.what}`);
}

/** Whether a program is on this machine; where it is not, says what is not tried. */
export function hasTool(tool: string, what: string): boolean {
  try {
    new Deno.Command(tool, { args: ["--help"], stdout: "null", stderr: "null" }).outputSync();
    return true;
  } catch {
    console.warn(`there is no ${tool}: ${what} is not tried`);
    return false;
  }
}
