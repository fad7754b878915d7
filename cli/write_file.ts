/**
 * A file that the command line names, written.
 *
 * @module
 */
import { resolve } from "node:path";
import { Failure } from "./failure.ts";
import { userFolder } from "./user_folder.ts";

/**
 * Writes a file, named from where the user stands.
 *
 * @param instead What else to do where Deno has no permission: `--svg -`.
 * @throws {Failure} exit code 3 where it cannot be written.
 */
export function writeFile(file: string, data: Uint8Array | string, instead?: string): void {
  const path = resolve(userFolder() ?? Deno.cwd(), file);
  try {
    if (typeof data === "string") Deno.writeTextFileSync(path, data);
    else Deno.writeFileSync(path, data);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const other = instead === undefined ? "" : `, or take it from standard output: ${instead}`;
    const next = cause instanceof Deno.errors.NotCapable
      ? `Allow it: deno run --allow-write=${path} …${other}`
      : "Name a file in a folder that exists and that you may write to";
    throw new Failure(`cannot write ${file}: ${cause.message}`, { exitCode: 3, next, cause });
  }
}
