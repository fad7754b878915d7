/**
 * What has to be said of a line: derived from the line by the suite's own reader, and from what the
 * author requires.
 *
 * @module
 */
import { type Candidate, candidatesOf, isKnown } from "./candidate.ts";
import { type CaseLine, isOwn } from "./case_line.ts";
import type { ExpectSource } from "./case_source.ts";
import type { Complain } from "./checked_record.ts";
import { expectedFrames } from "./expected_frames.ts";
import type { Expectation, WireFrame, WireGroup } from "./expectation.ts";
import type { Level } from "./rule.ts";
import { grantWishes } from "./wishes.ts";
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

/** Derives what a right decoder says. */
export function expectationOf(source: ExpectSource, options: ExpectOptions): Expectation {
  const { line, wire, recover } = options;
  const expected = expectedFrames(wire, { line, recover });
  const { frames, clean, triples } = expected;
  const candidates = candidatesOf(wire);
  const repeats = repeatsOf(frames, line.bytes);
  const required = (candidate: Candidate) => {
    const { group, reading } = candidate;
    return group.frame !== null && clean[group.frame]! && !repeats[group.frame] &&
      reading.regular && fits(reading, options.mode) && isKnown(reading);
  };
  const bases = line.spans.filter(({ kind }) => kind === "base");
  const inBase = (offset: number) => bases.some(({ from, to }) => from <= offset && offset < to);
  for (const candidate of candidates) {
    const { group } = candidate;
    if (!isOwn(line, group.offset)) continue;
    const triple = group.frame === null ? undefined : triples.get(group.frame);
    if (triple !== undefined) {
      const must = required(candidate) || (recover === "first" && triple === "first");
      if (must && recover !== "none") group.need = "must";
    } else if (source.say === "all" || source.say === undefined || inBase(group.offset)) {
      if (required(candidate)) group.need = "must";
    }
  }
  relaxDuplicates(candidates);
  const errors = grantWishes(source, { ...options, candidates, expected });
  return {
    groups: candidates.map(({ group }) => group),
    frames,
    ...(source.values && { values: source.values }),
    ...(errors && { errors }),
    ...(source.modes && { modes: source.modes }),
  };
}

/** Which frames are equal to the one before: who shows what changes may leave them out. */
function repeatsOf(frames: readonly WireFrame[], bytes: Uint8Array): boolean[] {
  return frames.map(({ offset, length }, i) => {
    const before = frames[i - 1];
    return before !== undefined && before.length === length &&
      bytes.subarray(offset, offset + length).every((byte, k) => byte === bytes[before.offset + k]);
  });
}

function fits({ separator }: RunReading, mode: ExpectOptions["mode"]): boolean {
  return mode === "auto" || (mode === "standard") === (separator === "\t");
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
