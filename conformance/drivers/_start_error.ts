/**
 * Why a command cannot be started, found by looking at what stands there.
 *
 * @module
 */
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { ProgramError } from "./program_error.ts";

/** Makes the error of a command that cannot be started. */
export function startError(cause: unknown, file: string, folder = "."): ProgramError {
  const { name, code, message } = cause as Error & { code?: unknown };
  const [what, next] = name === "NotCapable"
    ? ["Deno has no permission for it", "Give Deno the flags --allow-run --allow-env"]
    : reason(code, file, folder) ?? [message, "Try the command by itself, in a shell"];
  return new ProgramError(`Cannot start "${file}": ${what}`, { next, cause });
}

function reason(code: unknown, file: string, folder: string): [string, string] | undefined {
  if (file === "") return ["there is no command", "Name it after --, for example: -- ./my-decoder"];
  if (kindOf(folder) !== "folder") return [`no folder "${folder}"`, "Name a folder that exists"];
  const path = resolve(folder, file);
  const kind = kindOf(path);
  if (!file.includes("/")) {
    if (code !== "ENOENT") return undefined;
    if (kind === "file") return ["it is a file and not on the PATH", `Say its path: ./${file}`];
    const near = onPath(file);
    const next = near ? `Did you mean "${near}"?` : "Install it, or say the path of the program";
    return ["it is not on the PATH", next];
  }
  if (kind === undefined) {
    return ["it does not exist", `Look at what is there: ls ${file.replace(/[^/]*$/, "")}`];
  }
  if (kind === "folder") return ["it is a folder", "Name the program in it"];
  const interpreter = interpreterOf(path);
  if (code === "EACCES") {
    return ["its access rights do not allow it", `Make it a program: chmod +x ${file}`];
  }
  if (code !== "ENOENT" || interpreter === undefined) return undefined;
  return interpreter.endsWith("\r")
    ? ["its first line ends in CR LF", `Take the CR away: sed -i 's/\\r$//' ${file}`]
    : [`its first line wants "${interpreter}", which is not there`, "Install it, or mend the line"];
}

function kindOf(path: string): "file" | "folder" | undefined {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

/** A program of the PATH whose name is that name and a version: `python3` for `python`. */
function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    try {
      const found = readdirSync(folder).find((entry) =>
        entry.startsWith(name) && /^[\d.]+$/.test(entry.slice(name.length))
      );
      if (found !== undefined) return found;
    } catch {
      // A folder of the PATH that is not there.
    }
  }
  return undefined;
}

/** The interpreter that the first line of a script names. */
function interpreterOf(path: string): string | undefined {
  const bytes = new Uint8Array(256);
  const file = openSync(path, "r");
  try {
    const text = new TextDecoder().decode(bytes.subarray(0, readSync(file, bytes)));
    return /^#! *([^ \n]+)/.exec(text)?.[1];
  } finally {
    closeSync(file);
  }
}
