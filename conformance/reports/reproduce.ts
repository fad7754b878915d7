/**
 * The command that runs one case again, and the program without the judge.
 *
 * @module
 */
import type { ResultHeader } from "../run/result.ts";

/** The option that chooses a driver. */
const DRIVER_OPTION = { pipe: "", session: "--session ", gateway: "--gateway " } as const;

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
 * ```
 */
export function reproduce(id: string, header: Pick<ResultHeader, "driver" | "command">): string {
  return `ticlab test ${DRIVER_OPTION[header.driver]}--only ${id} -- ${
    shellCommand(header.command)
  }`;
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
