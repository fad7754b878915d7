/**
 * Colours of a text, without knowing what a terminal is.
 *
 * @module
 */

/** Gives a text a colour; the palette of the command line is one. */
export interface Paint {
  /** What stands out. */
  bold(text: string): string;
  /** What may be overlooked. */
  dim(text: string): string;
  /** What is wrong. */
  red(text: string): string;
  /** What is right. */
  green(text: string): string;
  /** What wants attention. */
  yellow(text: string): string;
  /** Marks of the protocol. */
  cyan(text: string): string;
}

const same = (text: string) => text;

/** No colours: for files, and for terminals that want none. */
export const PLAIN: Paint = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
};
