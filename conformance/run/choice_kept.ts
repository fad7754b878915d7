/**
 * Whether a program made one choice for frames with a bad group, and kept it.
 *
 * To drop such a frame (02E §1.5.3.1) and to keep its rest are both right; to do now this and now
 * that shows only over all cases together.
 *
 * @module
 */
import type { CaseLine } from "./result.ts";

const CHOICE = "frame with a bad group";
const RULE = "atomicity/one-choice";

/**
 * Writes what all cases together show into the line of the case that asks for it.
 *
 * @example
 * ```ts
 * import { withChoiceKept } from "./choice_kept.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(withChoiceKept([]), []);
 * ```
 */
export function withChoiceKept(lines: readonly CaseLine[]): CaseLine[] {
  const cases = new Map<string, string[]>();
  for (const { id, choices, verdict } of lines) {
    const choice = choices?.[CHOICE];
    if (choice === undefined || (verdict !== "pass" && verdict !== "observed")) continue;
    cases.set(choice, [...cases.get(choice) ?? [], id]);
  }
  if (cases.size === 0) return [...lines];
  const shares = [...cases].sort(([, a], [, b]) => b.length - a.length).map(([choice, ids]) =>
    `${choice} in ${ids.length} ${ids.length > 3 ? "cases" : `(${ids.join(", ")})`}`
  );
  const note = cases.size === 1
    ? `one choice: ${shares[0]}`
    : `no one choice: ${shares.join("; ")}`;
  return lines.map((line) =>
    line.rule.id === RULE && line.verdict === "observed" ? { ...line, note } : line
  );
}
