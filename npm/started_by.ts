/**
 * How the user started the command of the npm package.
 *
 * @module
 */
import { basename, dirname } from "node:path";
import process from "node:process";

/**
 * `npx` where ticlab is not on the path: npx, or a script of a project, found it in a folder of its
 * own; undefined where it is installed for the whole machine.
 */
export function startedBy(): "npx" | undefined {
  const own = basename(dirname(process.argv[1] ?? "")) === ".bin";
  return own || process.env.npm_command === "exec" ? "npx" : undefined;
}
