/**
 * Why a line cannot be read, and what to do about it.
 *
 * @module
 */

/** What is wrong with a source. */
export type SourceErrorCode =
  | "usage"
  | "not-found"
  | "directory"
  | "not-a-port"
  | "busy"
  | "forbidden"
  | "permission"
  | "refused"
  | "unknown-host"
  | "unreachable"
  | "not-rfc2217"
  | "failed";

/**
 * A source that cannot be opened, or that failed while it was read.
 *
 * `message` says what was attempted and what is wrong; `next` what to do about it.
 */
export class SourceError extends Error {
  /** What is wrong. `usage` is about the words given, all others about the world. */
  readonly code: SourceErrorCode;
  /** What to do next, in one line. */
  readonly next: string;
  /** The permission flag of Deno that is missing, with the code `permission`. */
  readonly flag: string | undefined;

  /** Takes one line of what is wrong, and the way out. */
  constructor(
    message: string,
    options: { code: SourceErrorCode; next: string; flag?: string; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = "SourceError";
    this.code = options.code;
    this.next = options.next;
    this.flag = options.flag;
  }
}

/** Says that a line that was read breaks off. */
export function brokenOff(name: string, cause: unknown): SourceError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SourceError(`Cannot read on from ${name}: ${reason}`, {
    code: "failed",
    next: "What was read until then is good; start again to read on.",
    cause,
  });
}
