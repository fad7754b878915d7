/**
 * How a port fails.
 *
 * @module
 */

/**
 * A port, or the system below it, that refused: one line that says what was attempted and what is wrong,
 * and in `next` what to do about it.
 *
 * @example
 * ```ts
 * import { SerialError, SerialPort } from "@ticlab/ticlab/serial";
 * import { assertThrows } from "@std/assert";
 *
 * const error = assertThrows(() => SerialPort.open("/nowhere/tty", { baudRate: 1200 }), SerialError);
 * if (error.code !== "ENOENT") throw error;
 * ```
 */
export class SerialError extends Error {
  /** What was attempted: `open`, `read`, `write`, `set up` … */
  readonly operation: string;
  /** Path of the port, or of what stands in its way. */
  readonly path: string;
  /** Name of the system's error: `ENOENT`, `EACCES`, `EBUSY`, `ENOTTY`, `EISDIR`, `EIO` … */
  readonly code: string;
  /** Its number on this system; 0 where it was not the system that refused. */
  readonly errno: number;
  /** What to do next, or to try instead. */
  readonly next: string | undefined;

  /** Makes an error of a line of text and its details. */
  constructor(
    message: string,
    details: { operation: string; path: string; code: string; errno?: number; next?: string },
  ) {
    super(message);
    this.name = "SerialError";
    this.operation = details.operation;
    this.path = details.path;
    this.code = details.code;
    this.errno = details.errno ?? 0;
    this.next = details.next;
  }
}
