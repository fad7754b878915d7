/**
 * Why a run tells nothing of a gateway that did nothing wrong in it.
 *
 * @module
 */
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun } from "./gateway_run.ts";
import { periodOf } from "./patience.ts";

/**
 * The reason why a run without fault is no praise; undefined where it is.
 *
 * @param due Values that had to be said, as the oracle counts them.
 */
export function whyUntold(
  run: Pick<GatewayRun, "test" | "frames" | "values" | "disturbances">,
  profile: Pick<GatewayProfile, "promises" | "out" | "autoMode">,
  due: number,
): string | undefined {
  const period = `its period of ${periodOf(profile) / 1_000} s`;
  if (due === 0) return `nothing had to be said: ${whyNothingDue(run, profile, period)}`;
  if (!run.test.rules.includes("gateway/damaged-group")) return undefined;
  const damage = damageOf(run);
  if (damage === undefined) return undefined;
  const { from, to } = damage;
  // Who had a turn, and was silent, has dropped what was damaged.
  if (to - from >= periodOf(profile)) return undefined;
  if (run.values.some(({ seen }) => from <= seen && seen <= to)) return undefined;
  return `nothing was said while the line was damaged: ${period} is longer than those ` +
    `${((to - from) / 1_000).toFixed(1)} s, so that it does not show what it makes of them`;
}

function whyNothingDue(
  { frames, disturbances }: Pick<GatewayRun, "frames" | "disturbances">,
  { autoMode }: Pick<GatewayProfile, "autoMode">,
  period: string,
): string {
  const mode = disturbances.find(({ kind }) => kind === "mode-switch");
  if (mode && !autoMode) {
    return "the line is switched to the other mode, and its profile does not say auto-mode: true";
  }
  if (mode && !frames.some(({ from, heard }) => heard && from >= mode.to)) {
    return "it heard nothing after the line was switched to the other mode";
  }
  return frames.some(({ heard }) => heard)
    ? `${period} is too long for this line`
    : "it heard no frame of this line";
}

/** From the first damaged frame that could be heard to the end of the first right one after all of them. */
function damageOf(
  { frames }: Pick<GatewayRun, "frames">,
): { from: number; to: number } | undefined {
  const isDamaged = ({ bytes, heard }: GatewayRun["frames"][number]) =>
    heard && bytes !== undefined;
  const first = frames.find(isDamaged);
  if (first === undefined) return undefined;
  const last = frames.findLastIndex(isDamaged);
  return { from: first.from, to: (frames[last + 1] ?? frames[last]!).to };
}
