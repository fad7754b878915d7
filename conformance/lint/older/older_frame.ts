/**
 * What one frame of an older meter says, as the rules see it.
 *
 * @module
 */
import type { RawFrame } from "../frame_reader.ts";
import type { FrameRead, GroupRead } from "../group_reader.ts";
import { keyOf, type OlderMeter, type OlderRow } from "./older_table.ts";

/** A group, and its line in the table. */
export interface OlderGroup extends GroupRead {
  readonly key: string;
  /** Part of the frame: 0 up to `Appli`, then 1. */
  readonly part: number;
  /** Null where the table does not have it. */
  readonly row: OlderRow | null;
}

const SECOND_PART = "appli";

/** Finds the line of the table of each group. */
export function readRows(meter: OlderMeter, groups: readonly GroupRead[]): OlderGroup[] {
  let part = 0;
  return groups.map((group) => {
    const key = keyOf(group.label);
    if (key === SECOND_PART && meter.parts.length > 1) part = 1;
    return { ...group, key, part, row: meter.parts[part]!.get(key) ?? null };
  });
}

/** A frame whose groups were read. Values that a rule found wrong are as if unsaid. */
export class OlderFrame {
  /** Groups with a right checksum, in order. */
  readonly groups: readonly OlderGroup[];
  /** Ended by ETX, and nothing in it was unreadable: what is not there was not sent. */
  readonly whole: boolean;
  /** By the separators. */
  readonly mode: "historique" | "standard";
  /** Contract that the frame shows; null where it does not. */
  readonly contract: string | null;
  /** Whether the meter counts what is injected; null where that is not known. */
  readonly producer: boolean | null;
  /** Whether a SAPHIR says that the frame is a short one. */
  readonly short: boolean;
  #wrong = new Set<OlderGroup>();

  /** Reads the facts of a frame of that meter. */
  constructor(readonly meter: OlderMeter, raw: RawFrame, read: FrameRead) {
    this.groups = readRows(meter, read.groups);
    this.whole = raw.end === "etx" && !read.damaged;
    this.mode = read.mode;
    const { contract } = meter;
    this.contract = contract ? contract.of(this.text(contract.label) ?? "") : null;
    this.producer = producerOf(this);
    this.short = this.text("LG_TRM") === "TRM_COURTE";
  }

  /** The first group of a label. */
  group(label: string, part = 0): OlderGroup | undefined {
    const key = keyOf(label);
    return this.groups.find((group) => group.key === key && group.part === part);
  }

  /** A value as sent; null if it was not, or is wrong. */
  text(label: string, part = 0): string | null {
    const group = this.group(label, part);
    return group && !this.#wrong.has(group) ? group.value : null;
  }

  /** Groups that the table has and whose values are right so far. */
  right(): OlderGroup[] {
    return this.groups.filter((group) => group.row && !this.#wrong.has(group));
  }

  /** Marks a value as wrong. */
  refuse(group: OlderGroup): void {
    this.#wrong.add(group);
  }
}

function producerOf(frame: OlderFrame): boolean | null {
  switch (frame.meter.name) {
    case "PME-PMI": {
      const config = frame.text("CONFIG");
      return config === null ? null : config === "PROD";
    }
    case "SAPHIR":
      // The profile shows in EAI alone (reference §6.9).
      return frame.whole ? frame.group("EAI") !== undefined : null;
    default:
      return null;
  }
}
