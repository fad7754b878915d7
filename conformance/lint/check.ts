/**
 * How a rule is checked, and how it tells what it found.
 *
 * @module
 */
import type { Rule } from "./finding.ts";
import type { Frame } from "./frame.ts";
import type { Line } from "./line.ts";

/** What a finding is about. */
export interface Place {
  /** Label of its group. */
  label?: string;
  /** Byte of the frame; that of the label's group where there is one, else the STX. */
  at?: number;
  /** Number in the table of field deviations, reference §10.2. */
  known?: number;
}

/** Tells that a rule is broken. */
export type Tell = (rule: Rule, what: string, place?: Place) => void;

/** A rule that is checked once a frame. */
export interface FrameRule extends Rule {
  /** Only in this mode. */
  readonly mode?: "historique" | "standard";
  /** Looks at a frame and at what the line said before, and tells each place that breaks the rule. */
  check(frame: Frame, line: Line, tell: (what: string, place?: Place) => void): void;
}
