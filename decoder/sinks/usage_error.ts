/**
 * A word of a sink that cannot be right.
 *
 * @module
 */
import { SinkError } from "./sink.ts";

/** Says of a word what is wrong with it, and what to do. */
export function usageError(word: string, what: string, next: string, cause?: unknown): SinkError {
  return new SinkError(`${word}: ${what}`, { kind: "usage", next, cause });
}
