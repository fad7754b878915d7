/**
 * What a fault is.
 *
 * @module
 */
import type { Argument } from "../argument.ts";
import type { Random } from "../random.ts";
import type { WireFrame } from "../wire_frame.ts";

/** Arguments of a fault as they were read; each fault takes some of them. */
export interface FaultArguments {
  /** Label of the group. */
  readonly label?: string;
  /** Place of the group in the frame, from 0. */
  readonly group?: number;
  /** Byte, from the first of the data; from STX where no group is named. */
  readonly byte?: number;
  /** Bit, 0 the lowest. */
  readonly bit?: number;
  /** Probability for each place where it can happen. */
  readonly rate?: number;
  /** Frames in which it can happen, from the next one on; 1 by default. */
  readonly frames?: number;
  /** Characters U+0000 to U+00FF, a byte each. */
  readonly text?: string;
  /** Number of bytes. */
  readonly length?: number;
  /** Bytes between something and its echo. */
  readonly after?: number;
  /** Mean length of a burst, in bits. */
  readonly burst?: number;
}

/** One kind of fault. */
export interface FaultKind {
  /** One sentence. */
  readonly about: string;
  /** Its arguments. */
  readonly arguments: Readonly<Record<string, Argument>>;
  /** Arguments that need no name in `ctl`, in their order. */
  readonly words: readonly string[];
  /** An entry of a timeline that has it, behind `fault:`. */
  readonly example: string;
  /** Whether it acts on the bits of characters on the line, behind all that is done to bytes. */
  readonly onLine?: true;
  /**
   * Does it to a frame, and marks what was done. `memory` is the fault's own, kept from frame to frame.
   */
  apply(
    frame: WireFrame,
    args: FaultArguments,
    chance: { random: Random; memory: Record<string, number> },
  ): void;
}
