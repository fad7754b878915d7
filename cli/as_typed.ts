/**
 * Command lines of ticlab in the words with which they are typed here.
 *
 * @module
 */
import { COMMANDS } from "./commands.ts";

/** How ticlab was started: by npx, or as a task of a clone. */
export type Way = "npx" | "task";

/** Tasks of a clone whose names are not those of their commands, or that there are not. */
const TASKS: Readonly<Record<string, string>> = {
  test: "conformance",
  check: "ticlab check",
  completion: "ticlab completion",
  COMMAND: "ticlab COMMAND",
  "--help": "ticlab --help",
};
/** The task that may write a queue and talk to other hosts; `deno task decode` may not. */
const GATEWAY = "gateway";

const TYPED: Readonly<Record<Way, (command: string, rest: string) => string>> = {
  npx: (command) => `npx ticlab ${command}`,
  task: (command, rest) =>
    `deno task ${
      command === "decode" && /--to\b/.test(rest) ? GATEWAY : TASKS[command] ?? command
    }`,
};

/**
 * A command line in a text: not "ticlab sim: …", which says who speaks, nor what is named in full
 * already, nor the program that ticlab is asked to start. It may stand behind the colour of a terminal.
 */
const COMMAND_LINE = new RegExp(
  "(?:(?<=\x1b\\[\\d+m)|(?<![\\w/.-]|npx |task |-- ))ticlab " +
    `(${Object.keys(COMMANDS).join("|")}|COMMAND|--help)(?![\\w:-])(?=([^\\n|"\`]*))`,
  "g",
);

/**
 * A text for people, in which the command lines of ticlab can be copied and pasted; the text itself
 * where ticlab is a program on the path.
 *
 * @example
 * ```ts
 * import { asTyped } from "./as_typed.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(asTyped("See: ticlab list --help", "npx"), "See: npx ticlab list --help");
 * assertEquals(asTyped("Try: ticlab test -- CMD", "task"), "Try: deno task conformance -- CMD");
 * assertEquals(asTyped("ticlab test: no program", "npx"), "ticlab test: no program");
 * ```
 */
export function asTyped(text: string, way = wayHere()): string {
  if (way === undefined) return text;
  return text.replace(COMMAND_LINE, (_, command, rest) => TYPED[way](command, rest));
}

/** What the launcher of the npm package, or the task, says of itself; undefined for a program on the path. */
export function wayHere(): Way | undefined {
  const allowed = Deno.permissions.querySync({ name: "env", variable: "TICLAB_BY" });
  const way = allowed.state === "granted" ? Deno.env.get("TICLAB_BY") : undefined;
  return way !== undefined && Object.hasOwn(TYPED, way) ? way as Way : undefined;
}
