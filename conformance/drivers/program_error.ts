/**
 * A program that cannot be started.
 *
 * @module
 */

/** Why a program cannot be started, with the next thing to do. */
export class ProgramError extends Error {
  /** What to do next. */
  readonly next: string;

  /** Says what is wrong with a command. */
  constructor(message: string, options: { next: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "ProgramError";
    this.next = options.next;
  }
}
