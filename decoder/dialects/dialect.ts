/**
 * A dialect: how one gateway of the field puts readings into messages.
 *
 * @module
 */
import type { FrameReading } from "./frame_reading.ts";

/** A message, as a broker carries it. */
export interface Message {
  /** Full topic. */
  topic: string;
  /** Text of the message. */
  payload: string;
  /** Whether the broker keeps it for those who come later. */
  retain: boolean;
}

/** A value that a message says. */
export interface SaidValue {
  /** Label as on the wire; a value that is no label (a mean, a total) has the name that it has there. */
  label: string;
  /** Number of the meter, where the message or its topic tells it. */
  meter?: string;
  /**
   * What is said: text where the gateway says text, so that a lost zero shows; true where it says that the
   * label is there, without its value, as Tasmota's event of an overload does.
   */
  value: string | number | boolean | null;
  /** Instant that the gateway gives it, ms since 1970 UTC, where it does. */
  at?: number;
}

/** How a dialect is spoken. */
export interface SpeakOptions {
  /** First part of the topics: `teleinfo` in `teleinfo/021861348497`. */
  base: string;
  /** Settings of the dialect, those of its `settings` table. */
  settings: Readonly<Record<string, string>>;
}

/**
 * A gateway that speaks a dialect; it remembers what its messages depend on. A new one announces all of
 * its labels again, as a broker needs that lost what it kept.
 */
export interface Speaker {
  /** Published when the broker is reached. */
  readonly online?: Message;
  /** Published at a clean end, and by the broker as the last will. */
  readonly offline?: Message;
  /** The messages of a reading, what announces its labels before them. */
  say(reading: FrameReading): Message[];
}

/** A dialect, both ways. */
export interface Dialect {
  /** As in `?dialect=`. */
  readonly id: string;
  /** The gateway, with version and where its facts come from. */
  readonly about: string;
  /** Topic where none is named. */
  readonly base: string;
  /** Settings with their help, as in `?dialect=tasmota&teleperiod=300`. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Begins to speak.
   *
   * @throws {SyntaxError} where a setting has no such value, with the nearest right one.
   */
  speaker(options: SpeakOptions): Speaker;
  /** The values that a message says; empty for one that says none, or is none of this dialect. */
  values(message: Pick<Message, "topic" | "payload">): SaidValue[];
}
