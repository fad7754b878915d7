/**
 * Which frame comes next.
 *
 * @module
 */
import type { Group } from "../tic/types.ts";
import { historiqueGroups } from "./historique.ts";
import type { MeterState } from "./meter_state.ts";
import { type FrameSequence, olderModel } from "./older/mod.ts";
import { deviate } from "./quirks.ts";
import { standardGroups } from "./standard.ts";

/** What a meter says in one frame. */
export interface MeterFrame {
  /** Short in the alert of a three-phase meter in historique mode; standby has ADCO alone. */
  readonly kind: "long" | "short" | "standby";
  /** In the order of the wire; unchanged groups are the same objects as before. */
  readonly groups: Group[];
}

/** Short frames for a long one in an alert (54E §6.1.2 p17). */
const SHORTS = 20;

/**
 * Makes the frame of a kind from the state of a meter, in its mode.
 *
 * @example
 * ```ts
 * import { framesOf, Meter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const meter = new Meter({ contract: "base", power: 9_000, phases: 3, load: 250, start: 0 });
 * assertEquals(framesOf(meter.state()).groups.length, 16);
 * assertEquals(framesOf(meter.state(), "short").groups.length, 4);
 * ```
 */
export function framesOf(state: MeterState, kind: MeterFrame["kind"] = "long"): MeterFrame {
  const model = olderModel(state.model);
  const groups = model
    ? model.groups(state, kind)
    : state.mode === "historique"
    ? historiqueGroups(state, kind === "short" ? "short" : "long")
    : standardGroups(state);
  return { kind, groups: deviate(groups, state) };
}

/**
 * The order of the frames of one meter: twenty short frames for one long while a three-phase meter is in
 * alert (54E §6.1.2 p17), and MSG2 in one frame only (54E §6.2.3.17 p26). Older meters have their own.
 *
 * @example
 * ```ts
 * import { FrameCycle, Meter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const meter = new Meter({ contract: "base", power: 9_000, phases: 3, load: 12_000, start: 0 });
 * const cycle = new FrameCycle();
 * const kinds = Array.from({ length: 21 }, () => cycle.next(meter.state()).kind);
 * assertEquals(kinds.filter((kind) => kind === "short").length, 20);
 * assertEquals(kinds[20], "long");
 * ```
 */
export class FrameCycle {
  #place = 0;
  #told = 0;
  #older: FrameSequence | undefined;

  /** The frame that the meter sends now. */
  next(state: MeterState): MeterFrame {
    const model = olderModel(state.model);
    if (model) {
      if (state.output === "standby") return framesOf(state, "standby");
      this.#older ??= model.sequence?.();
      return this.#older?.next(state) ?? framesOf(state);
    }
    return framesOf(this.#withMessage(state), this.#kind(state));
  }

  #kind(state: MeterState): MeterFrame["kind"] {
    const alert = state.mode === "historique" && state.phases === 3 && state.alert &&
      !state.quirks.includes("adir-never");
    if (!alert) {
      this.#place = 0;
      return "long";
    }
    const place = this.#place;
    this.#place = (place + 1) % (SHORTS + 1);
    return place < SHORTS ? "short" : "long";
  }

  #withMessage(state: MeterState): MeterState {
    const { ultraShort } = state;
    if (ultraShort === undefined || state.mode === "historique") return state;
    if (ultraShort.number === this.#told) return { ...state, ultraShort: undefined };
    this.#told = ultraShort.number;
    return state;
  }
}
