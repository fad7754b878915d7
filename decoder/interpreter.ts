/**
 * The interpreter: gives the scanner's groups their grade, their frame, and the line its mode.
 *
 * Both skins of the decoder, objects and JSON Lines, are sinks of it, so that they cannot differ in
 * what they say.
 *
 * @module
 */
import { grade, type MeterId, type TicMode } from "../tic/mod.ts";
import type { ErrorKind, FrameKind } from "./events.ts";
import { FrameChecks } from "./frame_checks.ts";
import type { IndexGuard } from "./index_guard.ts";
import { type LabelNote, noteOf } from "./label_note.ts";
import { LineClock } from "./line_clock.ts";
import { MeterGuess, metersOfAddress } from "./meter_guess.ts";
import { type FrameEnd, type GroupSpan, Scanner, type ScanSink } from "./scanner.ts";
import { groupOf, valueOf } from "./span_text.ts";

/** What is known of a frame at its end; its groups are the sink's to remember. */
export interface FrameFacts {
  mode: TicMode | null;
  kind: FrameKind;
  complete: boolean;
  lost: number;
  conflicts: string[];
  offset: number;
  length: number;
}

/** What the interpreter tells, in the order of the events. */
export interface EventSink {
  mode(mode: TicMode, meter: MeterId | null, offset: number): void;
  /** A good group; `why` tells what makes it suspect, else it is null. */
  group(span: GroupSpan, note: LabelNote, why: string | null): void;
  error(kind: ErrorKind, label: string, offset: number, length: number): void;
  /** A frame begins; the groups gathered so far belong to none. */
  frameStart(): void;
  frame(facts: FrameFacts): void;
}

/** Interprets one stream; see the module. */
export class Interpreter implements ScanSink {
  readonly #sink: EventSink;
  readonly #scanner: Scanner;
  readonly #strict: boolean;
  readonly #clock = new LineClock();
  readonly #checks = new FrameChecks();
  readonly #guess = new MeterGuess();
  readonly #guards = new Map<string, IndexGuard>();
  #mode: TicMode | null = null;
  /** The meter told last. */
  #meter: MeterId | null = null;
  #address = "";
  #addressMeters = 0;
  #frameOffset = 0;
  #frameMarked = false;
  #frameMode: TicMode | null = null;
  #frameMixed = false;
  #frameGood = 0;
  #frameLost = 0;
  #frameAlarms = 0;
  #frameAddresses = 0;
  #frameCurrents = 0;
  #frameShort = false;

  constructor(sink: EventSink, options: { strict?: boolean } = {}) {
    this.#sink = sink;
    this.#strict = options.strict ?? false;
    this.#scanner = new Scanner(this);
  }

  /** Reads the next bytes of the stream. */
  push(bytes: Uint8Array): void {
    this.#scanner.push(bytes);
  }

  /** Ends the stream. */
  end(): void {
    this.#scanner.end();
  }

  /** Hears a good group from the scanner. */
  group(span: GroupSpan): void {
    const { memo } = span;
    let note = memo.note as LabelNote | undefined;
    if (note === undefined || note.standard !== memo.standard) {
      memo.note = note = noteOf(span, this.#guards);
    }
    const why = this.#doubt(span, note);
    this.#tellMode(span, note, why);
    this.#count(span, note, why);
    if (why === null || !this.#strict) this.#sink.group(span, note, why);
  }

  /** Hears a loss from the scanner. */
  lost(kind: ErrorKind, offset: number, length: number, label: string): void {
    if (kind !== "parity") this.#frameLost++;
    this.#sink.error(kind, label, offset, length);
  }

  /** Hears of a new frame from the scanner. */
  frameStart(offset: number, marked: boolean): void {
    this.#frameOffset = offset;
    this.#frameMarked = marked;
    this.#frameMode = null;
    this.#frameMixed = this.#frameShort = false;
    this.#frameGood = this.#frameLost = 0;
    this.#frameAlarms = this.#frameAddresses = this.#frameCurrents = 0;
    this.#checks.reset();
    this.#sink.frameStart();
  }

  /** Hears of a frame's end from the scanner. */
  frameEnd(how: FrameEnd, end: number): void {
    const complete = this.#frameMarked && how === "etx" && this.#frameGood > 0 &&
      this.#frameLost === 0 && !this.#frameMixed;
    this.#sink.frame({
      mode: this.#frameMode ?? this.#mode,
      kind: this.#frameKind(complete),
      complete,
      lost: this.#frameLost,
      conflicts: this.#checks.conflicts(complete),
      offset: this.#frameOffset,
      length: end - this.#frameOffset,
    });
  }

  /** Why no meter would have sent this group now, or null. */
  #doubt(span: GroupSpan, note: LabelNote): string | null {
    const { memo } = span;
    if (!memo.repeats(span.view, span.start)) judgeFields(span, note);
    if (note.doubt !== null || note.index === null) return note.doubt;
    const seconds = this.#clock.at(span.offset, memo.standard);
    return note.index.accepts(note.value, seconds) ? null : IMPOSSIBLE_INDEX;
  }

  #tellMode(span: GroupSpan, note: LabelNote, why: string | null): void {
    const mode = span.memo.standard ? "standard" : "historique";
    if (mode !== this.#mode) this.#guess.reset();
    else if (!note.address && this.#guess.includes(note.meters)) return;
    if (why === null) {
      if (note.address && valueOf(span) !== this.#address) this.#changeMeter(valueOf(span));
      if (note.address) this.#guess.hear(this.#addressMeters);
      this.#guess.hear(note.meters);
    }
    const meter = this.#guess.meter;
    if (mode === this.#mode && (meter === null || meter === this.#meter)) return;
    this.#mode = mode;
    this.#meter = meter;
    this.#sink.mode(mode, meter, span.offset);
  }

  #changeMeter(address: string): void {
    this.#address = address;
    this.#guess.reset();
    this.#addressMeters = metersOfAddress(address);
    for (const guard of this.#guards.values()) guard.reset();
  }

  #count(span: GroupSpan, note: LabelNote, why: string | null): void {
    this.#frameGood++;
    if (this.#frameMode === null) this.#frameMode = this.#mode;
    else if (this.#frameMode !== this.#mode) this.#frameMixed = true;
    if (note.frame === "alarm") this.#frameAlarms++;
    else if (note.frame === "address") this.#frameAddresses++;
    else if (note.frame === "current") this.#frameCurrents++;
    else if (note.frame === "length") this.#frameShort = valueOf(span) === "TRM_COURTE";
    if (why !== null) return;
    if (note.cross !== null) {
      this.#checks.hear(note.cross, note.value);
    }
    if (note.date) this.#clock.hear(span.bytes, span.start + span.memo.label.length + 1);
  }

  /**
   * Short where a group says so (ADIR of 54E §6.1.2, LG_TRM of 02E §2.10), or where a complete frame
   * holds the address and the three currents alone; standby where it holds the address alone.
   */
  #frameKind(complete: boolean): FrameKind {
    if (this.#frameAlarms > 0 || this.#frameShort) return "short";
    if (!complete) return "long";
    if (this.#frameGood === 1 && this.#frameAddresses === 1) return "standby";
    const others = this.#frameGood - this.#frameAddresses - this.#frameCurrents;
    return others === 0 && this.#frameCurrents > 0 ? "short" : "long";
  }
}

const IMPOSSIBLE_INDEX = "the index goes back, or on faster than a breaker lets";

/** Notes why no meter would send these fields, if none would, and the value of an index. */
function judgeFields(span: GroupSpan, note: LabelNote): void {
  const { bytes, start, memo } = span;
  const end = start + memo.size - 2;
  note.json.clear();
  if (note.known === null) note.doubt = "label unknown";
  else if (note.known.accepts(bytes, start + memo.label.length + 1, end)) note.doubt = null;
  else note.doubt = grade(groupOf(span), memo.standard ? "standard" : "historique");
  note.value = note.cross === "STGE"
    ? hexadecimal(bytes, start + memo.value, end)
    : decimal(bytes, start + memo.value, end);
}

function decimal(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + bytes[i]! - 48;
  return value;
}

function hexadecimal(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    value = value * 16 + (byte <= 57 ? byte - 48 : byte - 55);
  }
  return value;
}
