/**
 * What an audit found.
 *
 * @module
 */
import type { Level } from "../lint/finding.ts";
import type { Blame } from "./known_deviations.ts";
import type { Unpublished } from "./unpublished.ts";

/** What was audited, and what its meter says of itself. */
export interface AuditedLine {
  /** Its name, as the user gave it. */
  name: string;
  /** Modes in the order in which they were spoken. */
  modes: string[];
  /** Families of meters, as in `tic/labels.json`; empty where several fit. */
  meters: string[];
  /** Contract, version, subscribed power: labels that say them, with their last data. */
  says: Record<string, string>;
  /** Bytes. */
  bytes: number;
  /** Frames, whole or not. */
  frames: number;
  /** Frames from STX to ETX, every group good. */
  wholeFrames: number;
  /** Groups with a right checksum. */
  groups: number;
  /** Arrival of the first and the last byte, ms since 1970 UTC; absent where it is not known. */
  from?: number;
  /** See `from`. */
  to?: number;
  /** Whether the bytes still carried their parity in bit 7, which was taken off. */
  parity: boolean;
}

/** One place. */
export interface AuditPlace {
  /** Byte of the line, from 0. */
  offset: number;
  /** When it arrived, ms since 1970 UTC. */
  at?: number;
  /** What was found, and what was expected. */
  what: string;
}

/** Deviations from one rule that have one explanation, or none. */
export interface Deviation {
  /** The rule. */
  rule: { id: string; level: Level; sentence: string; source: string };
  /** Labels that it is about, as far as they could be read. */
  labels: string[];
  /** How often. */
  count: number;
  /** In how many frames. */
  frames: number;
  /** Who is to blame: what the meter says, the line, or the file. */
  blame: Blame;
  /** The known deviation; null where it is new. */
  known: { id: string; row: number | null; words: string; source: string } | null;
  /** The first places, at most 20. */
  places: AuditPlace[];
  /** Bytes around the first place. */
  bytes: string;
  /** Offset of the first of them. */
  bytesFrom: number;
}

/** A whole audit; `ticlab audit --json` prints it. */
export interface AuditReport {
  /** The format; it changes when a reader has to. */
  format: "ticlab audit 1";
  /** Version of ticlab. */
  ticlab: string;
  /** `good` with known deviations at the most, `new` with others, `nothing` without one group. */
  verdict: "good" | "new" | "nothing";
  /** What was audited. */
  line: AuditedLine;
  /** New ones first, then the meter's, the line's, the file's. */
  deviations: Deviation[];
  /** What nobody has published yet, and this line has. */
  unpublished: Unpublished[];
}
