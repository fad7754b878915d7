/**
 * What is wrong with a scenario file, each thing with its place.
 *
 * @module
 */

/** One thing that is wrong. */
export interface Problem {
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
  /** What is wrong, and the nearest right thing. */
  readonly message: string;
}

/** A scenario that cannot be played, with everything that is wrong with it. */
export class ScenarioError extends Error {
  /** Name of the file, as in its message. */
  readonly file: string;
  /** In the order of the file. */
  readonly problems: readonly Problem[];

  /** The message has a line for each problem: `FILE:LINE:COLUMN: …`. */
  constructor(file: string, problems: readonly Problem[]) {
    const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
    super(sorted.map((p) => `${file}:${p.line}:${p.column}: ${p.message}`).join("\n"));
    this.name = "ScenarioError";
    this.file = file;
    this.problems = sorted;
  }
}
