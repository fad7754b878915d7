/**
 * What has to be said of a line: derived from the line by the suite's own reader, and from what the
 * author requires, refused where the documents leave a receiver the choice.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";
import { knownLabel } from "../../tic/known_label.ts";
import type { CaseLine } from "./case_line.ts";
import type { ErrorSource, ExpectSource } from "./case_source.ts";
import type { Complain } from "./checked_record.ts";
import type { Expectation, ExpectedError, Need, WireFrame, WireGroup } from "./expectation.ts";
import type { Level } from "./rule.ts";
import type { Wire } from "./wire.ts";
import type { RunReading } from "./wire_run.ts";

/** What decides how much may be required. */
export interface ExpectOptions {
  /** The line. */
  line: CaseLine;
  /** What it carries. */
  wire: Wire;
  /** Mode that the program is told. */
  mode: "historique" | "standard" | "auto";
  /** Level of the rule. */
  level: Level;
  /** Which sentinels after a bad thing have to be said. */
  recover: "any" | "first" | "none";
  /** Tells a problem of the case. */
  complain: Complain;
}

/** A group found on the wire, being judged. */
interface Candidate {
  group: WireGroup;
  reading: RunReading;
}

/** Derives what a right decoder says. */
export function expectationOf(source: ExpectSource, options: ExpectOptions): Expectation {
  const { line, wire, complain } = options;
  const { frames, clean, first, triples } = framesOf(options);
  const candidates = candidatesOf(wire);
  const required = (candidate: Candidate) => {
    const { group, reading } = candidate;
    return group.frame !== null && clean[group.frame]! && reading.regular &&
      fits(reading, options.mode) && isKnown(reading);
  };
  const bases = line.spans.filter(({ kind }) => kind === "base");
  const inBase = (offset: number) => bases.some(({ from, to }) => from <= offset && offset < to);
  for (const candidate of candidates) {
    const { group } = candidate;
    if (group.offset >= line.tail) continue;
    const triple = group.frame === null ? undefined : triples.get(group.frame);
    if (triple !== undefined) {
      const must = required(candidate) || (options.recover === "first" && triple === "first");
      if (must && options.recover !== "none") group.need = "must";
    } else if (source.say === "all" || source.say === undefined || inBase(group.offset)) {
      if (required(candidate)) group.need = "must";
    }
  }
  relaxDuplicates(candidates);
  const refusal = (candidate: Candidate) => refusalOf(candidate, { ...options, first });
  if (source.say === "all") {
    requireAll(candidates, { line, refusal, complain });
  } else {
    // The closing frame is there for readers that end a frame at the next STX: it is never owed.
    const own = candidates.filter(({ group }) => group.offset < line.tail);
    requireListed(source.say ?? [], { candidates: own, wire, refusal, complain });
  }
  forbid(source.never, { candidates, wire, complain });
  nameKinds(source.kinds, { frames, triples, line, complain });
  checkValues(source.values ?? [], { candidates, refusal, complain });
  return {
    groups: candidates.map(({ group }) => group),
    frames,
    ...(source.values && { values: source.values }),
    ...(source.errors && { errors: errorsOf(source.errors, { wire, complain }) }),
    ...(source.modes && { modes: source.modes }),
  };
}

/** Frames with their recovery numbers, and which of them any reader has to take. */
function framesOf({ line, wire, recover }: ExpectOptions) {
  const members = line.spans.filter(({ kind }) => kind === "member");
  // A member may be right by its sums and yet nothing that a meter sends.
  const damage = new Set([...wire.damage, ...members.map(({ from }) => from)]);
  const soft = [...wire.eots, ...switchesOf(wire)];
  const marks = [...damage, ...soft].sort((a, b) => a - b);
  const triplesOfLine = line.spans.filter(({ kind }) => kind === "sentinels");
  const frames: WireFrame[] = [];
  /** Follows nothing but what a meter sends, since the start or for three frames. */
  const clean: boolean[] = [];
  /** The first one after damage. */
  const first: boolean[] = [];
  /** Frames of the sentinels. */
  const triples = new Map<number, "first" | "later">();
  let mark = 0;
  let member = 0;
  let spoilt = false;
  let good = 0;
  let damaged = false;
  let triple = 0;
  let recovery = 0;
  let recovering = false;
  for (const [index, { offset, end, by, complete, intact }] of wire.frames.entries()) {
    for (; mark < marks.length && marks[mark]! < offset; mark++) {
      spoilt = true;
      good = 0;
      if (damage.has(marks[mark]!)) damaged = true;
    }
    while (triplesOfLine[triple] && triplesOfLine[triple]!.to <= offset) triple++;
    const span = triplesOfLine[triple];
    const sentinel = span !== undefined && span.from <= offset && offset < span.to;
    while (members[member] && members[member]!.to <= offset) member++;
    const own = members[member] !== undefined && members[member]!.from <= offset;
    const frame: WireFrame = {
      offset,
      length: end - offset,
      complete,
      ...(complete && !intact && { doubtful: true }),
      ...(by !== "etx" && { cut: true }),
    };
    if (sentinel) {
      triples.set(index, offset === span.from ? "first" : "later");
      if (offset === span.from) {
        recovering = spoilt;
        if (recovering) recovery++;
      }
      if (recovering && recover !== "none") frame.recovery = recovery;
    }
    clean.push(intact && !spoilt && !own);
    first.push(damaged);
    frames.push(frame);
    if (intact) damaged = false;
    // Three good frames in a row are what a reader may need to find its way again (design §7).
    good = intact && !own ? good + 1 : 0;
    if (good === 3) spoilt = false;
  }
  return { frames, clean, first, triples };
}

/** A reader may need some frames to follow a switch of the mode, as after damage. */
function switchesOf({ frames, runs }: Wire): number[] {
  const separators = new Map<number, string>();
  for (const { frame, readings } of runs) {
    const separator = readings[0]?.separator;
    if (frame !== null && separator && !separators.has(frame)) separators.set(frame, separator);
  }
  const known = [...separators];
  return known.flatMap(([frame, separator], i) =>
    i > 0 && known[i - 1]![1] !== separator ? [frames[frame]!.offset - 1] : []
  );
}

function candidatesOf(wire: Wire): Candidate[] {
  return wire.runs.flatMap(({ offset, end, readings, frame }) =>
    readings.map((reading) => ({
      reading,
      group: {
        label: reading.label,
        value: reading.value,
        ...(reading.timestamp !== undefined && { timestamp: reading.timestamp }),
        frame,
        need: "may" as Need,
        ...(reading.also && { also: reading.also }),
        offset,
        length: end - offset,
      },
    }))
  );
}

function fits({ separator }: RunReading, mode: ExpectOptions["mode"]): boolean {
  return mode === "auto" || (mode === "standard") === (separator === "\t");
}

function isKnown({ label, separator }: RunReading): boolean {
  return knownLabel(label, separator === "\t" ? "standard" : "historique") !== null;
}

/** A program that keeps a frame as a map says a label once; which of two values is its choice. */
function relaxDuplicates(candidates: readonly Candidate[]): void {
  const seen = new Map<string, WireGroup>();
  let frame: number | null = null;
  for (const { group } of candidates) {
    if (group.frame !== frame) seen.clear();
    frame = group.frame;
    if (frame === null) continue;
    const head = seen.get(group.label);
    if (head === undefined) {
      seen.set(group.label, group);
      continue;
    }
    group.need = "may";
    if (head.value !== group.value || head.timestamp !== group.timestamp) head.need = "may";
  }
}

/** Why a group must not be required at level must; null where it may. */
function refusalOf(
  { group, reading }: Candidate,
  { level, wire, first }: ExpectOptions & { first: readonly boolean[] },
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
    if (group.offset >= line.tail || span?.kind === "sentinels" || !reading.regular) continue;
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
  { frames, triples, line, complain }: {
    frames: readonly WireFrame[];
    triples: ReadonlyMap<number, unknown>;
    line: CaseLine;
    complain: Complain;
  },
): void {
  if (kinds === undefined) return;
  const own = frames.filter((frame, index) => !triples.has(index) && frame.offset < line.tail);
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
