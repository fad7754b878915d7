/**
 * What the author of a case asks for, put on the groups of its line, and refused where the documents
 * leave a receiver the choice.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";
import { type Candidate, isKnown } from "./candidate.ts";
import { type CaseLine, isOwn } from "./case_line.ts";
import type { ErrorSource, ExpectSource } from "./case_source.ts";
import type { Complain } from "./checked_record.ts";
import type { ExpectedFrames } from "./expected_frames.ts";
import type { ExpectedError, WireGroup } from "./expectation.ts";
import type { Level } from "./rule.ts";
import type { Wire } from "./wire.ts";

/** The line that the author writes about. */
export interface WishContext {
  /** Its bytes. */
  line: CaseLine;
  /** What they carry. */
  wire: Wire;
  /** Its groups. */
  candidates: readonly Candidate[];
  /** Its frames. */
  expected: ExpectedFrames;
  /** Level of the rule. */
  level: Level;
  /** Tells a problem of the case. */
  complain: Complain;
}

/** Grants what may be granted; returns the losses that have to be told. */
export function grantWishes(
  source: ExpectSource,
  context: WishContext,
): ExpectedError[] | undefined {
  const { line, wire, candidates, complain } = context;
  const refusal = (candidate: Candidate) => refusalOf(candidate, context);
  if (source.say === "all") {
    requireAll(candidates, { line, refusal, complain });
  } else {
    // The closing frame is there for readers that end a frame at the next STX: it is never owed.
    const own = candidates.filter(({ group }) => isOwn(line, group.offset));
    requireListed(source.say ?? [], { candidates: own, wire, refusal, complain });
  }
  forbid(source.never, { candidates, wire, complain });
  nameKinds(source.kinds, context);
  checkValues(source.values ?? [], { candidates, refusal, complain });
  return source.errors && errorsOf(source.errors, { wire, complain });
}

/** Why a group must not be required at level must; null where it may. */
function refusalOf(
  { group, reading }: Candidate,
  { level, wire, expected: { first } }: WishContext,
): string | null {
  if (level !== "must") return null;
  if (!isKnown(reading)) return "no meter of the documents has that label";
  if (group.frame === null) return "it stands outside of every frame";
  if (!wire.frames[group.frame]!.intact) {
    return "its frame is not whole and good, and 02E §1.5.3.1 lets a receiver drop it";
  }
  return first[group.frame] ? "its frame is the first after damage" : null;
}

interface Requirement {
  refusal: (candidate: Candidate) => string | null;
  complain: Complain;
}

function requireAll(
  candidates: readonly Candidate[],
  { line, refusal, complain }: Requirement & { line: CaseLine },
): void {
  for (const candidate of candidates) {
    const { group, reading } = candidate;
    const span = line.spans.find(({ from, to }) => from <= group.offset && group.offset < to);
    if (!isOwn(line, group.offset) || span?.kind === "sentinels" || !reading.regular) continue;
    const why = refusal(candidate);
    if (why) complain(`"say: all" cannot require "${written(group)}" at level must: ${why}`, "say");
    else group.need = "must";
  }
}

function requireListed(
  entries: readonly string[],
  { candidates, wire, refusal, complain }: Requirement & {
    candidates: readonly Candidate[];
    wire: Wire;
  },
): void {
  const used = new Set<WireGroup>();
  for (const entry of entries) {
    const found = matching(entry, { candidates, complain, key: "say" });
    if (found === null) continue;
    const open = found.filter(({ group }) => !used.has(group));
    const chosen = open.find((candidate) => refusal(candidate) === null) ?? open[0];
    if (chosen === undefined) {
      complain(`"say" cannot require "${entry}": ${absence(entry, { candidates, wire })}`, "say");
      continue;
    }
    const why = refusal(chosen);
    if (why) complain(`"say" cannot require "${entry}" at level must: ${why}`, "say");
    used.add(chosen.group);
    chosen.group.need = "must";
  }
}

function forbid(
  entries: readonly string[],
  { candidates, wire, complain }: {
    candidates: readonly Candidate[];
    wire: Wire;
    complain: Complain;
  },
): void {
  for (const entry of entries) {
    const found = matching(entry, { candidates, complain, key: "never" });
    if (found === null) continue;
    for (const { group } of found) group.need = "never";
    const label = labelOf(entry);
    // A run of that label with a wrong sum is enough: it cannot be said anyway.
    if (found.length === 0 && !wire.runs.some((run) => run.label === label)) {
      complain(
        `"never" cannot forbid "${entry}": ${absence(entry, { candidates, wire })}`,
        "never",
      );
    }
  }
}

const ENTRY = /^([^=@]+)(?:@([^=]*))?=([^]*)$/;

function labelOf(entry: string): string {
  return ENTRY.exec(entry)?.[1] ?? entry;
}

function matching(
  entry: string,
  { candidates, complain, key }: {
    candidates: readonly Candidate[];
    complain: Complain;
    key: string;
  },
): Candidate[] | null {
  const [, label, timestamp, value] = ENTRY.exec(entry) ?? [];
  if (label === undefined || value === undefined) {
    complain(`"${key}" cannot hold "${entry}": write LABEL=value or LABEL@timestamp=value`, key);
    return null;
  }
  return candidates.filter(({ group }) =>
    group.label === label && group.value.trim() === value.trim() &&
    (timestamp === undefined || group.timestamp?.trim() === timestamp.trim())
  );
}

/** Why nothing on the wire fits, in words that help. */
function absence(
  entry: string,
  { candidates, wire }: { candidates: readonly Candidate[]; wire: Wire },
): string {
  const label = labelOf(entry);
  const same = candidates.filter(({ group }) => group.label === label);
  if (same.length > 0) {
    return `the line has ${same.map(({ group }) => `"${written(group)}"`).join(", ")}`;
  }
  if (wire.runs.some((run) => run.label === label)) {
    return `no ${label} with a right sum is on the line`;
  }
  const near = nearest(label, wire.runs.flatMap((run) => run.label ?? []));
  return `no ${label} is on the line${near ? `, did you mean "${near}"?` : ""}`;
}

function written({ label, timestamp, value }: WireGroup): string {
  return timestamp === undefined ? `${label}=${value}` : `${label}@${timestamp}=${value}`;
}

function nameKinds(
  kinds: ExpectSource["kinds"],
  { expected: { frames, triples }, line, complain }: WishContext,
): void {
  if (kinds === undefined) return;
  const own = frames.filter((frame, index) => !triples.has(index) && isOwn(line, frame.offset));
  if (own.length !== kinds.length) {
    complain(
      `"kinds" has to name ${own.length} frames, those of the sentinels and the closing one left out`,
      "kinds",
    );
  }
  for (const [index, frame] of own.entries()) if (kinds[index]) frame.kind = kinds[index];
}

function checkValues(
  values: NonNullable<ExpectSource["values"]>,
  { candidates, refusal, complain }: Requirement & { candidates: readonly Candidate[] },
): void {
  for (const { label, never } of values) {
    const same = candidates.filter(({ group }) => group.label === label);
    if (same.length === 0) {
      const near = nearest(label, candidates.map(({ group }) => group.label));
      complain(
        `"values" cannot require "${label}": the line has no such group${
          near ? `, did you mean "${near}"?` : ""
        }`,
        "values",
      );
    } else if (!never && same.every((candidate) => refusal(candidate) !== null)) {
      complain(`"values" cannot require "${label}" at level must: ${refusal(same[0]!)}`, "values");
    }
  }
}

function errorsOf(
  errors: readonly ErrorSource[],
  { wire, complain }: { wire: Wire; complain: Complain },
): ExpectedError[] {
  return errors.flatMap(({ on, at, length, kinds }) => {
    if (at !== undefined) return [{ from: at, to: at + (length ?? 1), kinds }];
    if (on === undefined) return [];
    const [, label, count = "1"] = /^([^#]+)(?:#(\d+))?$/.exec(on) ?? [];
    const run = wire.runs.filter((run) => run.label === label)[Number(count) - 1];
    if (run) return [{ from: run.offset, to: run.end, kinds }];
    const near = nearest(label ?? "", wire.runs.flatMap((run) => run.label ?? []));
    complain(
      `"errors" cannot be on "${on}": the line has no such run${
        near ? `, did you mean "${near}"?` : ""
      }`,
      "errors",
    );
    return [];
  });
}
