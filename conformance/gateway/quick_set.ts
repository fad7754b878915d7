/**
 * The cases of the quick set, for the modes that a gateway reads.
 *
 * @module
 */
import type { GatewayCase } from "./gateway_case.ts";
import type { GatewayProfile } from "./gateway_profile.ts";

/**
 * Chooses the quick cases; where a gateway does not read the mode of one, its twin in the other mode
 * takes its place (`gateway/noise-historique` that of `gateway/noise`), so that nobody passes for want
 * of a case.
 *
 * @example
 * ```ts
 * import { loadGatewayCases } from "./load_cases.ts";
 * import { quickSet } from "./quick_set.ts";
 * import { assert } from "@std/assert";
 *
 * const quick = quickSet(loadGatewayCases(), { modes: ["historique"] });
 * assert(quick.some(({ id }) => id === "gateway/noise-historique"));
 * ```
 */
export function quickSet(
  cases: readonly GatewayCase[],
  { modes }: Pick<GatewayProfile, "modes">,
): GatewayCase[] {
  return cases.filter(({ quick }) => quick).map((test) => {
    if (modes.includes(test.mode)) return test;
    const [mode] = modes;
    return cases.find((other) => other.id === `${test.id}-${mode}` && other.mode === mode) ?? test;
  });
}
