/**
 * A folder that nobody else can look into.
 *
 * @module
 */
import { cString, errno, errorName, system } from "./libc.ts";
import { fileStatus } from "./file_status.ts";
import { SerialError } from "./serial_error.ts";
import { systemError } from "./system_error.ts";

const KIND = 0o170000;
const FOLDER = 0o040000;
const OTHERS = 0o077;

/**
 * Makes a folder with mode 0700, or takes the one that is there if it is as private. In a place where
 * everyone may write, as the temp folder, someone else could have made it first and own what is in it.
 *
 * @throws {SerialError} where it cannot be made (its parent must exist), and with code `EEXIST` where
 * what is there is no folder of this user alone.
 *
 * @example
 * ```ts
 * import { privateFolder, SerialError } from "@ticlab/ticlab/serial";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => privateFolder("/tmp"), SerialError, "others");
 * ```
 */
export function privateFolder(path: string): void {
  const { libc } = system();
  if (libc.mkdir(cString(path), 0o700) === 0) return;
  if (errorName(errno()) !== "EEXIST") throw systemError("make the folder", path);
  const status = fileStatus(path);
  const user = libc.geteuid();
  const wrong = !status || (status.mode & KIND) !== FOLDER
    ? "it is not a folder"
    : status.mode & OTHERS
    ? "others may look into it"
    : status.uid !== user
    ? `it belongs to user ${status.uid}, not to ${user}`
    : undefined;
  if (wrong) {
    throw new SerialError(`Cannot use the folder "${path}": ${wrong}`, {
      operation: "use the folder",
      path,
      code: "EEXIST",
      next: `Look at it: ls -ld ${path}`,
    });
  }
}
