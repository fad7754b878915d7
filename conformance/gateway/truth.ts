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

/** What the line said. */
export class Truth {
  /** Every frame, in order. */
  readonly frames: readonly SentFrame[];
  readonly #byLabel = new Map<string, Saying[]>();

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
   * The first whole frame after one that could have had a label and had not. Short frames have few
   * labels, so that they tell of the alarms alone.
   */
  goneAfter(label: string, { to }: SentFrame): SentFrame | undefined {
    return this.frames.find((frame) =>
      frame.from >= to && frame.whole && frame.heard &&
      (ALARMS_OF_PHASES.test(label) || !isShort(frame)) &&
      !frame.groups.some((group) => group.label === label)
    );
  }
}

/** Long frames of a Linky have the tariff in force, short and standby ones have not (54E §6.1.2 p16). */
function isShort({ groups }: SentFrame): boolean {
  return !groups.some(({ label }) => label === "PTEC" || label === "NTARF");
}
