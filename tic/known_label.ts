/**
 * The dictionary by bytes: the hot path of a decoder, which finds a label and judges its fields
 * without making a text of them.
 *
 * @module
 */
import { labels, type LabelSpec, lookup } from "./labels.ts";
import { latin1, latin1Bytes } from "./latin1.ts";
import { Pattern } from "./pattern.ts";
import type { TicMode } from "./types.ts";

/** Pattern of a label's horodate (54E §6.2.1.1 p17-18). */
export function horodateOf(spec: LabelSpec): string {
  return spec.blankSeason ? " [0-9]{12}" : "[HEhe][0-9]{12}";
}

/** A label that at least one documented meter sends, and what may follow it. */
export class KnownLabel {
  /** Label as on the wire, one string for all its groups. */
  readonly label: string;
  /** The label's bytes. */
  readonly bytes: Uint8Array;
  /** What each meter says of it. */
  readonly specs: readonly LabelSpec[];
  #pattern: Pattern | undefined;

  /** Joins what the meters say of a label. */
  constructor(label: string, specs: readonly LabelSpec[]) {
    this.label = label;
    this.bytes = latin1Bytes(label);
    this.specs = specs;
  }

  /**
   * Tells whether some meter may send these fields: the bytes from the one after the label's
   * separator up to the separator before the checksum, so with the horodate and its HT, if any.
   *
   * Allocates nothing, except on the first call for a label.
   */
  accepts(bytes: Uint8Array, start: number, end: number): boolean {
    return this.pattern.acceptsBytes(bytes, start, end);
  }

  /** Pattern of the fields: horodate and HT where a meter sends one, then the data. */
  get pattern(): Pattern {
    return this.#pattern ??= Pattern.of([...new Set(this.specs.map(fieldsOf))].sort().join("|"));
  }
}

function fieldsOf(spec: LabelSpec): string {
  return spec.timestamped ? `${horodateOf(spec)}\t(${spec.pattern})` : `(${spec.pattern})`;
}

const byText: Readonly<Record<TicMode, Map<string, KnownLabel>>> = {
  historique: new Map(),
  standard: new Map(),
};

for (const { label, aliases } of labels) {
  for (const name of [label, ...aliases]) {
    for (const mode of ["historique", "standard"] as const) {
      const specs = lookup(name, mode);
      if (specs.length > 0) byText[mode].set(name, new KnownLabel(name, specs));
    }
  }
}

/** Slots of a table, a power of two some times the labels of a mode. */
const SLOTS = 4096;

const byBytes: Readonly<Record<TicMode, readonly (KnownLabel | undefined)[]>> = {
  historique: table(byText.historique.values()),
  standard: table(byText.standard.values()),
};

/** Puts each label at the first free slot from the place of its hash. */
function table(known: Iterable<KnownLabel>): (KnownLabel | undefined)[] {
  const slots: (KnownLabel | undefined)[] = new Array(SLOTS).fill(undefined);
  for (const label of known) {
    let slot = hash(label.bytes, 0, label.bytes.length);
    while (slots[slot] !== undefined) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = label;
  }
  return slots;
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum = Math.imul(sum, 31) + bytes[i]!;
  return (sum ^ (sum >>> 12)) & (SLOTS - 1);
}

/** Finds a label by its text; null if no documented meter sends it in that mode. */
export function knownLabel(label: string, mode: TicMode): KnownLabel | null {
  return byText[mode].get(label) ?? (mode === "historique" ? otherSpelling(label) : null);
}

/**
 * Finds a label by its bytes; null if no documented meter sends it in that mode.
 *
 * Makes no object for a label of the table, hence four arguments.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { findLabel, latin1Bytes } from "@ticlab/ticlab/tic";
 *
 * const group = latin1Bytes("\nPAPP 0q360 *\r");
 * const papp = findLabel(group, 1, 5, "historique");
 * assertEquals(papp?.label, "PAPP");
 * assertEquals(papp?.accepts(group, 6, 11), false);
 * ```
 */
export function findLabel(
  bytes: Uint8Array,
  start: number,
  end: number,
  mode: TicMode,
): KnownLabel | null {
  const slots = byBytes[mode];
  let slot = hash(bytes, start, end);
  for (let known = slots[slot]; known !== undefined; known = slots[slot]) {
    if (isAt(known.bytes, bytes, start, end)) return known;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return mode === "historique" ? otherSpelling(latin1(bytes.subarray(start, end))) : null;
}

function isAt(label: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (label.length !== end - start) return false;
  for (let i = 0; i < label.length; i++) if (label[i] !== bytes[start + i]) return false;
  return true;
}

/** A PME-PMI label of another case than the table's: rare, so made anew each time. */
function otherSpelling(label: string): KnownLabel | null {
  const specs = lookup(label, "historique");
  return specs.length === 0 ? null : new KnownLabel(label, specs);
}
