/**
 * The decoder's events as JSON Lines, written from bytes to bytes.
 *
 * What it writes is what `JSON.stringify` writes of the events of `TicDecoder`; but the frames, which
 * are most of the bytes, go from the line to the output without an object between them, because a
 * `JSON.stringify` a frame costs half the speed.
 *
 * @module
 */
import type { MeterId, TicMode } from "../tic/mod.ts";
import { ByteWriter } from "./byte_writer.ts";
import { EVENTS, type TicDecoderOptions } from "./decoder.ts";
import type { ErrorKind, TicEvent } from "./events.ts";
import { type EventSink, type FrameFacts, Interpreter } from "./interpreter.ts";
import type { LabelNote } from "./label_note.ts";
import type { GroupSpan } from "./scanner.ts";
import { groupOf } from "./span_text.ts";
import { ValueReader } from "./value_reader.ts";

const COMMA = 0x2c;
const QUOTE = 0x22;
const BRACE = 0x7d;
const MODE_JSON = { historique: '"historique"', standard: '"standard"', unknown: "null" };

/**
 * Reads a TIC line and writes its events as JSON, one object a line.
 *
 * @example
 * ```ts
 * import { JsonLines } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const lines = new JsonLines({ events: ["group"] });
 * const bytes = lines.push(new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03"));
 * assertEquals(
 *   new TextDecoder().decode(bytes),
 *   `{"event":"group","label":"PAPP","value":"00360","grade":"ok","offset":1}\n`,
 * );
 * ```
 */
export class JsonLines {
  readonly #writer: Writer;
  readonly #interpreter: Interpreter;

  /** Begins a stream. */
  constructor(options: TicDecoderOptions = {}) {
    this.#writer = new Writer(new Set(options.events ?? EVENTS));
    this.#interpreter = new Interpreter(this.#writer, options);
  }

  /** Frames that ended so far. */
  get frames(): number {
    return this.#writer.frames;
  }

  /** Frames that ended complete. */
  get completeFrames(): number {
    return this.#writer.completeFrames;
  }

  /** Reads the next bytes; returns the lines that they complete, valid until the next call. */
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#writer.out.clear();
    this.#interpreter.push(bytes);
    return this.#writer.out.bytes();
  }

  /** Ends the stream; returns the last lines. */
  end(): Uint8Array<ArrayBuffer> {
    this.#writer.out.clear();
    this.#interpreter.end();
    return this.#writer.out.bytes();
  }
}

class Writer implements EventSink {
  readonly out = new ByteWriter();
  frames = 0;
  completeFrames = 0;
  readonly #wanted: ReadonlySet<TicEvent["event"]>;
  readonly #wantsGroups: boolean;
  readonly #wantsFrames: boolean;
  readonly #wantsValues: boolean;
  readonly #wantsNotices: boolean;
  readonly #reader = new ValueReader();
  /** The groups of the frame at hand, as the inside of its array. */
  readonly #frame = new ByteWriter();

  constructor(wanted: ReadonlySet<TicEvent["event"]>) {
    this.#wanted = wanted;
    this.#wantsGroups = wanted.has("group");
    this.#wantsFrames = wanted.has("frame");
    this.#wantsValues = wanted.has("value") || wanted.has("error");
    this.#wantsNotices = wanted.has("notice");
  }

  mode(mode: TicMode, meter: MeterId | null, offset: number): void {
    this.#line({ event: "mode", mode, meter, offset });
  }

  group(span: GroupSpan, note: LabelNote, why: string | null): void {
    const { memo, offset } = span;
    if (note.json.length === 0) writeGroup(note.json, span);
    if (this.#wantsGroups) {
      this.out.ascii('{"event":"group",');
      this.out.append(note.json, 1);
      if (why === null) this.out.ascii(',"grade":"ok","offset":');
      else this.out.ascii(`,"grade":"suspect","why":${json(why)},"offset":`);
      this.out.number(offset);
      this.out.ascii("}\n");
    }
    if (note.known === null && this.#wantsNotices) {
      this.#line({ event: "notice", kind: "unknown-label", label: memo.label, offset });
    }
    if (this.#wantsFrames) {
      if (this.#frame.length > 0) this.#frame.byte(COMMA);
      this.#frame.append(note.json, 0);
      if (why === null) this.#frame.byte(BRACE);
      else this.#frame.ascii(',"grade":"suspect"}');
    }
    if (this.#wantsValues) this.#value(span, why);
  }

  error(kind: ErrorKind, label: string, offset: number, length: number): void {
    if (label === "") this.#line({ event: "error", kind, offset, length });
    else this.#line({ event: "error", kind, label, offset, length });
  }

  frameStart(): void {
    this.#frame.clear();
  }

  frame(facts: FrameFacts): void {
    this.frames++;
    if (facts.complete) this.completeFrames++;
    if (!this.#wantsFrames) return;
    const { mode, kind, complete, lost, conflicts, offset, length } = facts;
    // One text after the other: joined first, they take twice the time to write.
    const { out } = this;
    out.ascii('{"event":"frame","mode":');
    out.ascii(MODE_JSON[mode ?? "unknown"]);
    out.ascii(',"kind":"');
    out.ascii(kind);
    out.ascii(complete ? '","complete":true,"groups":[' : '","complete":false,"groups":[');
    out.append(this.#frame, 0);
    out.ascii('],"lost":');
    out.number(lost);
    out.ascii(',"conflicts":');
    out.ascii(conflicts.length === 0 ? "[]" : json(conflicts));
    out.ascii(',"offset":');
    out.number(offset);
    out.ascii(',"length":');
    out.number(length);
    out.ascii("}\n");
  }

  #value(span: GroupSpan, why: string | null): void {
    const value = this.#reader.read(span, why);
    if (value === null) this.error("value", span.memo.label, span.offset, span.memo.size + 2);
    else this.#line(value);
  }

  #line(event: TicEvent): void {
    if (this.#wanted.has(event.event)) this.out.text(`${json(event)}\n`);
  }
}

/** Writes a group without its closing brace, from the line where no character has to be escaped. */
function writeGroup(out: ByteWriter, span: GroupSpan): void {
  const { bytes, start, memo } = span;
  out.ascii('{"label":"');
  out.ascii(memo.label);
  out.ascii('",');
  let plain = true;
  if (memo.second !== 0) {
    out.ascii('"timestamp":"');
    plain = out.plain(bytes, start + memo.label.length + 1, start + memo.second);
    out.ascii('",');
  }
  out.ascii('"value":"');
  plain = out.plain(bytes, start + memo.value, start + memo.size - 2) && plain;
  out.byte(QUOTE);
  if (plain) return;
  out.clear();
  out.text(json(groupOf(span)).slice(0, -1));
}

const json = JSON.stringify;
