/**
 * A wrong decoder: the naive one with one bug.
 *
 * @module
 */
import type { NaiveDecoder } from "../naive_decoder.ts";

/** The constructor of a naive decoder, right or spoiled. */
export type Decoder = new () => NaiveDecoder;

/** A bug, and how it is put into a decoder. */
export interface Mutant {
  /** Permanent name, kebab case; cases and reports refer to it. */
  name: string;
  /** What the decoder does wrongly, in one sentence. */
  bug: string;
  /** Where that was met: issues and sources of real readers; none where it was imagined. */
  seen: readonly string[];
  /** Takes one step of a decoder wrongly. */
  wrong: (Right: Decoder) => Decoder;
  /** Whether the bug depends on how the line is cut into pieces. */
  cuts?: true;
}
