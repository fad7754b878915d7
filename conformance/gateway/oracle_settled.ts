/**
 * Whether a gateway that is played fast has said what it owes, so that nobody need wait for the rest of
 * its time.
 *
 * @module
 */
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun } from "./gateway_run.ts";
import { eventFindings } from "./oracle_events.ts";
import { Patience } from "./patience.ts";
import { sameValue } from "./same_value.ts";
import { type Saying, Truth } from "./truth.ts";

/**
 * Looks at a run that goes on: the time up to which a consumer knows all that was on the line, the first
 * frame after the last disturbance included; undefined while something is still owed, or has to be watched
 * for longer.
 *
 * @param end End of the scenario, ms since 1970 UTC.
 */
export function settledBy(
  run: Pick<GatewayRun, "frames" | "values" | "disturbances" | "ready">,
  profile: GatewayProfile,
  end: number,
): number | undefined {
  const truth = new Truth(run);
  const disturbed = Math.max(-Infinity, ...run.disturbances.map(({ to }) => to));
  const fresh = truth.frames.find(({ from, whole, heard }) => whole && heard && from >= disturbed);
  if (fresh === undefined) return undefined;
  const time = Math.max(end, fresh.to);
  const { promises } = profile;
  for (const label of promises.labels ?? truth.labels()) {
    const sayings = truth.of(label);
    const first = sayings.find(({ owed }) => owed);
    if (first === undefined) continue;
    // Whether an alarm goes with its group shows only later.
    if (truth.goneFrom(label, first.frame.to)) return undefined;
    if (!isKnown(sayings, { run, time, label, deadband: promises.deadband })) return undefined;
  }
  for (const name of Object.keys(promises.derived)) {
    if (!run.values.some(({ label, seen }) => label === name && seen > time)) return undefined;
  }
  const patience = new Patience(run, profile);
  const judging = { run: { ...run, over: Infinity }, profile, truth, patience };
  const isLacking = [...eventFindings(judging)].some(({ rule }) =>
    rule === "gateway/events-at-once"
  );
  return isLacking ? undefined : time;
}

/** Whether the last that was said of a label is what the line said last by a time, or newer. */
function isKnown(
  sayings: readonly Saying[],
  { run, time, label, deadband }: {
    run: Pick<GatewayRun, "values">;
    time: number;
    label: string;
    deadband: number;
  },
): boolean {
  const owed = sayings.findLastIndex(({ owed, frame, group }) =>
    owed && frame.to <= time && group.value.trim() !== ""
  );
  if (owed < 0) return true;
  const known = run.values.findLast((value) => value.label === label && value.value !== null);
  if (known === undefined) return false;
  return sayings.findLastIndex(({ group }) => sameValue(known.value, group, deadband)) >= owed;
}
