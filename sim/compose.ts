/**
 * The groups of a frame from the state of the meter, in the order of the dictionary.
 *
 * @module
 */
import type { LabelSpec } from "../tic/labels.ts";
import { formatTimestamp } from "../tic/timestamp.ts";
import type { Group } from "../tic/types.ts";
import type { MeterState } from "./meter_state.ts";

/** Data of a group, with the instant of its horodate where it has one. */
export interface Dated {
  value: number | string;
  /** Milliseconds since 1970 UTC. */
  at: number;
  /** Whether the clock was degraded then. */
  degraded?: boolean;
}

/**
 * What the meter says for each label: text as on the wire, or a number still to be padded; undefined
 * where the group is left out.
 */
export type Sayings = Readonly<
  Record<string, (state: MeterState) => number | string | Dated | undefined>
>;

/**
 * Makes the writer of one kind of frame: its groups in the order of the dictionary (54E §5.3.6), those
 * of three-phase meters and of producers where they belong.
 *
 * A number takes as many digits as its label has. A group that says what it said last is the same
 * object.
 */
export function composer(
  labels: readonly LabelSpec[],
  sayings: Sayings,
): (state: MeterState) => Group[] {
  const fields = labels.flatMap((spec) => {
    const say = sayings[spec.label];
    return say ? [{ spec, field: new Field(spec, say) }] : [];
  });
  const kinds = new Map<string, readonly Field[]>();
  return (state) => {
    const kind = `${state.phases} ${state.role}`;
    let chosen = kinds.get(kind);
    if (!chosen) {
      chosen = fields.filter(({ spec }) => sends(state, spec)).map(({ field }) => field);
      kinds.set(kind, chosen);
    }
    const groups: Group[] = [];
    for (const field of chosen) {
      const group = field.group(state);
      if (group) groups.push(group);
    }
    return groups;
  };
}

function sends(state: MeterState, { phases, role }: LabelSpec): boolean {
  return (phases === "both" || (phases === "tri") === (state.phases === 3)) &&
    (role === "both" || role === state.role);
}

/** Writes one label's group; it keeps the last one, as most are the same again. */
class Field {
  #label: string;
  #width: number;
  #blank: boolean;
  #say: Sayings[string];
  #group: Group = { label: "", value: "" };
  #value: number | string | undefined;
  #at = NaN;
  #degraded = false;
  #stays = false;

  constructor(spec: LabelSpec, say: Sayings[string]) {
    this.#label = spec.label;
    this.#width = spec.length as number;
    this.#blank = spec.blankSeason;
    this.#say = say;
  }

  group(state: MeterState): Group | undefined {
    const said = this.#say!(state);
    if (said === undefined) return undefined;
    const stays = state.assumptions.indexEnd === "stay";
    if (typeof said !== "object") {
      if (said === this.#value && stays === this.#stays) return this.#group;
      this.#stays = stays;
      return this.#group = { label: this.#label, value: this.#text(said) };
    }
    const { value, at, degraded: then = false } = said;
    const degraded = then || state.degraded && state.assumptions.degradedHistory === "all";
    if (value === this.#value && at === this.#at && degraded === this.#degraded) return this.#group;
    const timestamp = this.#horodate(at, degraded);
    return this.#group = { label: this.#label, timestamp, value: this.#text(value) };
  }

  #text(value: number | string): string {
    this.#value = value;
    if (typeof value === "string") return value;
    const limit = 10 ** this.#width;
    const shown = this.#stays ? Math.min(value, limit - 1) : value % limit;
    return String(shown).padStart(this.#width, "0");
  }

  #horodate(at: number, degraded: boolean): string {
    const { timestamp } = this.#group;
    const second = Math.floor(at / 1_000) % 60;
    // Within a minute only the last two digits change: the clock of Paris is whole hours from UTC.
    const near = timestamp !== undefined && degraded === this.#degraded &&
      Math.floor(at / 60_000) === Math.floor(this.#at / 60_000);
    this.#at = at;
    this.#degraded = degraded;
    if (near) return timestamp.slice(0, 11) + String(second).padStart(2, "0");
    return formatTimestamp(at, { degraded, ...(this.#blank && { season: "blank" }) });
  }
}
