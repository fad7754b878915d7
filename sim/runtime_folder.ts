/**
 * The folder for what a running sim shows to the programs of its user.
 *
 * @module
 */
import { system } from "../serial/libc.ts";
import { privateFolder } from "../serial/private_folder.ts";
import { SerialError } from "../serial/serial_error.ts";

/**
 * Finds or makes a folder of this user alone: `$XDG_RUNTIME_DIR/ticlab`, else one in the temporary
 * folder, as the runtime folder may be named and yet not be there (su, containers).
 *
 * @throws {SerialError} where it cannot be made, or belongs to someone else.
 */
export function runtimeFolder(): string {
  const runtime = Deno.env.get("XDG_RUNTIME_DIR");
  if (runtime) {
    try {
      return made(`${runtime}/ticlab`);
    } catch (error) {
      if (!(error instanceof SerialError) || error.operation !== "make the folder") throw error;
    }
  }
  return made(`${Deno.env.get("TMPDIR") ?? "/tmp"}/ticlab-${system().libc.geteuid()}`);
}

function made(folder: string): string {
  privateFolder(folder);
  return folder;
}
