/**
 * All mutants, a table for each part of a decoder.
 *
 * @module
 */
import { BYTE_MUTANTS } from "./byte_mutants.ts";
import { DATA_MUTANTS } from "./data_mutants.ts";
import { FIELD_MUTANTS } from "./field_mutants.ts";
import { FRAME_MUTANTS } from "./frame_mutants.ts";
import { LABEL_MUTANTS } from "./label_mutants.ts";
import type { Mutant } from "./mutant.ts";
import { PUBLISH_MUTANTS } from "./publish_mutants.ts";
import { REGISTER_MUTANTS } from "./register_mutants.ts";
import { STGE_MUTANTS } from "./stge_mutants.ts";
import { SUM_MUTANTS } from "./sum_mutants.ts";
import { TIME_MUTANTS } from "./time_mutants.ts";
import { VALUE_MUTANTS } from "./value_mutants.ts";
import { WHOLE_FRAME_MUTANTS } from "./whole_frame_mutants.ts";

export type { Decoder, Mutant } from "./mutant.ts";

/** The tables with what they are about, in the order of a decoder's work. */
export const MUTANT_TABLES: Readonly<Record<string, readonly Mutant[]>> = {
  "Bytes": BYTE_MUTANTS,
  "Frames": [...FRAME_MUTANTS, ...WHOLE_FRAME_MUTANTS],
  "Checksums": SUM_MUTANTS,
  "Fields": [...FIELD_MUTANTS, ...LABEL_MUTANTS, ...DATA_MUTANTS],
  "What is said when": PUBLISH_MUTANTS,
  "Clocks": TIME_MUTANTS,
  "Values": [...VALUE_MUTANTS, ...STGE_MUTANTS, ...REGISTER_MUTANTS],
};

/**
 * Every mutant.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { MUTANTS } from "./mod.ts";
 *
 * assert(MUTANTS.some(({ name }) => name === "sum-not-verified"));
 * ```
 */
export const MUTANTS: readonly Mutant[] = Object.values(MUTANT_TABLES).flat();
