/**
 * Arguments that faults share.
 *
 * @module
 */
import type { Argument } from "../argument.ts";

const LABEL: Argument = { kind: "label", about: "Label of the group" };
const GROUP: Argument = {
  kind: "integer",
  about: "Place of the group in the frame, from 0",
  min: 0,
};
const BYTE: Argument = {
  kind: "integer",
  about: "Byte from the first of the data (negative: before it); from STX where no group is named",
};
const FRAMES: Argument = {
  kind: "integer",
  about: "In how many frames, from the next one on; 1 by default",
  min: 1,
};

/** Which groups, and in which frames. */
export const IN_GROUP: Readonly<Record<string, Argument>> = {
  label: LABEL,
  group: GROUP,
  rate: { kind: "ratio", about: "Probability for each group, instead of one group" },
  frames: FRAMES,
};

/** Which bytes, and in which frames. */
export const IN_BYTE: Readonly<Record<string, Argument>> = {
  label: LABEL,
  group: GROUP,
  byte: BYTE,
  rate: { kind: "ratio", about: "Probability for each byte, instead of one byte" },
  frames: FRAMES,
};

/** One place of a frame. */
export const IN_FRAME: Readonly<Record<string, Argument>> = {
  label: LABEL,
  group: GROUP,
  byte: BYTE,
  rate: { kind: "ratio", about: "Probability for each frame" },
  frames: FRAMES,
};

/** A number of bytes. */
export const LENGTH: Argument = { kind: "integer", about: "How many bytes", min: 1, max: 4_096 };

/** Bytes as characters. */
export const TEXT: Argument = {
  kind: "text",
  about: 'The bytes, U+0000 to U+00FF: "\\x04" is EOT',
  required: true,
};
