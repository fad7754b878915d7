/**
 * The command that runs one case again, and the program without the judge.
 *
 * @module
 */
import type { ResultHeader } from "../run/result.ts";

/**
 * Writes the command line that runs one case again on the same program, quoted for a POSIX shell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { reproduce } from "./reproduce.ts";
 *
 * assertEquals(
 *   reproduce("std-eot", { driver: "session", command: ["node", "my decoder.js"] }),
 *   "ticlab test --session --only std-eot -- node 'my decoder.js'",
 * );
 * assertEquals(
 *   reproduce("gateway/noise", { driver: "gateway", command: ["my.yaml"] }),
 *   "ticlab test --gateway my.yaml --only gateway/noise",
 * );
 * ```
 */
export function reproduce(id: string, header: Pick<ResultHeader, "driver" | "command">): string {
  const { driver } = header;
  const command = shellCommand(header.command);
  if (driver === "gateway") return `ticlab test --gateway ${command} --only ${id}`;
  return `ticlab test ${driver === "session" ? "--session " : ""}--only ${id} -- ${command}`;
}

/**
 * Writes a command line, quoted for a POSIX shell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shellCommand } from "./reproduce.ts";
 *
 * assertEquals(shellCommand(["it's", "-v", ""]), `'it'\\''s' -v ''`);
 * ```
 */
export function shellCommand(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
