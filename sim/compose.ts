/**
 * The groups of a frame from the state of the meter, in the order of the dictionary.
 *
 * @module
 */
import type { LabelSpec } from "../tic/labels.ts";
import { formatTimestamp } from "../tic/timestamp.ts";
import type { Group } from "../tic/types.ts";
import type { MeterState } from "./meter.ts";

/** Data of a group, with the instant of its horodate where it has one. */
export interface Dated {
  value: number | string;
  /** Milliseconds since 1970 UTC. */
  at: number;
}

/**
 * What the meter says for each label: text as on the wire, or a number still to be padded; undefined
 * where the group is left out.
 */
export type Sayings = Readonly<
  Record<string, (state: MeterState) => number | string | Dated | undefined>
>;

/**
 * Makes the writer of one kind of frame: its groups in the order of the dictionary (54E §5.3.6).
 *
 * A number takes as many digits as its label has; one that has outgrown them begins again at 0 (the
 * documents are silent on what an index does then).
 */
export function composer(
  labels: readonly LabelSpec[],
  sayings: Sayings,
): (state: MeterState) => Group[] {
  const fields = labels.flatMap((spec) => {
    const say = sayings[spec.label];
    return say ? [new Field(spec.label, spec.length as number, say)] : [];
  });
  return (state) => {
    const groups: Group[] = [];
    for (const field of fields) {
      const group = field.group(state);
      if (group) groups.push(group);
    }
    return groups;
  };
}

/** Writes one label's group; it keeps the words that it wrote last, as most are the same again. */
class Field {
  #label: string;
  #width: number;
  #say: Sayings[string];
  #number = NaN;
  #digits = "";
  #at = NaN;
  #timestamp = "";

  constructor(label: string, width: number, say: Sayings[string]) {
    this.#label = label;
    this.#width = width;
    this.#say = say;
  }

  group(state: MeterState): Group | undefined {
    const said = this.#say(state);
    if (said === undefined) return undefined;
    const label = this.#label;
    if (typeof said !== "object") return { label, value: this.#text(said) };
    return { label, timestamp: this.#horodate(said.at), value: this.#text(said.value) };
  }

  #text(value: number | string): string {
    if (typeof value === "string") return value;
    if (value === this.#number) return this.#digits;
    this.#number = value;
    this.#digits = String(value % 10 ** this.#width).padStart(this.#width, "0");
    return this.#digits;
  }

  #horodate(at: number): string {
    if (at === this.#at) return this.#timestamp;
    const second = Math.floor(at / 1_000) % 60;
    // Within a minute only the last two digits change: the clock of Paris is whole hours from UTC.
    const sameMinute = Math.floor(at / 60_000) === Math.floor(this.#at / 60_000);
    this.#timestamp = sameMinute
      ? this.#timestamp.slice(0, 11) + String(second).padStart(2, "0")
      : formatTimestamp(at);
    this.#at = at;
    return this.#timestamp;
  }
}
