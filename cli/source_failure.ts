/**
 * What to do about a source that cannot be read, as a command to copy.
 *
 * @module
 */
import type { SourceError } from "../decoder/source.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";

/** Schemes of outlets, which name a path that a reader gives alone. */
const OUTLET = /^(?:pty|serial|socat|file):(?=.)/;

/**
 * Turns the error of a source into the end of the command: exit code 2 for a wrong word, else 3.
 *
 * @param word The source as the user wrote it, below `folder`.
 * @param args All words after `ticlab COMMAND`.
 * @param command That command; decode by default.
 */
export function sourceFailure(
  error: SourceError,
  { word, folder, args, command = "decode" }: {
    word: string;
    folder: string | undefined;
    args: readonly string[];
    command?: string;
  },
): Failure {
  const next = error.code === "not-found"
    ? meant(word, { folder, command }) ?? error.next
    : error.flag === undefined
    ? error.next
    : `Run it with that permission: ${withFlag(error.flag, [command, ...args])}`;
  return new Failure(error.message.replace(/^C/, "c"), {
    exitCode: error.code === "usage" ? 2 : 3,
    next,
    cause: error,
  });
}

/** What was probably meant by a path that is not there. */
function meant(
  word: string,
  { folder, command }: { folder: string | undefined; command: string },
): string | undefined {
  if (OUTLET.test(word)) {
    return `Give the path alone: ticlab ${command} ${word.replace(OUTLET, "")}`;
  }
  const [, parent = "", name = ""] = /^(.*\/)?([^/]*)$/s.exec(word) ?? [];
  const inside = parent.startsWith("/") ? parent : `${folder ?? "."}/${parent}`;
  try {
    const near = nearest(
      name,
      Array.from(Deno.readDirSync(inside), (entry) => entry.name),
    );
    return near && `Did you mean: ticlab ${command} ${parent}${near}`;
  } catch {
    return undefined;
  }
}

function withFlag(flag: string, args: readonly string[]): string {
  const main = Deno.mainModule.replace(/^file:\/\//, "");
  return ["deno", "run", flag, main, ...args].map(shellWord).join(" ");
}
