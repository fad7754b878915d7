/**
 * Why a program did not pass a case: the first difference.
 *
 * @module
 */

/** The first difference between what was said and what a right decoder says. */
export interface Complaint {
  /** What is wrong, in one sentence. */
  what: string;
  /** What a right decoder says there. */
  expected?: string;
  /** What the program said there. */
  said?: string;
  /** Offset in the input. */
  at?: number;
  /** Group that no right group of the line is, to find where it was taken from. */
  group?: { label: string; value: string };
  /** The program does not claim to do this: it is not scored rather than wrong. */
  unsupported?: true;
}

/**
 * A group as the reports write it.
 *
 * @example
 * ```ts
 * import { groupText } from "./complaint.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   groupText({ label: "SMAXSN", timestamp: "E210422183457", value: "01952" }),
 *   'SMAXSN "01952" at E210422183457',
 * );
 * ```
 */
export function groupText(
  { label, value, timestamp }: { label: string; value: string; timestamp?: string },
): string {
  return `${label} "${value}"${timestamp === undefined ? "" : ` at ${timestamp}`}`;
}
