/**
 * Where readings go: a broker, a database, a page, a file.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";
import type { LineState } from "./line_state.ts";
import type { PumpState } from "./pump.ts";
import type { SinkAddress } from "./sink_address.ts";

/** A place that takes readings. */
export interface Sink {
  /** What it is, without secrets: `mqtt://127.0.0.1:1883/teleinfo`. */
  readonly url: string;
  /** Whether it wants every reading, however seldom the others are to have one: somebody looks at it. */
  readonly live?: boolean;
  /**
   * Delivers readings, in order; resolves when the other side has all of them for good.
   *
   * @throws {SinkError} where it has not: the same readings are delivered again.
   */
  deliver(readings: readonly FrameReading[]): Promise<void>;
  /** Told now and then how the line is read and how all sinks do; for sinks that show it. */
  line?(state: LineState, sinks: readonly PumpState[]): void;
  /** Says goodbye and ends. */
  close(): Promise<void>;
}

/** How a sink is made. */
export interface SinkContext {
  /** A secret: variable `TICLAB_<name>`, or the file that `TICLAB_<name>_FILE` names. */
  secret(name: string): string | undefined;
  /** Folder from which relative paths start. */
  folder: string;
  /** Tells a person what happens, without secrets. */
  notice(text: string): void;
}

/** A kind of sink: the table of its parameters, and how it is opened. */
export interface SinkKind {
  /** Schemes of its words: `["mqtt", "mqtts", "ws", "wss"]`. */
  readonly schemes: readonly string[];
  /** Whether readings wait in a queue on disk for it; a page or a file takes them at once. */
  readonly queued: boolean;
  /** Parameters after `?`, with their help. */
  readonly parameters: Readonly<Record<string, string>>;
  /**
   * Makes it. It connects by itself and again when the other side goes away; that the other side is
   * down is told by `deliver`, a word that cannot be right by this.
   *
   * @throws {SinkError} of kind `usage`.
   */
  open(address: SinkAddress, context: SinkContext): Promise<Sink>;
}

/** Why readings were not delivered: `down` is tried again, `refused` drops that reading, with a word. */
export type SinkErrorKind = "usage" | "down" | "denied" | "refused";

/** A sink that cannot be opened, or did not take a reading. */
export class SinkError extends Error {
  /** Whether the word is wrong, the other side away, the secret refused, or this reading refused. */
  readonly kind: SinkErrorKind;
  /** What to do next. */
  readonly next: string;

  constructor(
    message: string,
    options: { kind: SinkErrorKind; next: string; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = "SinkError";
    this.kind = options.kind;
    this.next = options.next;
  }
}
