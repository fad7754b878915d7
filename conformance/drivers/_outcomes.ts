/**
 * Outcomes of a run in words.
 *
 * @module
 */
import type { SaidLineError } from "../oracle/said_lines.ts";
import type { Outcome } from "./driver.ts";
import type { ProgramEnd } from "./program.ts";

/** An outcome in which nothing was said that could be judged. */
export type Trouble = Exclude<Outcome, { kind: "said" }>;

/** The outcome of a program that ended where it should not, or not as it should. */
export function crashed(end: ProgramEnd, when: string): Trouble {
  const { exit, stderr } = end;
  const how = typeof exit === "number" ? `exited with code ${exit}` : `was killed by ${exit}`;
  return { kind: "crash", what: `${how} ${when}`, exit, stderr };
}

/** The outcome of a line that breaks the protocol. */
export function broke(error: SaidLineError, stderr: string): Trouble {
  return {
    kind: "protocol",
    what: `${error.message}: ${error.text}`,
    fix: error.fix,
    stderr,
  };
}

/** The outcome of a program that was killed because it wrote without end. */
export function saidTooMuch(stderr: string): Trouble {
  return {
    kind: "protocol",
    what: "wrote more than 16 MB and 40 bytes for each byte of the input, and was killed",
    stderr,
  };
}

/** The outcome of a program that does not come to an end. */
export function timedOut(ms: number, what: string, stderr: string): Trouble {
  return { kind: "timeout", what: `${what} within ${Math.round(ms / 100) / 10} s`, stderr };
}
