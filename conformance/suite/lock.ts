/**
 * The lock of the suite: what each case was when its version was given away, so that ids are permanent
 * and a patch never turns green red.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Suite, SuiteCase } from "./suite_case.ts";

/** `conformance/suite_lock.json`. */
export interface SuiteLock {
  /** Version of the suite that it was written for. */
  version: string;
  /** Every rule. */
  rules: string[];
  /** SHA-256 of each case as built, in hex, by id. */
  cases: Record<string, string>;
  /** Ids that a major version took away, with that version; never used again. */
  retired: Record<string, string>;
}

/**
 * Computes the hash of a case: of all that decides its verdict, and of nothing that only explains it.
 *
 * @example
 * ```ts
 * import { caseHash } from "./lock.ts";
 * import { loadSuite } from "./load.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = (await loadSuite()).cases;
 * assertEquals(caseHash({ ...first!, title: "Other words" }), caseHash(first!));
 * ```
 */
export function caseHash(one: SuiteCase): string {
  const { rule, level, needs, depth, sets, quarantined, mode, chunkings, expect } = one;
  const judged = { rule, level, needs, depth, sets, quarantined, mode, chunkings, expect };
  return createHash("sha256").update(JSON.stringify(judged)).update(one.input).digest("hex");
}

/** Writes the lock of a suite; what the lock before retired stays so. */
export function lockOf(suite: Suite, before?: SuiteLock): SuiteLock {
  const names = namesOf(suite);
  const retired = { ...before?.retired };
  for (const id of Object.keys(before?.cases ?? {})) {
    if (!names.has(id)) retired[id] = suite.version;
  }
  return {
    version: suite.version,
    rules: suite.rules.map(({ id }) => id),
    cases: Object.fromEntries(suite.cases.map((one) => [one.id, caseHash(one)])),
    retired,
  };
}

/**
 * Tells what in a suite breaks the promise of its lock.
 *
 * @example
 * ```ts
 * import { lockOf, lockProblems } from "./lock.ts";
 * import { loadSuite } from "./load.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const suite = await loadSuite();
 * const lock = lockOf(suite);
 * assertEquals(lockProblems(suite, lock), []);
 *
 * const [first, ...others] = suite.cases;
 * assertEquals(lockProblems({ ...suite, cases: others }, lock), [
 *   `case "${first!.id}" is gone: name it in the "aliases" of the case that took its place`,
 * ]);
 * ```
 */
export function lockProblems(suite: Suite, lock: SuiteLock): string[] {
  const problems: string[] = [];
  const names = namesOf(suite);
  const step = stepBetween(lock.version, suite.version);
  for (const id of Object.keys(lock.cases)) {
    if (!names.has(id) && step !== "major") {
      problems.push(
        `case "${id}" is gone: name it in the "aliases" of the case that took its place`,
      );
    }
  }
  const rules = new Set(suite.rules.map(({ id }) => id));
  for (const id of lock.rules) {
    if (!rules.has(id) && step !== "major") {
      problems.push(`rule "${id}" is gone: ids are permanent`);
    }
  }
  for (const one of suite.cases) problems.push(...caseProblems(one, { suite, lock, step }));
  return problems;
}

function caseProblems(
  one: SuiteCase,
  { suite, lock, step }: { suite: Suite; lock: SuiteLock; step: Step },
): string[] {
  const problems: string[] = [];
  for (const id of [one.id, ...one.aliases]) {
    if (Object.hasOwn(lock.retired, id)) {
      problems.push(
        `id "${id}" was a case until ${lock.retired[id]}: choose another, ids are not used again`,
      );
    }
  }
  if (isNewer(one.since, suite.version)) {
    problems.push(`case "${one.id}" is since ${one.since}, but the suite is ${suite.version}`);
  }
  const locked = [one.id, ...one.aliases].map((id) => lock.cases[id]).find((hash) => hash);
  // What is in quarantine counts nowhere, so a patch may put a case there, or bring one that is.
  const patch = (step === "none" || step === "patch") && !one.quarantined;
  if (locked === undefined && patch) {
    problems.push(
      `case "${one.id}" is new since the lock of ${lock.version}: raise the minor of SUITE_VERSION, ` +
        `and write "since" with it, or "status: quarantined"`,
    );
  } else if (locked !== undefined && patch && locked !== caseHash(one)) {
    problems.push(
      `case "${one.id}" is not what ${lock.version} gave away: undo it, or raise the minor of ` +
        `SUITE_VERSION, or quarantine it`,
    );
  }
  return problems;
}

/** Every id and every alias. */
function namesOf({ cases }: Suite): ReadonlySet<string> {
  return new Set(cases.flatMap(({ id, aliases }) => [id, ...aliases]));
}

type Step = "none" | "patch" | "minor" | "major";

function stepBetween(before: string, after: string): Step {
  const [a, b] = [before.split("."), after.split(".")];
  const first = [0, 1, 2].find((i) => a[i] !== b[i]);
  return first === undefined ? "none" : (["major", "minor", "patch"] as const)[first]!;
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [version.split(".").map(Number), than.split(".").map(Number)];
  const first = [0, 1, 2].find((i) => a[i] !== b[i]);
  return first !== undefined && a[first]! > b[first]!;
}
