/**
 * What ICE, PME-PMI and SAPHIR meters say of what they remember.
 *
 * @module
 */
import type { MeterState } from "../meter_state.ts";
import { localOf, type PowerTold } from "./power_memory.ts";
import type { Quantities } from "./quantity_sums.ts";
import { type Saying, writeTangent } from "./written.ts";

/** What it remembers. */
export function remembered({ told }: MeterState): PowerTold {
  return told as PowerTold;
}

/** Local time of now, ms since 1970 as if it were UTC. */
export function localTimeOf({ instant }: MeterState): number {
  return localOf(instant);
}

/** Place of a period among the indexes of a contract; -1 where it has none such. */
export function placeOf({ contract }: MeterState, period: string): number {
  return contract.tariffs.findIndex((tariff) => tariff.period === period);
}

/** Means of the last integration period. */
export function lastMeans(state: MeterState): Quantities {
  return remembered(state).points[0]!.means;
}

/** Reactive power while drawing, var; negative where it is. */
export function reactiveDrawn({ positive, negative }: Quantities): number {
  return positive - negative;
}

/** The same while giving. */
export function reactiveGiven({ givenPositive, givenNegative }: Quantities): number {
  return givenPositive - givenNegative;
}

/** Tangent phi of the last integration period, drawing. */
export function tangentDrawn(state: MeterState): string {
  const means = lastMeans(state);
  return writeTangent({ reactive: reactiveDrawn(means), active: means.drawn });
}

/** The same, giving. */
export function tangentGiven(state: MeterState): string {
  const means = lastMeans(state);
  return writeTangent({ reactive: reactiveGiven(means), active: means.given });
}

/** Makes the saying of a label from patterns of labels, the first that fits. */
export function sayingOf(
  label: string,
  patterns: readonly (readonly [RegExp, (...parts: string[]) => Saying])[],
): Saying | undefined {
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(label);
    if (match) return make(...match.slice(1));
  }
  return undefined;
}
