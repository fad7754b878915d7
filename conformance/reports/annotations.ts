/**
 * Results as annotations of a GitHub job: a line a probable bug.
 *
 * @module
 */
import type { Results } from "../run/result.ts";
import { digest } from "./digest.ts";
import { bugWord } from "./words.ts";
import { reproduce } from "./reproduce.ts";

/** GitHub shows so many of a kind for one step. */
const SHOWN = 10;

/**
 * Writes workflow commands: an error for each probable bug that fails a Required case, a warning for
 * one that fails Recommended cases only; each names the rule, its source and how to run it again.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { annotations } from "./annotations.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const rule = { id: "eot/cut-group-is-lost" };
 * const text = annotations(resultsOf([{ id: "a", verdict: "fail", rule }]));
 * assertStringIncludes(text, "::error title=eot/cut-group-is-lost");
 * ```
 */
export function annotations(results: Results): string {
  const { header } = results;
  const { failures } = digest(results);
  return failures.slice(0, SHOWN).map(({ hypothesis, cases }) => {
    const [first] = cases;
    const { rule, failure, title, id } = first!;
    const kind = cases.some(({ rule }) => rule.level === "must") ? "error" : "warning";
    const text = [
      hypothesis ? `${bugWord({ hypothesis, cases })}: ${hypothesis.bug}` : title,
      `${id}: ${failure?.what ?? title}` +
      (cases.length > 1 ? `, and ${cases.length - 1} more` : ""),
      rule.text,
      `Again: ${reproduce(id, header)}`,
    ].join("\n");
    return `::${kind} title=${property(`${rule.id} (${rule.source})`)}::${data(text)}\n`;
  }).join("");
}

/** A text that ends at no end of line: https://docs.github.com, "workflow commands". */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
