/**
 * Which cases of a suite are run.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";
import { type Depth, DEPTHS } from "../suite/capability.ts";
import type { SuiteCase } from "../suite/suite_case.ts";

/** What a case is chosen by. */
export type Choosable = Pick<SuiteCase, "id" | "aliases" | "topic" | "rule" | "depth" | "since">;

/** Cases of one version. */
interface Cases<C extends Choosable> {
  version: string;
  cases: readonly C[];
}

/** What to run. */
export interface Selection {
  /** Globs over `topic/id` or `id`, or the names of rules: only these. */
  only?: readonly string[];
  /** Globs: not these. */
  skip?: readonly string[];
  /** Deepest level to score. */
  depth: Depth;
  /** Version of the suite: cases that came later are left out. */
  version?: string;
}

/**
 * Chooses cases; the order is that of the suite.
 *
 * @throws {RangeError} where a pattern, or all of them together, choose no case, or where the suite
 * has no such version.
 *
 * @example
 * ```ts
 * import { selectCases } from "./select.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const suite = { version: "1.0.0", hash: "", rules: [], cases: [] };
 * assertThrows(() => selectCases(suite, { only: ["checksum/**"], depth: "status" }), RangeError);
 * ```
 */
export function selectCases<C extends Choosable>(suite: Cases<C>, selection: Selection): C[] {
  const { only = [], skip = [], depth, version } = selection;
  if (version !== undefined) checkVersion(suite, version);
  for (const pattern of [...only, ...skip]) {
    if (suite.cases.some(matcher(pattern))) continue;
    const names = suite.cases.flatMap((c) => [c.id, `${c.topic}/**`, c.rule]);
    const near = nearest(pattern, names);
    throw new RangeError(
      `Cannot select cases: none is called "${pattern}"${near ? `; did you mean "${near}"?` : ""}`,
    );
  }
  const wanted = only.map(matcher);
  const unwanted = skip.map(matcher);
  const cases = suite.cases.filter((test) =>
    (wanted.length === 0 || wanted.some((matches) => matches(test))) &&
    !unwanted.some((matches) => matches(test)) &&
    DEPTHS.indexOf(test.depth) <= DEPTHS.indexOf(depth) &&
    (version === undefined || compareVersions(test.since, version) <= 0)
  );
  if (cases.length === 0) {
    throw new RangeError(`Cannot select cases: nothing is left of ${suite.cases.length}`);
  }
  return cases;
}

function checkVersion(suite: Cases<Choosable>, version: string): void {
  if (/^\d+\.\d+(\.\d+)?$/.test(version) && compareVersions(version, suite.version) <= 0) return;
  throw new RangeError(
    `Cannot select suite "${version}": this is suite ${suite.version}, and it knows older ones only`,
  );
}

/** Negative where `a` is older; `1.2` stands for its last patch. */
function compareVersions(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i]! - right[i]!;
  }
  return 0;
}

function matcher(pattern: string): (test: Choosable) => boolean {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll(
    /\*\*|\*|\?/g,
    (glob) => glob === "**" ? ".*" : glob === "*" ? "[^/]*" : "[^/]",
  );
  const shape = new RegExp(`^(${source})$`);
  return (test) =>
    [test.id, `${test.topic}/${test.id}`, test.rule, ...test.aliases].some((name) =>
      shape.test(name)
    );
}
