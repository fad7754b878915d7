/**
 * A case of the suite, built: bytes, and what a right decoder says of them.
 *
 * @module
 */
import type { Capability, Depth } from "./capability.ts";
import type { Expectation } from "./expectation.ts";
import type { Level, ReceiverRule } from "./rule.ts";

/** The sets that have a badge each. */
export const SETS = [
  "historique",
  "standard",
  "robust",
  "three-phase",
  "producer",
  "older",
  "gateway",
] as const;

/** A set that has a badge. */
export type CaseSet = typeof SETS[number];

/**
 * How the bytes are cut for a session: all at once, one by one, in pieces of n bytes, or at every
 * place into two pieces (one run each).
 */
export type Chunking = "whole" | "bytes" | "splits" | number;

/** One way to be right, where the documents leave several. */
export interface Alternative {
  /** Name of the choice, told in the report. */
  choice: string;
  /** What a decoder that chose so says. */
  expect: Expectation;
}

/** A case, built. */
export interface SuiteCase {
  /** Permanent name, kebab case; never reused. */
  id: string;
  /** Names that it had before. */
  aliases: readonly string[];
  /** Its rule. */
  rule: string;
  /** The level of its rule. */
  level: Level;
  /** File that it stands in. */
  topic: string;
  /** One line. */
  title: string;
  /** What a program must be able to do to be scored; otherwise the case is `unsupported`. */
  needs: readonly Capability[];
  /** How deep it looks. */
  depth: Depth;
  /** Badges that it counts for. */
  sets: readonly CaseSet[];
  /** Version of the suite in which it came. */
  since: string;
  /** Run and shown, but not counted. */
  quarantined: boolean;
  /** What the program is told of the mode (`TIC_MODE`). */
  mode: "historique" | "standard" | "auto";
  /** The line. */
  input: Uint8Array;
  /** How a session cuts it. */
  chunkings: readonly Chunking[];
  /** Ways to be right; usually one. */
  expect: readonly Alternative[];
  /** What this very case would do at home, where it says more than the rule. */
  why?: string;
  /** Where it was met. */
  seen: readonly string[];
  /** Mutants that it has to kill. */
  mutants: readonly string[];
}

/** Rules and cases of one version. */
export interface Suite {
  /** Semver of the suite: a patch never turns green red. */
  version: string;
  /** SHA-256 of the files of rules and cases, in hex. */
  hash: string;
  /** In the order of the documents. */
  rules: readonly ReceiverRule[];
  /** In the order of their files. */
  cases: readonly SuiteCase[];
}
