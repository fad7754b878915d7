/**
 * What a right decoder says of a case, in words.
 *
 * @module
 */
import type { Expectation, WireGroup } from "../suite/expectation.ts";
import { byteText } from "./byte_picture.ts";

/** Characters of a value; some are as long as a flood. */
const WIDE = 48;

/**
 * A group as `LABEL=value @horodate`, with other ways to say it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { groupWords } from "./expected_words.ts";
 *
 * const group = { label: "PTEC", value: "TH..", frame: 0, need: "must", offset: 1, length: 12 } as const;
 * assertEquals(groupWords(group), "PTEC=TH..");
 * ```
 */
export function groupWords({ label, value, timestamp, also }: WireGroup): string {
  const shown = (text: string) => {
    const start = Array.from(text.slice(0, WIDE), (c) => byteText(c.charCodeAt(0))).join("");
    return text.length > WIDE ? `${start}… (${text.length} bytes)` : start;
  };
  const fields = (value: string, at?: string) =>
    `${shown(label)}=${shown(value)}${at ? ` @${at}` : ""}`;
  const others = also?.map((other) => ` or ${fields(other.value, other.timestamp)}`) ?? [];
  return fields(value, timestamp) + others.join("");
}

/**
 * Some of a list, and how many more there are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listed } from "./expected_words.ts";
 *
 * assertEquals(listed(["ADCO", "BASE", "PAPP"], 2), "ADCO, BASE, and 1 more");
 * ```
 */
export function listed(texts: readonly string[], most: number): string {
  const rest = texts.length - most;
  return [...texts.slice(0, most), ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ");
}

/**
 * What is looked at besides groups, by name: values, errors, modes and kinds of frames.
 *
 * @param most More of one kind are counted, not listed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { statusWords } from "./expected_words.ts";
 *
 * const expect = { groups: [], frames: [], errors: [{ from: 15, to: 28, kinds: ["checksum"] as const }] };
 * assertEquals(statusWords(expect, 3), [["errors", "a loss between 0x000f and 0x001c (checksum)"]]);
 * ```
 */
export function statusWords(
  { values, errors, modes, frames }: Expectation,
  most: number,
): [string, string][] {
  const kinds = frames.flatMap(({ kind, offset }) => kind ? [`${kind} at ${hex(offset)}`] : []);
  const value = ({ label, value, unit, at, clock, never }: NonNullable<typeof values>[number]) =>
    never
      ? `no number for ${label}`
      : [label, JSON.stringify(value), unit, at && `at ${at}`, clock && `clock ${clock}`]
        .filter(Boolean).join(" ");
  const error = ({ from, to, kinds }: NonNullable<typeof errors>[number]) =>
    `a loss between ${hex(from)} and ${hex(to)} (${kinds.join(" or ")})`;
  const rows: [string, string][] = [
    ["values", listed(values?.map(value) ?? [], most)],
    ["errors", errors?.length === 0 ? "none may be told" : listed(errors?.map(error) ?? [], most)],
    ["modes", modes?.join(", then ") ?? ""],
    ["kinds", listed(kinds, most)],
  ];
  return rows.filter(([, text]) => text !== "");
}

function hex(offset: number): string {
  return `0x${offset.toString(16).padStart(4, "0")}`;
}
