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
