/**
 * An expectation prepared for many questions: groups by label, pieces of the line, what is owed.
 *
 * @module
 */
import type { Expectation, WireFrame, WireGroup } from "../suite/expectation.ts";
import { groupKey } from "./same_group.ts";

/** A stretch of the line whose groups may stand in one frame: a frame, or what lies between two. */
export interface Stretch {
  /** The frame, or null for groups outside every frame. */
  frame: WireFrame | null;
  /** Its groups. */
  groups: WireGroup[];
}

/** An expectation prepared for many questions. */
export interface WireIndex {
  /** Groups of each label in wire order, without those that must not be said. */
  allowed: ReadonlyMap<string, readonly WireGroup[]>;
  /** Groups with a right sum that must not be said. */
  never: readonly WireGroup[];
  /** Stretches in wire order. */
  stretches: readonly Stretch[];
  /** How often each group has to be said, by its key; with the first such group. */
  owed: ReadonlyMap<string, { group: WireGroup; times: number }>;
  /** Groups that stand only once on the line, as far as the program tells groups apart. */
  unique: ReadonlySet<WireGroup>;
  /** For each bad thing, the groups of each of its sentinels that stand nowhere else. */
  sentinels: readonly (readonly (readonly WireGroup[])[])[];
}

/** What of a program changes the index. */
export interface WireIndexOptions {
  /** Whether it says timestamps; without them groups that differ only there are the same. */
  timestamps: boolean;
  /** Labels that it says, where it says only some; the others are left out. */
  labels?: ReadonlySet<string> | undefined;
}

const dated = new WeakMap<Expectation, WireIndex>();
const undated = new WeakMap<Expectation, WireIndex>();

/**
 * Prepares an expectation; a second call returns the same index.
 *
 * @example
 * ```ts
 * import { wireIndex } from "./wire_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const index = wireIndex({
 *   frames: [{ offset: 0, length: 20, complete: true }],
 *   groups: [{ label: "PAPP", value: "00360", frame: 0, need: "must", offset: 1, length: 14 }],
 * }, { timestamps: true });
 * assertEquals(index.allowed.get("PAPP")?.length, 1);
 * assertEquals([...index.owed.values()].map(({ times }) => times), [1]);
 * ```
 */
export function wireIndex(expect: Expectation, options: WireIndexOptions): WireIndex {
  if (options.labels) return build(expect, options);
  const indexes = options.timestamps ? dated : undated;
  const known = indexes.get(expect);
  if (known) return known;
  const index = build(expect, options);
  indexes.set(expect, index);
  return index;
}

function build(expect: Expectation, { timestamps, labels }: WireIndexOptions): WireIndex {
  const keys = new Map(expect.groups.map((group) => [group, groupKey(group, timestamps)]));
  const keyOf = (group: WireGroup) => keys.get(group)!;
  const groups = labels ? expect.groups.filter((g) => labels.has(g.label)) : expect.groups;
  const allowed = new Map<string, WireGroup[]>();
  const count = new Map<string, number>();
  for (const group of groups) {
    if (group.need === "never") continue;
    const same = allowed.get(group.label);
    if (same) same.push(group);
    else allowed.set(group.label, [group]);
    const key = keyOf(group);
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  const owed = new Map<string, { group: WireGroup; times: number }>();
  const owe = (group: WireGroup) => {
    const key = keyOf(group);
    const old = owed.get(key);
    if (old) old.times++;
    else owed.set(key, { group, times: 1 });
  };
  for (const group of groups) if (group.need === "must") owe(group);

  const byFrame = Map.groupBy(groups, ({ frame }) => frame);
  const sets = new Map<number, WireGroup[][]>();
  expect.frames.forEach((frame, i) => {
    if (frame.recovery === undefined) return;
    const own = (byFrame.get(i) ?? []).filter(({ need }) => need !== "never");
    const set = sets.get(frame.recovery);
    if (set) set.push(own);
    else sets.set(frame.recovery, [own]);
  });
  for (const set of sets.values()) {
    // What all sentinels of a set share (the meter's number) is owed once a set; the rest tells
    // which of them was said.
    for (const group of set[0] ?? []) {
      const key = keyOf(group);
      const inAll = set.every((own) => own.some((g) => keyOf(g) === key));
      if (set.length > 1 && inAll) owe(group);
    }
  }
  const unique = new Set(groups.filter((g) => g.need !== "never" && count.get(keyOf(g)) === 1));
  return {
    allowed,
    unique,
    never: groups.filter((g) => g.need === "never"),
    stretches: stretchesOf(groups, expect.frames),
    owed,
    sentinels: [...sets.values()].map((set) => set.map((own) => own.filter((g) => unique.has(g)))),
  };
}

function stretchesOf(groups: readonly WireGroup[], frames: readonly WireFrame[]): Stretch[] {
  const stretches: Stretch[] = [];
  let last: number | null | undefined;
  for (const group of groups) {
    if (group.frame !== last || last === undefined) {
      last = group.frame;
      stretches.push({ frame: last === null ? null : frames[last] ?? null, groups: [] });
    }
    stretches.at(-1)!.groups.push(group);
  }
  return stretches;
}
