/**
 * The kill matrix: which case catches which mutant.
 *
 * @module
 */
import { chunkLists } from "../drivers/chunkings.ts";
import { judge, type Judged } from "../oracle/judge.ts";
import { CAPABILITIES, type Capability } from "../suite/capability.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import { type Decoder, type Mutant, MUTANTS } from "./mutants/mod.ts";
import { NaiveDecoder } from "./naive_decoder.ts";

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
  const counted = cases.filter(({ level, quarantined }) => level !== "observe" && !quarantined);
  return new Map(mutants.map(({ name, wrong, cuts }) => {
    const Wrong = wrong(NaiveDecoder);
    const killers = counted.filter((test) => !passes(test, Wrong, { cuts: cuts ?? false }));
    return [name, killers.map(({ id }) => id)];
  }));
}

/**
 * Whether a decoder passes a case. Without `cuts` the line comes in one piece: decoders that read
 * byte by byte cannot tell the difference.
 */
export function passes(test: SuiteCase, Decoder: Decoder, { cuts }: { cuts: boolean }): boolean {
  const chunkings = cuts ? test.chunkings : ["whole" as const];
  return chunkings.every((chunking) =>
    chunkLists(test.input, chunking).every((chunks) => {
      const decoder = new Decoder();
      for (const chunk of chunks) decoder.push(chunk);
      const { passed, complaint } = judge(test, decoder.end(), PROGRAM);
      return passed || complaint?.unsupported === true;
    })
  );
}
