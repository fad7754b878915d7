/**
 * Families: cases whose members are made from one frame, packed into one input.
 *
 * @module
 */
import type { BaseFrames } from "../base_frames.ts";
import { type CaseLine, closed } from "../case_line.ts";
import { CheckedRecord, type Complain } from "../checked_record.ts";
import type { NotationSpan } from "../notation.ts";
import { leadFrame } from "../lead_frame.ts";
import { Sentinels } from "../sentinels.ts";
import { concatenated } from "./concatenated.ts";
import { drop } from "./drop.ts";
import { duplicateGroup } from "./duplicate_group.ts";
import { endlessFrame } from "./endless_frame.ts";
import { eot } from "./eot.ts";
import { flip } from "./flip.ts";
import { flood } from "./flood.ts";
import { garbage } from "./garbage.ts";
import { insert } from "./insert.ts";
import { longRun } from "./long_run.ts";
import { replace } from "./replace.ts";
import { start } from "./start.ts";
import { swapBytes } from "./swap_bytes.ts";
import { swapGroups } from "./swap_groups.ts";
import { truncate } from "./truncate.ts";
import { unknownLabels } from "./unknown_labels.ts";

/** What the members of some kinds are made with. */
interface MemberOptions {
  bytes: readonly number[];
  lengths: readonly number[];
  count: number;
  longest: number;
  seed: number;
}

interface FamilyKind {
  members: (frame: Uint8Array, options: MemberOptions) => Iterable<Uint8Array>;
  /** Keys besides `kind`, `frame` and `every`. */
  keys: readonly (keyof MemberOptions)[];
  /** Whether the members come before any sentinel. */
  opens?: true;
}

const KINDS: Readonly<Record<string, FamilyKind>> = {
  "truncate": { members: truncate, keys: [] },
  "eot": { members: eot, keys: [] },
  "start": { members: start, keys: [] },
  "flip": { members: flip, keys: [] },
  "drop": { members: drop, keys: [] },
  "insert": { members: insert, keys: ["bytes"] },
  "replace": { members: replace, keys: ["bytes"] },
  "swap-bytes": { members: swapBytes, keys: [] },
  "duplicate-group": { members: duplicateGroup, keys: [] },
  "swap-groups": { members: swapGroups, keys: [] },
  "garbage": { members: garbage, keys: ["seed", "count", "longest"] },
  "long-run": { members: longRun, keys: ["lengths"] },
  // Whoever reads lines takes a flood for the end of the last group before it.
  "flood": { members: flood, keys: ["bytes", "lengths"], opens: true },
  "endless-frame": { members: endlessFrame, keys: ["lengths"] },
  "unknown-labels": {
    members: (frame, options) => [concatenated(...unknownLabels(frame, options))],
    keys: ["count"],
    // A table of labels that noise has filled has no place for those of the sentinels.
    opens: true,
  },
  "many": {
    // Of two equal frames a reader may leave one out.
    members: (frame, { count }) =>
      Array.from(
        { length: count },
        () => concatenated(frame, leadFrame(frame) ?? new Uint8Array()),
      ),
    keys: ["count"],
    // After sentinels their index would go back, which some readers refuse.
    opens: true,
  },
};

/** The kinds of families, as a case names them. */
export const FAMILY_KINDS: readonly string[] = Object.keys(KINDS);

/** LF CR STX ETX EOT SP HT NUL, 0xff, and what an LF was seen to become (esphome/esphome#17291). */
const BYTES = [0x0a, 0x0d, 0x02, 0x03, 0x04, 0x20, 0x09, 0x00, 0xff, 0x0b, 0x0e, 0x0f];

/** More than this takes a slow program too long, in every chunking. */
const LONGEST_INPUT = 400_000;

/**
 * Packs the members of a family between triples of sentinels; null where it cannot be made.
 *
 * @throws {Error} as `BaseFrames` does, where the frame is none.
 */
export function familyLine(
  source: unknown,
  { frames, tail, complain }: { frames: BaseFrames; tail: boolean; complain: Complain },
): CaseLine | null {
  const about: Complain = (text) => complain(`in "family": ${text}`, "family");
  const name = (source as Record<string, unknown>)["kind"];
  const kind = KINDS[String(name)];
  const keys = ["kind", "frame", "every", ...kind?.keys ?? []];
  const read = new CheckedRecord(source, { keys, complain: about });
  read.word("kind", FAMILY_KINDS);
  const words = read.text("frame", { required: true });
  if (kind === undefined || words === undefined) return null;
  const frame = frames.write(words);
  const numbers = (key: string, fallback: readonly number[]) =>
    read.list(key)?.filter((value): value is number => {
      const good = Number.isInteger(value) && value as number >= 0;
      if (!good) about(`"${key}" has to hold numbers from 0, not ${JSON.stringify(value)}`);
      return good;
    }) ?? fallback;
  const number = (key: string, fallback: number) => {
    const value = read.raw(key) ?? fallback;
    if (Number.isInteger(value) && value as number > 0) return value as number;
    about(`"${key}" has to be a number from 1, not ${JSON.stringify(value)}`);
    return fallback;
  };
  const every = number("every", 1);
  const members = [...kind.members(frame, {
    bytes: numbers("bytes", BYTES),
    lengths: numbers("lengths", [300, 5_000, 100_000]),
    count: number("count", 100),
    longest: number("longest", 40),
    seed: number("seed", 1),
  })].filter((_, index) => index % every === 0);
  const line = packed(members, { frame, good: name === "many", opens: kind.opens ?? false });
  if (line.bytes.length > LONGEST_INPUT) {
    about(
      `${line.bytes.length} bytes are more than ${LONGEST_INPUT}: take a shorter frame, or "every"`,
    );
  }
  return tail ? closed(line, modeOf(frame)) : { ...line, lead: 0, tail: line.bytes.length };
}

/** The mode of a family's frame; null, told when it is built, where there is none. */
export function modeOfFamily(
  source: Readonly<Record<string, unknown>>,
  { frames }: { frames: BaseFrames },
): "historique" | "standard" | null {
  try {
    return modeOf(frames.write(String(source["frame"])));
  } catch {
    return null;
  }
}

function modeOf(frame: Uint8Array): "historique" | "standard" {
  return frame.includes(0x09) ? "standard" : "historique";
}

function packed(
  members: readonly Uint8Array[],
  { frame, good, opens }: { frame: Uint8Array; good: boolean; opens: boolean },
): { bytes: Uint8Array; spans: NotationSpan[] } {
  const sentinels = new Sentinels(modeOf(frame), { before: frame });
  const pieces: Uint8Array[] = [];
  const spans: NotationSpan[] = [];
  let length = 0;
  const add = (kind: NotationSpan["kind"], bytes: Uint8Array) => {
    spans.push({ kind, from: length, to: length + bytes.length });
    pieces.push(bytes);
    length += bytes.length;
  };
  if (!opens) add("sentinels", sentinels.triple());
  for (const member of members) {
    add(good ? "base" : "member", member);
    if (!good) add("sentinels", sentinels.triple());
  }
  if (good) add("sentinels", sentinels.triple());
  return { bytes: concatenated(...pieces), spans };
}
