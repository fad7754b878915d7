/**
 * Whether the groups that a program said are those of the wire: none invented, none said twice or
 * out of order, none missing that a right decoder has to say.
 *
 * @module
 */
import type { WireGroup } from "../suite/expectation.ts";
import { type Complaint, groupText } from "./complaint.ts";
import type { Said, SaidGroup } from "./said.ts";
import { type Exactness, groupKey, saysGroup } from "./same_group.ts";
import type { WireIndex } from "./wire_index.ts";

/**
 * Looks for the first group that is wrong or missing.
 *
 * @returns The complaint, or null, and which groups of the wire were said.
 *
 * @example
 * ```ts
 * import { checkGroups } from "./groups.ts";
 * import { wireIndex } from "./wire_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const index = wireIndex({
 *   frames: [{ offset: 0, length: 20, complete: true }],
 *   groups: [{ label: "PAPP", value: "00360", frame: 0, need: "must", offset: 1, length: 14 }],
 * }, { timestamps: false });
 * const said = { groups: [], frames: [], values: [], errors: [], modes: [], logs: [] };
 * const { complaint } = checkGroups(index, said, { timestamps: false, raw: false });
 * assertEquals(complaint?.expected, 'PAPP "00360"');
 * ```
 */
export function checkGroups(
  index: WireIndex,
  said: Said,
  exactness: Exactness,
): { complaint: Complaint | null; matched: ReadonlySet<WireGroup> } {
  const matched = new Set<WireGroup>();
  const places = new Map<string, number>();
  for (const group of said.groups) {
    const line = index.allowed.get(group.label) ?? [];
    const from = places.get(group.label) ?? 0;
    let place = from;
    while (place < line.length && !saysGroup(line[place]!, group, exactness)) place++;
    if (place === line.length) {
      return { complaint: invented(index, group, from, exactness), matched };
    }
    matched.add(line[place]!);
    places.set(group.label, place + 1);
  }
  return { complaint: missing(index, matched, exactness) ?? unrecovered(index, matched), matched };
}

function invented(
  index: WireIndex,
  group: SaidGroup,
  from: number,
  exactness: Exactness,
): Complaint {
  const said = groupText(group);
  const line = index.allowed.get(group.label) ?? [];
  const next = line[from];
  const forbidden = index.never.find((g) => saysGroup(g, group, exactness));
  if (forbidden) {
    return { what: "says a group that it must not say", said, at: forbidden.offset };
  }
  const before = line.slice(0, from).findLast((g) => saysGroup(g, group, exactness));
  if (before) {
    const what = "says a group once more than the line carried it, or later than it came";
    return { what, said, at: before.offset };
  }
  const last = line.at(-1);
  if (last === undefined) {
    const what = "says a group that the line did not carry with a right checksum";
    return { what, said, group };
  }
  const part = otherPart(line, group);
  return {
    what: `says ${group.label} with another ${part} than the line carried with a right checksum`,
    said,
    group,
    expected: next ? groupText(next) : `nothing more of ${last.label} after "${last.value}"`,
    at: (next ?? last).offset,
  };
}

/** In what a group differs from all of its label that were on the line with a right checksum. */
function otherPart(line: readonly WireGroup[], group: SaidGroup): string {
  const carried = (exactness: Exactness) => line.some((g) => saysGroup(g, group, exactness));
  if (!carried({ timestamps: false, raw: false })) return "value";
  return carried({ timestamps: true, raw: false }) ? "padding" : "timestamp";
}

function missing(
  index: WireIndex,
  matched: ReadonlySet<WireGroup>,
  { timestamps }: Exactness,
): Complaint | null {
  const keyOf = (group: WireGroup) => groupKey(group, timestamps);
  const said = new Map<string, number>();
  for (const group of matched) said.set(keyOf(group), (said.get(keyOf(group)) ?? 0) + 1);
  for (const [key, { group, times }] of index.owed) {
    if ((said.get(key) ?? 0) >= times) continue;
    const place = index.allowed.get(group.label)?.find((g) => keyOf(g) === key && !matched.has(g));
    const many = index.owed.size === 1 ? "a group" : `${index.owed.size} groups`;
    return {
      what: matched.size === 0
        ? `says no group at all, though ${many} came right`
        : "does not say a group that came right",
      expected: groupText(group),
      at: (place ?? group).offset,
    };
  }
  return null;
}

function unrecovered(index: WireIndex, matched: ReadonlySet<WireGroup>): Complaint | null {
  for (const set of index.sentinels) {
    if (set.some((own) => own.every((group) => matched.has(group)))) continue;
    const first = set[0]?.[0];
    const last = set.at(-1)?.[0];
    return {
      what: set.length === 1
        ? "does not say the good frame that follows the damage"
        : `does not say one of the ${set.length} good frames that follow the damage`,
      ...(last && { expected: `${groupText(last)} and the rest of its frame` }),
      ...(first && { at: first.offset }),
    };
  }
  return null;
}
