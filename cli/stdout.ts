/**
 * Standard output as a place that may go away.
 *
 * @module
 */
import { Failure } from "./failure.ts";

/**
 * Writes all bytes, and blocks where the reader is slow: the asynchronous write costs a tenth of the
 * time that a recording takes.
 *
 * @throws {Deno.errors.BrokenPipe} when the reader has left.
 * @throws {Failure} exit code 3, when the bytes cannot be written.
 */
export function writeOut(bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
  } catch (cause) {
    if (cause instanceof Deno.errors.BrokenPipe || !(cause instanceof Error)) throw cause;
    throw new Failure(`cannot write to standard output: ${cause.message}`, {
      exitCode: 3,
      next: "Make room where it goes, or send it elsewhere.",
      cause,
    });
  }
}
