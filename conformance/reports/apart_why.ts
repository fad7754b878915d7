/**
 * Why a case neither passed nor failed.
 *
 * @module
 */
import type { CaseLine } from "../run/result.ts";
import { VERDICT_WORDS } from "./words.ts";

/**
 * Says in some words why a case stands apart.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { apartWhy } from "./apart_why.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const known = { reason: "we drop EOT", issue: "#12" };
 * const { cases } = resultsOf([{ id: "a", verdict: "known-fail", known }]);
 * assertEquals(apartWhy(cases[0]!), "we drop EOT (#12)");
 * ```
 */
export function apartWhy(item: CaseLine): string {
  const { known, choices, note, failure, quarantined, verdict } = item;
  if (known) return [known.reason, known.issue && `(${known.issue})`].filter(Boolean).join(" ");
  const chosen = Object.entries(choices ?? {}).map(([what, how]) => `${what}: ${how}`).join(", ");
  if (verdict === "observed" && chosen) return chosen;
  const word = quarantined ? `${VERDICT_WORDS[verdict].word}: ` : "";
  return word + (note ?? failure?.what ?? item.title);
}
