/**
 * Whether a group is one that a meter would send.
 *
 * A checksum of 6 bits lets errors through, above all those of bit 6 (reference §2.4): a group
 * with a right sum is still suspect if no documented meter sends such data under that label.
 *
 * @module
 */
import { horodateOf, type KnownLabel, knownLabel } from "./known_label.ts";
import type { LabelSpec } from "./labels.ts";
import { Pattern } from "./pattern.ts";
import type { Group, TicMode } from "./types.ts";

/** What may stand at a place, in words. */
const KINDS: Readonly<Record<string, string>> = {
  "": "no more is",
  " ": "a space is",
  "0123456789": "digits are",
  "0123456789ABCDEF": "hexadecimal digits are",
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ": "digits or capitals are",
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ": "capitals are",
  "EHeh": "a season letter is",
};
/** Up to this many characters are listed one by one. */
const FEW = 20;

/**
 * Tells why no meter of the dictionary sends such a group; null if one does.
 *
 * Judged are the label, the presence of a horodate, and length and characters of horodate and
 * data. Data that the documents call constant may be others of their length and class.
 * Allocates nothing where the answer is null.
 *
 * Source: `design.md` §3.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { grade } from "@ticlab/ticlab/tic";
 *
 * assertEquals(grade({ label: "PAPP", value: "00360" }, "historique"), null);
 * assertEquals(
 *   grade({ label: "PAPP", value: "0q360" }, "historique"),
 *   'character "q" at 1 of the data, where digits are expected',
 * );
 * assertEquals(
 *   grade({ label: "PAPP", value: "0360" }, "historique"),
 *   "length 4, the table has 5 for PAPP",
 * );
 * assertEquals(grade({ label: "SMAXSN", value: "05706" }, "standard"), "timestamp missing");
 * ```
 */
export function grade(group: Group, mode: TicMode): string | null {
  const known = knownLabel(group.label, mode);
  if (known === null) return "label unknown";
  return accepts(known, group) ? null : reason(known.specs, group);
}

function accepts({ pattern }: KnownLabel, { timestamp, value }: Group): boolean {
  let state = pattern.start;
  if (timestamp !== undefined) state = pattern.walk(pattern.walk(state, timestamp), "\t");
  return pattern.isFinal(pattern.walk(state, value));
}

/** The first thing that is wrong with a group that does not fit. */
function reason(all: readonly LabelSpec[], { label, timestamp, value }: Group): string | null {
  const specs = all.filter((spec) => spec.timestamped === (timestamp !== undefined));
  if (specs.length === 0) {
    if (timestamp === undefined) return "timestamp missing";
    return `timestamp present, the table has none for ${label}`;
  }
  if (timestamp !== undefined) {
    if (timestamp.length !== 13) return `length ${timestamp.length} of the timestamp, not 13`;
    const wrong = misfit(specs.map(horodateOf), timestamp, "timestamp");
    if (wrong !== null) return wrong;
  }
  if (!specs.some((spec) => fits(spec.length, value.length))) {
    const lengths = [...new Set(specs.map((spec) => lengthText(spec.length)))].join(" or ");
    return `length ${value.length}, the table has ${lengths} for ${label}`;
  }
  if (specs.every((spec) => spec.type === "enum")) {
    const values = new Set(specs.flatMap((spec) => spec.values ?? []));
    return `${quote(value)} is none of ${[...values].join(" ")}`;
  }
  return misfit(specs.map((spec) => spec.pattern), value, "data");
}

function fits(length: LabelSpec["length"], count: number): boolean {
  if (typeof length === "number") return count === length;
  if ("min" in length) return count >= length.min && count <= (length.max ?? Infinity);
  return length.includes(count);
}

function lengthText(length: LabelSpec["length"]): string {
  if (typeof length === "number") return String(length);
  if ("min" in length) return `${length.min} to ${length.max ?? "any"}`;
  return length.join(" or ");
}

/** Where a text stops to fit all the patterns, in words; null if it fits one. */
function misfit(patterns: readonly string[], text: string, field: string): string | null {
  const pattern = Pattern.of([...new Set(patterns)].map((source) => `(${source})`).join("|"));
  let state = pattern.start;
  for (let i = 0; i < text.length; i++) {
    const next = pattern.walk(state, text[i]!);
    if (next === 0) {
      const wanted = kindOf(pattern.expected(state));
      return `character ${quote(text[i]!)} at ${i} of the ${field}, where ${wanted} expected`;
    }
    state = next;
  }
  if (pattern.isFinal(state)) return null;
  return `the ${field} end where ${kindOf(pattern.expected(state))} expected`;
}

function kindOf(expected: string): string {
  const some = expected.length === 1 ? quote(expected) : `one of ${quote(expected)}`;
  return KINDS[expected] ?? (expected.length <= FEW ? `${some} is` : "printable characters are");
}

/** In quotes, with control characters and DEL as escapes. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll("\x7f", "\\u007f");
}
