/**
 * What a gateway still says when its group is gone from the line.
 *
 * @module
 */
import type { Finding } from "./finding.ts";
import type { ObservedValue } from "./gateway_run.ts";
import type { Judging } from "./oracle_sound.ts";
import { isNothing } from "./same_value.ts";

/**
 * Looks for values of labels that the line no longer carries: kept, or said as if they were new, which
 * shows where the instant that the gateway gives them goes on.
 */
export function* goneFindings(judging: Judging): Generator<Finding> {
  const byLabel = Map.groupBy(judging.run.values, ({ label }) => label);
  for (const [label, said] of byLabel) {
    if (judging.profile.promises.derived[label]) continue;
    const finding = ofLabel(label, said, judging);
    if (finding) yield finding;
  }
}

function ofLabel(
  label: string,
  said: readonly ObservedValue[],
  { truth, patience }: Judging,
): Finding | undefined {
  const sayings = truth.of(label);
  /** The latest instant that the gateway gave this label while its group was there. */
  let latest = -Infinity;
  let kept: Finding | undefined;
  for (const { value, seen, at = -Infinity } of said) {
    const last = sayings.findLast(({ frame }) => frame.from <= seen)?.frame;
    // What was on the line just now need not be looked for.
    const isLate = last !== undefined && patience.deadline(last.to) < seen;
    const gone = isLate ? truth.goneFrom(label, last.to) : undefined;
    const isOver = gone !== undefined && patience.deadline(gone.to) < seen;
    if (!isOver) latest = Math.max(latest, at);
    if (!isOver || isNothing(value)) continue;
    const old = ((seen - last!.to) / 1_000).toFixed(1);
    const finding = { expected: `nothing of ${label}`, said: `${label}=${value}`, at: seen, label };
    if (at > latest + patience.due) {
      const what = `${label} is said as new, ${old} s after its group was last on the line`;
      return { rule: "gateway/said-as-new", what, ...finding, frame: gone };
    }
    const what = `${label} is still said, ${old} s after its group was last on the line`;
    kept ??= { rule: "gateway/gone", what, ...finding, frame: gone };
  }
  return kept;
}
