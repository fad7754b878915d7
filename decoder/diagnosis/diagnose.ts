/**
 * From facts to a cause, or to the two likeliest.
 *
 * @module
 */
import { type Cause, CAUSES } from "./causes.ts";
import type { LineFacts } from "./line_facts.ts";

/** What a line was found to be. */
export interface Diagnosis {
  /** The cause; null where nothing is certain. */
  cause: Cause | null;
  /** Where nothing is certain: what it may be, the likeliest first, two at most. */
  likely: readonly Cause[];
  /** What it was judged by. */
  facts: LineFacts;
}

/**
 * Names the cause of what a line shows: the first of the table that is certain, else none.
 *
 * @example
 * ```ts
 * import { diagnose, Listening } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(diagnose(new Listening().end()).cause?.id, "silent");
 * ```
 */
export function diagnose(facts: LineFacts): Diagnosis {
  const judged = CAUSES.map((cause) => ({ cause, fit: cause.fits(facts) }));
  const cause = judged.find(({ fit }) => fit >= 1)?.cause ?? null;
  const likely = cause ? [] : judged.filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit).slice(0, 2).map(({ cause }) => cause);
  return { cause, likely, facts };
}
