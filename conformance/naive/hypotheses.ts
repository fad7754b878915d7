/**
 * Which bugs a program probably has: its failures compared with those of the mutants.
 *
 * @module
 */
import type { CaseLine, Hypothesis } from "../run/result.ts";
import type { Verdict } from "../run/verdict.ts";
import type { KillMatrix } from "./kill_matrix.ts";
import { matrixOf, readKillSets } from "./kill_sets.ts";
import { MUTANTS } from "./mutants/mod.ts";

/** Verdicts by which a case shows a bug. */
const FAILED: readonly Verdict[] = ["fail", "crash", "timeout", "flaky", "known-fail"];
/** Those of them by which the program ended or hung, as no mutant does: alone they speak for none. */
const SPEECHLESS: readonly Verdict[] = ["crash", "timeout"];
/** Verdicts by which a case shows that there is none. */
const PASSED: readonly Verdict[] = ["pass", "fixed"];

/**
 * A line with parity in bit 7 need not be read: who refuses it passes, whatever else is wrong, and all
 * mutants read it. So these cases speak against no bug.
 */
const PASSED_BY_REFUSING = "parity/recovers";

/** What the judge says of a value that the line carried in a group with a wrong checksum only. */
const SAID_IN_SPITE = /whose checksum is wrong/;
/** Mutants that notice a wrong checksum, and lose what comes after it: they say no such value. */
const LOSE_AFTER_WRONG_SUM: ReadonlySet<string> = new Set([
  "bad-sum-stops",
  "bad-sum-loses-next-frame",
  "bad-group-loses-next",
]);

/** More bugs than that are no explanation. */
const MOST = 5;
/** Failures that a second bug must explain more than one alone would, or that one is the likelier. */
const PRICE_OF_TWO = 2;

/**
 * Explains the failures of a program by as few mutants as possible, best first.
 *
 * Only cases that were run and count say something. A mutant that would fail cases which the program
 * passes is a worse match, by one for each.
 *
 * @param matrix The kill matrix; that of the file by default.
 *
 * @example
 * ```ts
 * import type { CaseLine } from "../run/result.ts";
 * import { hypotheses } from "./hypotheses.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = (id: string, verdict: string) =>
 *   ({ id, verdict, rule: { level: "must" } }) as CaseLine;
 * const matrix = new Map([["sum-not-verified", ["a"]], ["eot-ignored", ["a", "b"]]]);
 * const [best] = hypotheses([line("a", "fail"), line("b", "pass")], matrix);
 * assertEquals(best?.mutant, "sum-not-verified");
 * assertEquals(best?.explains, ["a"]);
 * ```
 */
export function hypotheses(
  cases: readonly CaseLine[],
  matrix: KillMatrix = matrixOf(readKillSets()),
): Hypothesis[] {
  const counted = cases.filter(({ rule, quarantined }) => rule.level !== "observe" && !quarantined);
  const idsOf = (lines: readonly CaseLine[], verdicts: readonly Verdict[]) =>
    new Set(lines.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id));
  const failed = idsOf(counted, FAILED);
  const answered = failed.difference(idsOf(counted, SPEECHLESS));
  const passed = idsOf(counted.filter(({ rule }) => rule.id !== PASSED_BY_REFUSING), PASSED);
  const inSpite = idsOf(
    counted.filter(({ failure }) => SAID_IN_SPITE.test(failure?.what ?? "")),
    FAILED,
  );
  const suspects = MUTANTS.map(({ name, bug }): Suspect => {
    const kills = new Set(matrix.get(name));
    return {
      mutant: name,
      bug,
      explains: kills.intersection(
        LOSE_AFTER_WRONG_SUM.has(name) ? failed.difference(inSpite) : failed,
      ),
      contradicts: kills.intersection(passed),
    };
  }).filter(({ explains }) => explains.size > 0);

  const found = bestPair(suspects);
  while (found.length > 0 && found.length < MOST) {
    const next = bestNext(suspects, { found, answered });
    if (next === null) break;
    found.push(next);
  }
  return found.map(({ mutant, bug, explains, contradicts }) => ({
    mutant,
    bug,
    explains: [...explains],
    contradicts: [...contradicts],
    equals: suspects.filter((other) =>
      other.mutant !== mutant && same(other.explains, explains) &&
      same(other.contradicts, contradicts)
    ).map((other) => other.mutant),
  }));
}

/** A mutant with what speaks for it and against it. */
interface Suspect {
  mutant: string;
  bug: string;
  explains: ReadonlySet<string>;
  contradicts: ReadonlySet<string>;
}

/**
 * The one or two suspects that explain most, less what speaks against them; better match first.
 * One by one would not do: a third bug, of which both have a part, may look like either.
 */
function bestPair(suspects: readonly Suspect[]): Suspect[] {
  let best: Suspect[] = [];
  let most = 0;
  const consider = (score: number, pair: Suspect[]) => {
    if (score > most) [most, best] = [score, pair];
  };
  for (const one of suspects) consider(scoreOf(one), [one]);
  for (const [i, one] of suspects.entries()) {
    for (const other of suspects.slice(i + 1)) {
      const score = united(one.explains, other.explains) -
        united(one.contradicts, other.contradicts) - PRICE_OF_TWO;
      consider(score, [one, other]);
    }
  }
  return best.toSorted((one, other) => scoreOf(other) - scoreOf(one));
}

/** The suspect that explains most of the answers that the found ones leave; null where none is worth it. */
function bestNext(
  suspects: readonly Suspect[],
  { found, answered }: { found: readonly Suspect[]; answered: ReadonlySet<string> },
): Suspect | null {
  const explained = new Set(found.flatMap(({ explains }) => [...explains]));
  const gain = ({ explains, contradicts }: Suspect) =>
    explains.intersection(answered).difference(explained).size - contradicts.size;
  const best = suspects.reduce((one, other) => gain(other) > gain(one) ? other : one);
  return gain(best) > 0 ? best : null;
}

function scoreOf({ explains, contradicts }: Suspect): number {
  return explains.size - contradicts.size;
}

/** How many there are in one set or the other. */
function united(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let union = many.size;
  for (const id of few) if (!many.has(id)) union++;
  return union;
}

function same(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && one.isSubsetOf(other);
}
