/**
 * What the lint says: rules, and findings that break them.
 *
 * @module
 */

/**
 * Where a rule comes from: `spec` if 54E, 44E or 02E says it; `derived` if the reference infers it, or
 * if it held in every capture.
 */
export type Level = "spec" | "derived";

/** A rule that a meter's output obeys. */
export interface Rule {
  /** Permanent name, such as `label.order`. */
  readonly id: string;
  /** Where it comes from. */
  readonly level: Level;
  /** The rule in a sentence. */
  readonly sentence: string;
  /** Document, section and page, or section of the reference. */
  readonly source: string;
}

/** One place where a line breaks a rule. */
export interface Finding {
  /** Id of the rule. */
  rule: string;
  /** Level of the rule. */
  level: Level;
  /** Source of the rule. */
  source: string;
  /** Label of the group it is about, where it is about one. */
  label?: string;
  /** Byte of the line where it begins: a group's LF, a frame's STX, or the byte itself. */
  offset: number;
  /** Number of the frame, counting every STX of the line from 0; the one before, between frames. */
  frame: number;
  /** What was found, and what was expected. */
  what: string;
  /** Number of the field deviation that it looks like, in the table of the reference §10.2. */
  known?: number;
}
