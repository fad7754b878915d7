/**
 * A case as `ticlab export` writes it into `cases.json`, for runners in other languages.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { SuiteCase } from "./suite_case.ts";

/** A case without its bytes, which stand in a file of their own. */
export interface CaseRecord extends Omit<SuiteCase, "input"> {
  /** File with the line. */
  file: string;
  /** Bytes of that file. */
  length: number;
  /** SHA-256 of that file, in hex. */
  sha256: string;
}

/**
 * Writes a case as a record.
 *
 * @example
 * ```ts
 * import { caseRecord } from "./case_record.ts";
 * import { loadSuite } from "./load.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = (await loadSuite()).cases;
 * assertEquals(caseRecord(first!).file, `${first!.id}.bin`);
 * ```
 */
export function caseRecord({ input, ...rest }: SuiteCase): CaseRecord {
  const sha256 = createHash("sha256").update(input).digest("hex");
  return { ...rest, file: `${rest.id}.bin`, length: input.length, sha256 };
}
