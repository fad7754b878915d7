/**
 * What bytes do in a frame, and how much of one the naive decoder keeps.
 *
 * @module
 */
import type { NaiveGroup } from "./naive_values.ts";

/** What a byte does. */
export type Role = "stx" | "etx" | "eot" | "lf" | "cr" | "text";

export const ROLES: Readonly<Record<number, Role>> = {
  0x02: "stx",
  0x03: "etx",
  0x04: "eot",
  0x0a: "lf",
  0x0d: "cr",
};

/** A character in error, which no group can have. */
export const DAMAGED = 0;

/** Bytes of the largest group, its LF and CR among them; the largest of a meter has 114. */
export const MAX_GROUP = 256;
/** Bytes of the largest frame; the largest of a Linky has 1727 (reference §1.8). */
export const MAX_FRAME = 16 * 1024;
/** After so many stray bytes they are told. */
export const MAX_STRAY = 4 * 1024;

/** A frame that has begun. */
export interface OpenFrame {
  /** Its STX. */
  offset: number;
  /** Its good groups. */
  groups: NaiveGroup[];
  /** How much was lost in it. */
  lost: number;
}
