/**
 * The reference decoder: bytes in, events out.
 *
 * @module
 */
import type { MeterId, TicMode } from "../tic/mod.ts";
import type { ErrorKind, FrameGroup, GroupEvent, TicEvent } from "./events.ts";
import { type EventSink, type FrameFacts, Interpreter } from "./interpreter.ts";
import type { LabelNote } from "./label_note.ts";
import type { GroupSpan } from "./scanner.ts";
import { groupOf, timestampOf, valueOf } from "./span_text.ts";
import { ValueReader } from "./value_reader.ts";

/** Every kind of event. */
export const EVENTS = ["mode", "group", "value", "error", "notice", "frame"] as const;

/** Options of a decoder. */
export interface TicDecoderOptions {
  /**
   * The kinds of events wanted.
   *
   * @default {EVENTS}
   */
  events?: Iterable<TicEvent["event"]>;
  /**
   * Whether suspect groups are left out.
   *
   * @default {false}
   */
  strict?: boolean;
}

/**
 * Reads a TIC line, both modes, found by content and followed through a switch.
 *
 * It does no I/O, reads no clock and needs no permission; it never throws, whatever the bytes, and
 * keeps no more than a frame. How the stream is cut into chunks never changes the events.
 *
 * @example
 * ```ts
 * import { TicDecoder } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const decoder = new TicDecoder({ events: ["group"] });
 * const bytes = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03");
 * assertEquals(decoder.push(bytes), [
 *   { event: "group", label: "PAPP", value: "00360", grade: "ok", offset: 1 },
 * ]);
 * ```
 */
export class TicDecoder {
  readonly #gatherer: Gatherer;
  readonly #interpreter: Interpreter;

  /** Begins a stream. */
  constructor(options: TicDecoderOptions = {}) {
    this.#gatherer = new Gatherer(new Set(options.events ?? EVENTS));
    this.#interpreter = new Interpreter(this.#gatherer, options);
  }

  /** Reads the next bytes; returns the events that they complete. */
  push(bytes: Uint8Array): TicEvent[] {
    this.#interpreter.push(bytes);
    return this.#gatherer.take();
  }

  /** Ends the stream; returns what was unfinished as events. */
  end(): TicEvent[] {
    this.#interpreter.end();
    return this.#gatherer.take();
  }
}

/** Makes objects of what the interpreter tells. */
class Gatherer implements EventSink {
  readonly #wanted: ReadonlySet<TicEvent["event"]>;
  readonly #groups: boolean;
  readonly #frames: boolean;
  readonly #values: boolean;
  readonly #reader = new ValueReader();
  #events: TicEvent[] = [];
  #frame: FrameGroup[] = [];

  constructor(wanted: ReadonlySet<TicEvent["event"]>) {
    this.#wanted = wanted;
    this.#groups = wanted.has("group");
    this.#frames = wanted.has("frame");
    this.#values = wanted.has("value") || wanted.has("error");
  }

  take(): TicEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  mode(mode: TicMode, meter: MeterId | null, offset: number): void {
    if (this.#wanted.has("mode")) this.#events.push({ event: "mode", mode, meter, offset });
  }

  group(span: GroupSpan, note: LabelNote, why: string | null): void {
    const { memo, offset } = span;
    if (this.#groups) this.#events.push(groupEvent(span, why));
    if (note.known === null && this.#wanted.has("notice")) {
      this.#events.push({ event: "notice", kind: "unknown-label", label: memo.label, offset });
    }
    if (this.#frames) this.#frame.push(frameGroup(span, why));
    if (!this.#values) return;
    const value = this.#reader.read(span, why);
    if (value === null) this.error("value", memo.label, offset, memo.size + 2);
    else if (this.#wanted.has("value")) this.#events.push(value);
  }

  error(kind: ErrorKind, label: string, offset: number, length: number): void {
    if (!this.#wanted.has("error")) return;
    if (label === "") this.#events.push({ event: "error", kind, offset, length });
    else this.#events.push({ event: "error", kind, label, offset, length });
  }

  frameStart(): void {
    this.#frame = [];
  }

  frame(facts: FrameFacts): void {
    if (!this.#frames) return;
    const { mode, kind, complete, lost, conflicts, offset, length } = facts;
    const groups = this.#frame;
    this.#events.push({
      event: "frame",
      mode,
      kind,
      complete,
      groups,
      lost,
      conflicts,
      offset,
      length,
    });
  }
}

/** The fields are written out: spreading a group into the event costs half the decoder's speed. */
function groupEvent(span: GroupSpan, why: string | null): GroupEvent {
  const { offset, memo: { label, second } } = span;
  const value = valueOf(span);
  if (why !== null) {
    return { event: "group", ...groupOf(span), grade: "suspect", why, offset };
  }
  if (second === 0) return { event: "group", label, value, grade: "ok", offset };
  return { event: "group", label, timestamp: timestampOf(span), value, grade: "ok", offset };
}

function frameGroup(span: GroupSpan, why: string | null): FrameGroup {
  return why === null ? groupOf(span) : { ...groupOf(span), grade: "suspect" };
}
