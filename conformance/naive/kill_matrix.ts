/**
 * The kill matrix: which case catches which mutant.
 *
 * @module
 */
import { chunkLists } from "../drivers/chunkings.ts";
import type { Said } from "../oracle/said.ts";
import { judge, type Judged } from "../oracle/judge.ts";
import { CAPABILITIES, type Capability } from "../suite/capability.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import { type Decoder, type Mutant, MUTANTS } from "./mutants/mod.ts";
import { NaiveDecoder } from "./naive_decoder.ts";
import { NaiveValues } from "./naive_values.ts";

/** What the naive decoder can do: all but what says less than there is, or needs a clock. */
export const NAIVE_CAPABILITIES: readonly Capability[] = (Object.keys(CAPABILITIES) as Capability[])
  .filter((word) => word !== "labels" && word !== "timing");

const PROGRAM: Judged = { capabilities: new Set(NAIVE_CAPABILITIES) };

/** For each mutant the cases that it fails, in the order of the suite. */
export type KillMatrix = ReadonlyMap<string, readonly string[]>;

/**
 * Computes the matrix over cases that count: `must` and `should`, not quarantined.
 *
 * @example
 * ```ts
 * import { loadSuite } from "../suite/load.ts";
 * import { killMatrix } from "./kill_matrix.ts";
 * import { assert } from "@std/assert";
 *
 * const { cases } = await loadSuite({ topics: ["checksum"] });
 * assert(killMatrix(cases).get("sum-not-verified")!.length > 0);
 * ```
 */
export function killMatrix(
  cases: readonly SuiteCase[],
  mutants: readonly Mutant[] = MUTANTS,
): KillMatrix {
  const matrix = new Map(mutants.map(({ name }): [string, string[]] => [name, []]));
  for (const test of cases.filter(counts)) {
    for (const name of killedBy(test, mutants)) matrix.get(name)!.push(test.id);
  }
  return matrix;
}

/** Whether a case counts: it is of level `must` or `should`, and not quarantined. */
export function counts({ level, quarantined }: SuiteCase): boolean {
  return level !== "observe" && !quarantined;
}

/** The names of the mutants that a case kills. */
export function killedBy(test: SuiteCase, mutants: readonly Mutant[] = MUTANTS): string[] {
  const right = JSON.stringify(answer(NaiveDecoder, [test.input], isTyped(test)));
  return mutants.filter(({ wrong, cuts }) => {
    const Wrong = wrong(NaiveDecoder);
    if (!isTyped(test) && isAboutValues(Wrong)) return false;
    return !passes(test, Wrong, { cuts: cuts ?? false, right });
  }).map(({ name }) => name);
}

/** How a case is tried on a decoder. */
export interface TrialOptions {
  /** Whether it comes in its pieces; a decoder that reads byte by byte cannot tell. */
  cuts: boolean;
  /** What the right decoder says, as JSON; the same needs no judgement. */
  right?: string;
}

/** Whether a decoder passes a case. */
export function passes(test: SuiteCase, Decoder: Decoder, { cuts, right }: TrialOptions): boolean {
  const chunkings = cuts ? test.chunkings : ["whole" as const];
  return chunkings.every((chunking) =>
    chunkLists(test.input, chunking).every((chunks) => {
      const said = answer(Decoder, chunks, isTyped(test));
      if (right !== undefined && JSON.stringify(said) === right) return true;
      const { passed, complaint } = judge(test, said, PROGRAM);
      return passed || complaint?.unsupported === true;
    })
  );
}

function answer(Decoder: Decoder, chunks: readonly Uint8Array[], typed: boolean): Said {
  const decoder = new Decoder();
  decoder.typed = typed;
  for (const chunk of chunks) decoder.push(chunk);
  return decoder.end();
}

/** Whether a case looks at typed values, or at errors, which impossible values are too. */
function isTyped({ expect }: SuiteCase): boolean {
  return expect.some(({ expect: { values, errors } }) => (values ?? errors) !== undefined);
}

/** Whether a decoder differs from the right one only in how it reads what data mean. */
function isAboutValues({ prototype }: Decoder): boolean {
  const steps = Object.getOwnPropertyNames(prototype).filter((step) => step !== "constructor");
  return steps.length > 0 && steps.every((step) => Object.hasOwn(NaiveValues.prototype, step));
}
