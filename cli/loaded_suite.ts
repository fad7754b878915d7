/**
 * Loads the suite for a command.
 *
 * @module
 */
import { loadSuite } from "../conformance/suite/load.ts";
import { SuiteError } from "../conformance/suite/problem.ts";
import type { Suite } from "../conformance/suite/suite_case.ts";
import { Failure } from "./failure.ts";

/**
 * Loads rules and cases.
 *
 * @throws {Failure} exit code 4: the suite itself is wrong, which is our own fault.
 */
export async function loadedSuite(): Promise<Suite> {
  try {
    return await loadSuite();
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    throw new Failure(error.message, {
      exitCode: 4,
      next: "This is a fault of ticlab, please report it",
      cause: error,
    });
  }
}
