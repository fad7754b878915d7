/**
 * What a gateway did that it must not, should not, or is free to do.
 *
 * @module
 */
import type { SentFrame } from "./gateway_run.ts";

/** One deed of a gateway. */
export interface Finding {
  /** Rule that it shows. */
  rule: string;
  /** What it did, in one sentence. */
  what: string;
  /** What a right gateway says. */
  expected?: string;
  /** What it said. */
  said?: string;
  /** When, ms since 1970 UTC. */
  at: number;
  /** Frame from which a right gateway takes it. */
  frame?: SentFrame;
  /** Label of the group that it is about; of a computed value the first that it is made of. */
  label?: string;
}
