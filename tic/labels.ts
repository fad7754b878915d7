/**
 * The dictionary: every label of every documented meter, as data.
 *
 * The table is `labels.json`, made by `tools/labels.ts` from the protocol reference.
 *
 * @module
 */
import tables from "./labels.json" with { type: "json" };
import type { TicMode } from "./types.ts";

/** Stable id of a family of meters. */
export type MeterId =
  | "linky"
  | "pilot"
  | "cbemm"
  | "cbemm-icc"
  | "cbetm"
  | "concentrator"
  | "cje"
  | "ice-2q"
  | "ice-4q"
  | "pme-pmi"
  | "saphir";

/** How the data of a label are written. */
export type LabelType =
  | "digits"
  | "digits-var"
  | "digits-var+unit"
  | "signed-var+unit"
  | "decimal"
  | "decimal+unit"
  | "hex"
  | "enum"
  | "constant"
  | "text"
  | "datetime"
  | "composite"
  | "profile"
  | "empty";

/** One label of one frame of one meter. */
export interface LabelSpec {
  /** Family of meters. */
  readonly meter: MeterId;
  /** Mode of the line; `saphir` is either: SP with checksum n°1, or HT with n°2 (02E §2.10.1). */
  readonly mode: TicMode | "saphir";
  /** Frame that the label belongs to: `long`, `short`, `normal`, `veille` or `standard`. */
  readonly frame: string;
  /** Every frame that carries the label; SAPHIR sends part of its long frame in a short one. */
  readonly frames: readonly string[];
  /** Place in the frame, from 1; absent groups are skipped, the order never changes. */
  readonly order: number;
  /** Label as on the wire. */
  readonly label: string;
  /** Other spellings seen in the field or printed in the documents. */
  readonly aliases: readonly string[];
  /** Characters of data: one length, several, or a range whose end may be unstated (null). */
  readonly length: number | readonly number[] | {
    readonly min: number;
    readonly max: number | null;
  };
  /** Unit of the number, implied by the label or, with `unitInData`, written after it. */
  readonly unit: string | null;
  /** Whether the data carry the unit. */
  readonly unitInData: boolean;
  /** How the data are written. */
  readonly type: LabelType;
  /** The whole data as a regular expression without anchors; see {@linkcode Pattern}. */
  readonly pattern: string;
  /** Whether the group has a horodate (54E §6.2.1.1). */
  readonly timestamped: boolean;
  /** Whether the season of that horodate is SP, as for DPM and FPM (54E §6.2.1.1 p18). */
  readonly blankSeason: boolean;
  /** Meters that send it. */
  readonly phases: "mono" | "tri" | "both";
  /** `producer`: only in producer mode (54E §6.2.1.3). */
  readonly role: "consumer" | "producer" | "both";
  /** Contracts that send it; null for any. */
  readonly contracts: readonly string[] | null;
  /** `always`, `contract`, or the event in words. */
  readonly presence: string;
  /** Listed values. */
  readonly values?: readonly string[];
  /** The one value of the documents; others of its length and class are no fault. */
  readonly constant?: string;
  /** What it is, in plain words. */
  readonly meaning: { readonly en: string; readonly fr: string };
  /** Oddities. */
  readonly note?: string;
  /** Document and section. */
  readonly source: string;
}

/** Fields that the table leaves out where they are so. */
const DEFAULTS = {
  aliases: [],
  unit: null,
  unitInData: false,
  type: "digits",
  timestamped: false,
  blankSeason: false,
  phases: "both",
  role: "both",
  contracts: null,
  presence: "always",
} as const;

/** Every label of every meter, in the order of the frames. */
export const labels: readonly LabelSpec[] = tables.flatMap(({ groups, ...table }) =>
  groups.map(({ en, fr, ...fields }, i) =>
    ({
      ...DEFAULTS,
      ...table,
      frames: [table.frame],
      order: i + 1,
      ...fields,
      meaning: { en, fr },
    }) as LabelSpec
  )
);

/**
 * Lists the labels of a meter's frame in the order of the wire.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { labelsOf } from "@ticlab/ticlab/tic";
 *
 * const frame = labelsOf("linky", { frame: "short" });
 * assertEquals(frame.map((spec) => spec.label).slice(0, 4), ["ADIR1", "ADIR2", "ADIR3", "ADCO"]);
 * ```
 */
export function labelsOf(meter: MeterId, options: { frame: string }): readonly LabelSpec[] {
  return labels.filter((spec) => spec.meter === meter && spec.frames.includes(options.frame));
}

const byMode: Readonly<Record<TicMode, Map<string, LabelSpec[]>>> = {
  historique: new Map(),
  standard: new Map(),
};
const pmeByFold: Map<string, LabelSpec[]> = new Map();

for (const spec of labels) {
  for (const mode of ["historique", "standard"] as const) {
    if (spec.mode !== mode && spec.mode !== "saphir") continue;
    for (const label of [spec.label, ...spec.aliases]) {
      add(byMode[mode], label, spec);
    }
  }
  if (spec.meter === "pme-pmi") add(pmeByFold, fold(spec.label), spec);
}

function add(map: Map<string, LabelSpec[]>, label: string, spec: LabelSpec) {
  const known = map.get(label);
  if (known === undefined) map.set(label, [spec]);
  else known.push(spec);
}

/** PME-PMI labels vary in case and accents from make to make (reference §6.8). */
function fold(label: string): string {
  return label.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

const NONE: readonly LabelSpec[] = [];

/**
 * Finds what every documented meter says of a label in a mode; an empty list if none knows it.
 *
 * Labels of the PME-PMI are also found whatever their case and accents.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { lookup } from "@ticlab/ticlab/tic";
 *
 * assertEquals(lookup("PAPP", "historique")[0]?.unit, "VA");
 * assertEquals(lookup("EAP-1_s", "historique")[0]?.label, "EaP-1_s");
 * assertEquals(lookup("PAPP", "standard"), []);
 * ```
 */
export function lookup(label: string, mode: TicMode): readonly LabelSpec[] {
  const known = byMode[mode].get(label);
  if (known !== undefined) return known;
  return (mode === "historique" ? pmeByFold.get(fold(label)) : undefined) ??
    NONE;
}
