/**
 * Rules about the bytes of the line; the two readers check them as they read.
 *
 * @module
 */
import type { Rule } from "./finding.ts";

const FRAME = "54E §5.3.6 p13-14, 02E §1.5.2 p17-19";

/** No byte between two frames. */
export const OUTSIDE: Rule = {
  id: "line.outside",
  level: "spec",
  sentence: "Between the ETX or EOT of a frame and the STX of the next there is only silence.",
  source: FRAME,
};

/** A frame ends. */
export const UNENDED: Rule = {
  id: "frame.end",
  level: "spec",
  sentence: "A frame ends with ETX, or with EOT where it is interrupted, before the next STX.",
  source: FRAME,
};

/** A frame says something. */
export const EMPTY: Rule = {
  id: "frame.empty",
  level: "spec",
  sentence: "A frame that ends with ETX holds at least one group.",
  source: FRAME,
};

/** No byte between two groups. */
export const STRAY: Rule = {
  id: "frame.stray",
  level: "spec",
  sentence: "Inside a frame every byte belongs to a group.",
  source: FRAME,
};

/** A group has its fields. */
export const FORM: Rule = {
  id: "group.form",
  level: "spec",
  sentence:
    "A group is LF, label, separator, [timestamp, separator,] data, separator, checksum, CR.",
  source: FRAME,
};

/** One separator for all. */
export const GROUP_SEPARATOR: Rule = {
  id: "group.separator",
  level: "spec",
  sentence: "All groups of a frame have the separator of its mode: SP historique, HT standard.",
  source: "02E §1.5.2 p18-20, 54E §5.3.6 p14",
};

/** Printable ASCII. */
export const GROUP_CHARACTERS: Rule = {
  id: "group.characters",
  level: "spec",
  sentence: "Label, timestamp, data and checksum are printable ASCII, 0x20 to 0x7E.",
  source: "02E §1.5.2 p18, 54E §6.2.1.2 p18",
};

/** The sum is right. */
export const GROUP_CHECKSUM: Rule = {
  id: "group.checksum",
  level: "spec",
  sentence: "The checksum is that of the mode: n°1 historique, n°2 standard.",
  source: "54E §5.3.6 p14 tables 6-7, 02E §1.5.2 p19-20",
};

/** All of them. */
export const LINE_RULES: readonly Rule[] = [
  OUTSIDE,
  UNENDED,
  EMPTY,
  STRAY,
  FORM,
  GROUP_SEPARATOR,
  GROUP_CHARACTERS,
  GROUP_CHECKSUM,
];
