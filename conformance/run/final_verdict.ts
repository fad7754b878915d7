/**
 * The verdict of a case with regard to its level and to the list of known failures.
 *
 * @module
 */
import type { Level } from "../suite/rule.ts";
import type { KnownFailure } from "./known.ts";
import type { CaseLine } from "./result.ts";
import type { Verdict } from "./verdict.ts";

const FAILED: readonly Verdict[] = ["fail", "crash", "timeout", "protocol", "flaky"];

/**
 * A failure that is known is no news; a known one that passes has to leave the list; what is only
 * observed has no verdict.
 *
 * @example
 * ```ts
 * import { finalVerdict } from "./final_verdict.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const known = { id: "a", reason: "our broker drops it" };
 * assertEquals(finalVerdict("fail", { level: "must", known }), "known-fail");
 * assertEquals(finalVerdict("fail", { level: "observe", known: undefined }), "observed");
 * ```
 */
export function finalVerdict(
  verdict: Verdict,
  { level, known }: { level: Level; known: KnownFailure | undefined },
): Verdict {
  if (known && verdict === "pass") return "fixed";
  if (known && FAILED.includes(verdict)) return "known-fail";
  const isWatched = level === "observe" && (verdict === "pass" || verdict === "fail");
  return isWatched ? "observed" : verdict;
}

/** What a line of the results says of its entry in the list. */
export function knownOf({ reason, issue }: KnownFailure): NonNullable<CaseLine["known"]> {
  return { reason, ...(issue !== undefined && { issue }) };
}
