/**
 * The lint of what a meter emits.
 *
 * @module
 */
import type { FrameRule, Place, Tell } from "./check.ts";
import { SECOND } from "./clock.ts";
import type { Finding, Rule } from "./finding.ts";
import { Frame } from "./frame.ts";
import { FrameReader, type Outside, type RawFrame } from "./frame_reader.ts";
import { readGroups, shown } from "./group_reader.ts";
import { BAUD, BITS, Line } from "./line.ts";
import { EMPTY, OUTSIDE, UNENDED } from "./line_rules.ts";
import type { GivenMeter } from "./meter.ts";
import { findOlderMeter } from "./older/find_older_meter.ts";
import { OlderFrame } from "./older/older_frame.ts";
import type { OlderMeter } from "./older/older_table.ts";
import type { OlderRule } from "./older/older_rule.ts";
import { OLDER_RULES } from "./older/older_rules.ts";
import { FRAME_RULES } from "./rules.ts";

/** How to lint. */
export interface LintOptions {
  /** What the meter is; what is left out is found from the frames themselves. */
  meter?: GivenMeter;
  /** False to leave out the rules that the documents do not state. */
  derived?: boolean;
}

/** When bytes came. */
export interface PushOptions {
  /**
   * Start of the first byte in ms, the others follow without silence; or the start of each byte in ms.
   * The zero is any.
   */
  at?: number | ArrayLike<number>;
}

/**
 * Reads a meter's line piece by piece and tells every place where it breaks a rule.
 *
 * It shares nothing with ticlab's encoder, dictionary and decoder, so that they cannot share a mistake.
 * Pieces of any size give the same findings. What comes before the first STX, and a frame that the line
 * does not end, is skipped.
 *
 * @example
 * ```ts
 * import { Lint } from "./lint.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const lint = new Lint();
 * const bytes = new TextEncoder().encode("\x02\nADCO 021861229110 /\r\x03");
 * const [first] = lint.push(bytes);
 * assertEquals(first?.rule, "group.checksum");
 * ```
 */
export class Lint {
  #reader = new FrameReader();
  #line: Line;
  #rules: Readonly<Record<"historique" | "standard", readonly FrameRule[]>>;
  #olderRules: readonly OlderRule[];
  #olderMeter: OlderMeter | null = null;
  /** The last frame of a meter with a table of its own, if nothing was lost since. */
  #older: OlderFrame | null = null;
  #findings: Finding[] = [];

  /** Begins a line. */
  constructor({ meter, derived = true }: LintOptions = {}) {
    this.#line = new Line(meter);
    const rulesOf = (mode: "historique" | "standard") =>
      FRAME_RULES.filter((rule) =>
        (derived || rule.level === "spec") && (rule.mode ?? mode) === mode
      );
    this.#rules = { historique: rulesOf("historique"), standard: rulesOf("standard") };
    this.#olderRules = OLDER_RULES.filter(({ level }) => derived || level === "spec");
  }

  /** Reads a piece of the line, and tells what the frames that end in it break. */
  push(bytes: Uint8Array, { at }: PushOptions = {}): Finding[] {
    for (const piece of this.#reader.push(bytes, timesOf(bytes, at))) {
      if (piece.kind === "outside") this.#outside(piece);
      else this.#frame(piece);
    }
    return this.#take();
  }

  /**
   * Ends the line, or a stretch of it: where more is pushed after, what neighbours owe each other is not
   * checked across, what holds for ever is (indexes, clock, points of the curves).
   */
  end(): Finding[] {
    for (const piece of this.#reader.end()) this.#outside(piece);
    this.#gap();
    return this.#take();
  }

  #outside({ number, offset, count, bytes }: Outside): void {
    const what = `${shown(bytes, 0, bytes.length)}: ${count} byte(s) between two frames`;
    // A line end written twice is how terminals and editors leave their mark (reference §10.2).
    const known = bytes.every((byte) => LINE_ENDS.includes(byte)) ? { known: 18 } : {};
    this.#tell(OUTSIDE, { what, frame: number, offset, ...known });
    this.#gap();
  }

  #gap(): void {
    this.#line.gap();
    this.#older = null;
  }

  #frame(raw: RawFrame): void {
    const { number, offset, bytes, end } = raw;
    const found = this.#findings.length;
    const tell: Tell = (rule, what, { at = 0, ...place } = {}) =>
      this.#tell(rule, { what, frame: number, offset: offset + at, ...place });
    if (end === "none") tell(UNENDED, "the frame goes on without ETX");
    const read = readGroups(bytes, {
      end: bytes.length - (end === "none" ? 0 : 1),
      cut: end !== "etx",
      tell,
    });
    if (end === "etx" && read.groups.length === 0 && this.#findings.length === found) {
      tell(EMPTY, "the frame holds no group");
    }
    if (read.groups.length > 0) {
      const older = this.#olderMeter = findOlderMeter(read.groups, this.#olderMeter);
      if (older) this.#checkOlder(new OlderFrame(older, raw, read), tell);
      else this.#check(new Frame(raw, read), tell);
    }
    // After an interruption the line is silent for any time (02E §1.5.2 p19).
    if (end !== "etx") this.#gap();
  }

  #check(frame: Frame, tell: Tell): void {
    this.#older = null;
    this.#line.expect(frame);
    for (const rule of this.#rules[frame.meter.mode]) {
      rule.check(frame, this.#line, reporter(rule, frame, tell));
    }
    this.#line.remember(frame);
  }

  #checkOlder(frame: OlderFrame, tell: Tell): void {
    this.#line.gap();
    const before = this.#older?.meter.name === frame.meter.name ? this.#older : null;
    for (const rule of this.#olderRules) {
      rule.check(frame, before, reporter(rule, frame, tell));
    }
    this.#older = frame;
  }

  #tell({ id, level, source }: Rule, found: Omit<Finding, "rule" | "level" | "source">): void {
    this.#findings.push({ rule: id, level, source, ...found });
  }

  #take(): Finding[] {
    const found = this.#findings;
    this.#findings = [];
    return found;
  }
}

/** Tells what breaks a rule, at the group that it is about. */
function reporter(rule: Rule, frame: Frame | OlderFrame, tell: Tell) {
  return (what: string, place: Place = {}) => {
    const { label } = place;
    const at = place.at ?? (label === undefined ? undefined : frame.group(label)?.at);
    tell(rule, what, at === undefined ? place : { ...place, at });
  };
}

const LINE_ENDS: readonly number[] = [0x0a, 0x0d];
const HT = 0x09;

/** Gives the start of each byte of a piece. */
function timesOf(bytes: Uint8Array, at: PushOptions["at"]): ((index: number) => number) | null {
  if (at === undefined) return null;
  if (typeof at !== "number") return (i) => at[i] ?? NaN;
  const mode = bytes.includes(HT) ? "standard" : "historique";
  const character = BITS * SECOND / BAUD[mode];
  return (i) => at + i * character;
}

/**
 * Lints a whole line: its bytes, or frame after frame.
 *
 * @example
 * ```ts
 * import { lint } from "./lint.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = new TextEncoder().encode("\x02\nADCO 021861229110 8\rPAPP\x03");
 * assertEquals(lint(line)[0]?.what, '"PAPP" between two groups, where nothing may stand');
 * ```
 */
export function lint(
  line: Uint8Array | Iterable<Uint8Array>,
  options: LintOptions = {},
): Finding[] {
  const linter = new Lint(options);
  const found: Finding[] = [];
  for (const piece of line instanceof Uint8Array ? [line] : line) found.push(...linter.push(piece));
  return [...found, ...linter.end()];
}
