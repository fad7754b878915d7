/**
 * Deviations that meters show in the field, as a table.
 *
 * @module
 */
import { decodeProfile, encodeProfile } from "../tic/profile.ts";
import { formatTimestamp } from "../tic/timestamp.ts";
import type { Group, TicMode } from "../tic/types.ts";
import type { MeterState } from "./meter_state.ts";
import type { OlderMeterId } from "./older/older_model.ts";
import { OLDER_QUIRKS, type OlderQuirkName } from "./older/quirks.ts";

/** A deviation. */
export interface Quirk {
  /** The mode that shows it. */
  readonly mode: TicMode;
  /** Meters before Linky that show it; a Linky does where there are none. */
  readonly models?: readonly OlderMeterId[];
  /** One sentence. */
  readonly about: string;
  /** Who saw it. */
  readonly source: string;
  /** What becomes of groups, by label; undefined leaves one out. */
  readonly groups?: Readonly<
    Record<string, (group: Group, state: MeterState) => Group | undefined>
  >;
}

/** Days by which a maximum of "yesterday" is too old. */
const STALE = 4 * 86_400_000;

function saying(value: string): (group: Group) => Group {
  return (group) => ({ ...group, value });
}

function hexadecimal(group: Group): Group {
  const { blocks } = decodeProfile(group.value, { base: "decimal" });
  return { ...group, value: encodeProfile({ base: "hexadecimal", blocks }) };
}

function left(group: Group): Group {
  return { ...group, value: group.value.trim().padEnd(16) };
}

function tens(group: Group): Group {
  const value = String(Math.round(Number(group.value) / 10) * 10).padStart(5, "0");
  return { ...group, value };
}

/** Name of a deviation. */
export type QuirkName =
  | "adir-never"
  | "pjourf-hex"
  | "imax-060"
  | "prm-zero"
  | "easd-off-by-1"
  | "ngtf-left"
  | "ngtf-none"
  | "smaxsn-1-old"
  | "smaxsn-tens"
  | OlderQuirkName;

/** Every deviation that a Linky can have, by name; where it stands in the reference §10.2. */
export const QUIRKS: Readonly<Record<Exclude<QuirkName, OlderQuirkName>, Quirk>> = {
  "adir-never": {
    mode: "historique",
    about: "In three-phase an overload brings no short frame and no ADIR.",
    source: "impl: hekmon/linkytic #2",
  },
  "pjourf-hex": {
    mode: "standard",
    about: "Start times of PJOURF+1 and PPOINTE are hexadecimal bytes: 22:00 is 1600.",
    source: "impl: vdavy/tic-linky, grostim, Zlinky_TIC #90 #167, NicolasBernaerts/tasmota #57",
    groups: { "PJOURF+1": hexadecimal, PPOINTE: hexadecimal },
  },
  "imax-060": {
    mode: "historique",
    about: "IMAX of a single-phase meter is 060 (some of type 61).",
    source: "impl: lains/teleinfo-nom",
    groups: { IMAX: saying("060") },
  },
  "prm-zero": {
    mode: "standard",
    about: "PRM is all zeros on a meter never commissioned for it.",
    source: "impl: fairecasoimeme/Zlinky_TIC #90",
    groups: { PRM: saying("0".repeat(14)) },
  },
  "easd-off-by-1": {
    mode: "standard",
    about: "The grid-operator indexes sum to 1 Wh more than EAST.",
    source: "impl: hekmon/linkytic #2",
    groups: {
      EASD01: (group) => ({ ...group, value: String(Number(group.value) + 1).padStart(9, "0") }),
    },
  },
  "ngtf-left": {
    mode: "standard",
    about: "NGTF and LTARF stand at the left of their sixteen characters.",
    source: "reference §8.2",
    groups: { NGTF: left, LTARF: left },
  },
  "ngtf-none": {
    mode: "standard",
    about: "NGTF and LTARF are left out: the meter knows no names.",
    source: "54E §6.2.3.4-5 p21-22",
    groups: { NGTF: () => undefined, LTARF: () => undefined },
  },
  "smaxsn-1-old": {
    mode: "standard",
    about: "SMAXSN-1 is dated days before yesterday.",
    source: "impl: NicolasBernaerts/tasmota #54",
    groups: {
      "SMAXSN-1": (group, { maximumBefore: { at, degraded = false } }) => ({
        ...group,
        timestamp: formatTimestamp(at - STALE, { degraded }),
      }),
    },
  },
  "smaxsn-tens": {
    mode: "standard",
    about: "The maxima of the phases are multiples of 10 VA on some makes.",
    source: "captures, reference §10.2",
    groups: {
      SMAXSN1: tens,
      SMAXSN2: tens,
      SMAXSN3: tens,
      "SMAXSN1-1": tens,
      "SMAXSN2-1": tens,
      "SMAXSN3-1": tens,
    },
  },
};

/** The same with those of the meters before Linky. */
export const ALL_QUIRKS: Readonly<Record<QuirkName, Quirk>> = { ...QUIRKS, ...OLDER_QUIRKS };

/**
 * Refuses a name that is none of a deviation of such a meter, a Linky by default.
 *
 * @throws {RangeError} with those that there are.
 */
export function checkQuirks(names: readonly string[], model?: OlderMeterId): void {
  const own = Object.entries(ALL_QUIRKS)
    .filter(([, { models }]) => model === undefined ? !models : models?.includes(model))
    .map(([name]) => name);
  for (const name of names) {
    if (own.includes(name)) continue;
    throw new RangeError(
      `Cannot have the quirk ${JSON.stringify(name)}: ` +
        (own.length > 0 ? `there are ${own.join(", ")}` : `a ${model} has none`),
    );
  }
}

/** Changes the groups of a frame as the deviations of its meter do. */
export function deviate(groups: Group[], state: MeterState): Group[] {
  if (state.quirks.length === 0) return groups;
  const changes = state.quirks.map((name) => ALL_QUIRKS[name]);
  return groups.flatMap((group) => {
    let changed: Group | undefined = group;
    for (const { groups: table } of changes) {
      const change = table?.[group.label];
      if (changed && change) changed = change(changed, state);
    }
    return changed ?? [];
  });
}
