/**
 * What is wrong with a file of the suite, and where.
 *
 * @module
 */

/** One thing that has to be mended before the suite can be used. */
export interface Problem {
  /** File, relative to `conformance/`. */
  file: string;
  /** Line, counted from 1. */
  line: number;
  /** What is wrong and what to write instead. */
  text: string;
}

/**
 * Tells that the suite cannot be used, with every problem of it.
 *
 * @example
 * ```ts
 * import { SuiteError } from "./problem.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const error = new SuiteError([{ file: "cases/eot.yaml", line: 3, text: `unknown key "byte"` }]);
 * assertStringIncludes(error.message, `cases/eot.yaml:3: unknown key "byte"`);
 * ```
 */
export class SuiteError extends Error {
  /** Tells it from other errors. */
  override readonly name = "SuiteError";
  /** All of them, in the order of the files. */
  readonly problems: readonly Problem[];

  /** Writes the problems one a line. */
  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ file, line, text }) => `  ${file}:${line}: ${text}`);
    super(
      `Cannot load the suite: ${problems.length} problem${problems.length === 1 ? "" : "s"}\n` +
        lines.join("\n"),
    );
    this.problems = problems;
  }
}
