/**
 * What every driver does: gives a line to a program under test and brings back what it said.
 *
 * @module
 */
import type { Said } from "../oracle/said.ts";
import type { Capability, Depth } from "../suite/capability.ts";

/** One input for a fresh decoder. */
export interface RunRequest {
  /** What the program is told of the mode; the preflight also tries nonsense. */
  mode: string;
  /** The line, in the pieces in which it is given; a pipe gives them as one. */
  chunks: readonly Uint8Array[];
}

/** How one run ended. */
export type Outcome =
  | { kind: "said"; said: Said }
  | { kind: "unsupported"; capability: Capability; reason?: string }
  | { kind: "crash"; what: string; exit: number | string; stderr: string }
  | { kind: "timeout"; what: string; stderr: string }
  | { kind: "protocol"; what: string; fix?: string; stderr: string };

/** A program under test, started or ready to be started; one worker of a pool. */
export interface Driver {
  /** Whether pieces reach the program as pieces. */
  readonly keepsChunks: boolean;
  /** Gives one input to a fresh decoder; never rejects because of what the program does. */
  run(request: RunRequest): Promise<Outcome>;
  /** Ends the program and everything that it started. */
  close(): Promise<void>;
}

/** What a program is, from its hello or from the preflight. */
export interface ProgramProfile {
  /** As it names itself, else its file name. */
  name: string;
  /** Its version. */
  version?: string;
  /** Where it lives. */
  homepage?: string;
  /** What it can do. */
  capabilities: readonly Capability[];
  /** How deep it can be scored. */
  depth: Depth;
  /** Labels that it says, where it says only some. */
  labels?: readonly string[];
}
