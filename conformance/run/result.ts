/**
 * `results.jsonl`: a header, a line a case, a footer. Every report is made of it alone.
 *
 * @module
 */
import type { Capability, Depth } from "../suite/capability.ts";
import type { Level } from "../suite/rule.ts";
import type { CaseSet } from "../suite/suite_case.ts";
import type { Verdict } from "./verdict.ts";

/** First line. */
export interface ResultHeader {
  /** Format of the file. */
  results: 1;
  /** Version of ticlab. */
  ticlab: string;
  /** Version and hash of the suite. */
  suite: { version: string; hash: string };
  /** The program as it names itself, else its file name. */
  program: { name: string; version?: string; homepage?: string };
  /** Command line of the program, as typed. */
  command: readonly string[];
  /** How it was driven. */
  driver: "pipe" | "session" | "gateway";
  /** How many times faster than a meter its line was played, where it was. */
  speed?: number;
  /** How deep it was scored. */
  depth: Depth;
  /** What it can do: declared in its hello, or seen in the preflight. */
  capabilities: readonly Capability[];
  /** Labels that it says, where its hello has a list. */
  labels?: readonly string[];
  /** ISO 8601. */
  started: string;
}

/** Why a case did not pass. */
export interface CaseFailure {
  /** What is wrong, in one sentence. */
  what: string;
  /** What a right decoder says there, at the first difference. */
  expected?: string;
  /** What the program said there. */
  said?: string;
  /** Offset in the input of the first difference, where there is one. */
  at?: number;
  /** How the bytes were cut. */
  chunking: string;
  /** The end of what it wrote on standard error, and its exit. */
  stderr?: string;
  /** Exit code or signal, where it ended by itself. */
  exit?: number | string;
  /** The input around the difference, base64. */
  bytes: string;
  /** Offset in the input of the first of those bytes. */
  bytesFrom: number;
}

/** A line a case. */
export interface CaseLine {
  /** Case. */
  id: string;
  /** Rule with its words, so that a report needs nothing else. */
  rule: { id: string; level: Level; text: string; source: string; why: string };
  /** File of the case. */
  topic: string;
  /** One line. */
  title: string;
  /** Badges that it counts for. */
  sets: readonly CaseSet[];
  /** How deep it looks. */
  depth: Depth;
  /** Mode that the program was told. */
  mode: string;
  /** How it ended. */
  verdict: Verdict;
  /** Run and shown, but not counted. */
  quarantined?: true;
  /** Milliseconds, all its runs. */
  ms: number;
  /** How many runs. */
  runs: number;
  /** First failure, where there is one. */
  failure?: CaseFailure;
  /** Why it was not scored, or what is worth knowing. */
  note?: string;
  /** Choices that it showed, where the documents leave one. */
  choices?: Readonly<Record<string, string>>;
  /** From the list of known failures. */
  known?: { reason: string; issue?: string };
  /** SHA-256 of what the program said, in hex, 16 digits; for the comparison with mutants. */
  print?: string;
}

/** A probable bug, from the comparison with mutants. */
export interface Hypothesis {
  /** Mutant. */
  mutant: string;
  /** The bug, in one sentence. */
  bug: string;
  /** Mutants that no case can tell apart from it. */
  equals: readonly string[];
  /** Failing cases that it explains, the most telling first. */
  explains: readonly string[];
  /** Cases that it would fail and the program passes. */
  contradicts: readonly string[];
}

/** Last line; a file without one is incomplete. */
export interface ResultFooter {
  /** How many cases ended so. */
  counts: Readonly<Partial<Record<Verdict, number>>>;
  /** For each level: passed, and counted in all. */
  levels: Readonly<Record<Level, { passed: number; of: number }>>;
  /** For each badge, whether it is reached, and why not. */
  sets: Readonly<Partial<Record<CaseSet, { reached: boolean; why?: string }>>>;
  /** Probable bugs, best first. */
  hypotheses: readonly Hypothesis[];
  /** Problems of the list of known failures. */
  knownProblems: readonly string[];
  /** Exit code of the run. */
  exit: number;
  /** ISO 8601. */
  ended: string;
  /** SHA-256 of all lines before, in hex. */
  hash: string;
}

/** A whole file. */
export interface Results {
  /** First line. */
  header: ResultHeader;
  /** A line a case, in the order of the suite. */
  cases: CaseLine[];
  /** Null where the run was cut. */
  footer: ResultFooter | null;
}
