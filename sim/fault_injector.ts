/**
 * Faults on their way into frames.
 *
 * @module
 */
import type { FaultArguments, FaultKind } from "./faults/fault_kind.ts";
import { type FaultName, FAULTS } from "./faults/mod.ts";
import { type Random, random } from "./random.ts";
import type { FaultMark, WireFrame } from "./wire_frame.ts";

/** A fault with its arguments. */
export type FaultAction = { readonly do: FaultName } & FaultArguments;

interface Pending {
  action: FaultAction;
  left: number;
  random: Random;
  memory: Record<string, number>;
  happened: boolean;
}

/**
 * Does faults to frames, each from the frame after it was added, for as many frames as it wants.
 *
 * What each of them draws depends on the seed and on its own arguments only: another fault beside it
 * changes nothing of what it does. Those that act on the line come last, behind all that is done to
 * bytes.
 *
 * @example
 * ```ts
 * import { FaultInjector, WireFrame } from "@ticlab/ticlab/sim";
 * import { encodeFrame } from "@ticlab/ticlab/tic";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = [{ label: "PAPP", value: "00360" }];
 * const faults = new FaultInjector({ seed: 42 });
 * faults.add({ do: "flip", label: "PAPP", byte: 2, bit: 0 });
 * const bytes = encodeFrame(groups, "historique");
 * const frame = new WireFrame({ bytes, groups, mode: "historique" });
 * assertEquals(faults.apply(frame), [
 *   { do: "flip", label: "PAPP", byte: 2, bit: 0, at: 9, length: 1 },
 * ]);
 * assertEquals(faults.unhappened, []);
 * ```
 */
export class FaultInjector {
  #seed: number;
  #pending: Pending[] = [];
  #never: FaultAction[] = [];
  #added = new Map<string, number>();

  /** Takes the seed that decides what faults draw. */
  constructor({ seed }: { seed: number }) {
    this.#seed = seed;
  }

  /** Whether the next frame may have a fault. */
  get active(): boolean {
    return this.#pending.length > 0;
  }

  /** Faults that are over, or wait still, and never happened. */
  get unhappened(): readonly FaultAction[] {
    return [
      ...this.#never,
      ...this.#pending.filter(({ happened }) => !happened).map(({ action }) => action),
    ];
  }

  /**
   * Adds a fault, from the next frame on.
   *
   * @throws {RangeError} where its text has a character that is no byte.
   */
  add(action: FaultAction): void {
    const beyond = /[^\0-\xff]/u.exec(action.text ?? "");
    if (beyond) {
      throw new RangeError(
        `Cannot put ${JSON.stringify(beyond[0])} on the line: a byte is U+0000 to U+00FF`,
      );
    }
    const key = JSON.stringify(Object.entries(action).sort(([a], [b]) => a < b ? -1 : 1));
    const count = this.#added.get(key) ?? 0;
    this.#added.set(key, count + 1);
    this.#pending.push({
      action,
      left: action.frames ?? 1,
      random: random(this.#seed, "fault", key, String(count)),
      memory: {},
      happened: false,
    });
    const kindOf = ({ action }: Pending): FaultKind => FAULTS[action.do];
    this.#pending.sort((a, b) => Number(kindOf(a).onLine ?? 0) - Number(kindOf(b).onLine ?? 0));
  }

  /** Does to a frame what is due, and returns the marks that it has then. */
  apply(frame: WireFrame): readonly FaultMark[] {
    for (const fault of this.#pending) {
      const before = frame.marks.at(-1);
      FAULTS[fault.action.do].apply(frame, fault.action, fault);
      fault.happened ||= frame.marks.at(-1) !== before;
      fault.left--;
    }
    for (const { action, left, happened } of this.#pending) {
      if (left === 0 && !happened) this.#never.push(action);
    }
    this.#pending = this.#pending.filter(({ left }) => left > 0);
    return frame.marks;
  }
}
