/**
 * How a command ends when it cannot go on.
 *
 * @module
 */

/**
 * An end that the user can act on: printed as one line, `ticlab COMMAND: MESSAGE`, then `next`.
 *
 * Exit codes: 2 usage, 3 a port, source or program cannot be opened, 4 and 5 as each command says.
 */
export class Failure extends Error {
  /** Exit code of the process. */
  readonly exitCode: number;
  /** What to do next, or to try instead. */
  readonly next: string | undefined;

  constructor(message: string, options: { exitCode: number; next?: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "Failure";
    this.exitCode = options.exitCode;
    this.next = options.next;
  }
}
