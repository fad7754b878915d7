/**
 * The frames of historique mode.
 *
 * @module
 */
import { labelsOf } from "../tic/labels.ts";
import type { Group } from "../tic/types.ts";
import { composer } from "./compose.ts";
import { SAYINGS } from "./historique_sayings.ts";
import type { MeterState } from "./meter_state.ts";

const composers = {
  long: composer(labelsOf("linky", { frame: "long" }), SAYINGS),
  short: composer(labelsOf("linky", { frame: "short" }), SAYINGS),
};

/**
 * Makes the groups of a frame in historique mode: the long one, or the short one of a three-phase meter
 * in overload.
 *
 * Source: 54E §6.1.
 *
 * @example
 * ```ts
 * import { historiqueGroups, Meter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const meter = new Meter({ contract: "base", power: 6_000, load: 250, start: 0 });
 * const groups = historiqueGroups(meter.state());
 * assertEquals(groups[2], { label: "ISOUSC", value: "30" });
 * assertEquals(groups[5], { label: "IINST", value: "001" });
 * ```
 */
export function historiqueGroups(state: MeterState, kind: "long" | "short" = "long"): Group[] {
  return composers[kind](state);
}
