/**
 * What a line said of each label, in the order of time.
 *
 * @module
 */
import type { GatewayRun, SentFrame } from "./gateway_run.ts";
import type { SentGroup } from "./same_value.ts";

/** A group, and the frame that carried it. */
export interface Saying {
  group: SentGroup;
  frame: SentFrame;
  /** Whether a gateway owes it: it could hear the whole frame, and nothing of it was damaged. */
  owed: boolean;
}

/** Labels that short frames carry (54E §6.1.2 p16). */
const ALARMS_OF_PHASES = /^ADIR[123]$/;

/**
 * What the line said.
 *
 * @example
 * ```ts
 * import { Truth } from "./truth.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = (from: number, groups: { label: string; value: string }[]) => (
 *   { from, to: from + 900, groups, alsoRight: [], whole: true, heard: true }
 * );
 * const tariff = { label: "PTEC", value: "TH.." };
 * const alarm = { label: "ADPS", value: "035" };
 * const truth = new Truth({ frames: [frame(0, [tariff, alarm]), frame(1_000, [tariff])] });
 * assertEquals(truth.of("ADPS").length, 1);
 * assertEquals(truth.goneFrom("ADPS", 900)?.from, 1_000);
 * assertEquals(truth.goneFrom("PTEC", 0), undefined);
 * ```
 */
export class Truth {
  /** Every frame, in order. */
  readonly frames: readonly SentFrame[];
  readonly #byLabel = new Map<string, Saying[]>();
  readonly #lacking = new Map<string, SentFrame[]>();

  /** Sorts the groups of a run. */
  constructor({ frames }: Pick<GatewayRun, "frames">) {
    this.frames = frames;
    for (const frame of frames) {
      const owed = frame.whole && frame.heard;
      for (const group of frame.groups) this.#add({ group, frame, owed });
      for (const group of frame.alsoRight) this.#add({ group, frame, owed: false });
    }
  }

  #add(saying: Saying): void {
    const { label } = saying.group;
    const list = this.#byLabel.get(label);
    if (list) list.push(saying);
    else this.#byLabel.set(label, [saying]);
  }

  /** Every label that the line said. */
  labels(): Iterable<string> {
    return this.#byLabel.keys();
  }

  /** What it said of a label. */
  of(label: string): readonly Saying[] {
    return this.#byLabel.get(label) ?? [];
  }

  /**
   * The first whole frame from a time on that could have a label and has not. Short frames have few
   * labels, so that they tell of the alarms alone.
   */
  goneFrom(label: string, time: number): SentFrame | undefined {
    let lacking = this.#lacking.get(label);
    if (lacking === undefined) {
      const carrying = new Set(this.of(label).map(({ frame }) => frame));
      lacking = this.frames.filter((frame) =>
        frame.whole && frame.heard && !carrying.has(frame) &&
        (ALARMS_OF_PHASES.test(label) || !isShort(frame))
      );
      this.#lacking.set(label, lacking);
    }
    return lacking.find(({ from }) => from >= time);
  }
}

/** Long frames of a Linky have the tariff in force, short and standby ones have not (54E §6.1.2 p16). */
function isShort({ groups }: SentFrame): boolean {
  return !groups.some(({ label }) => label === "PTEC" || label === "NTARF");
}
