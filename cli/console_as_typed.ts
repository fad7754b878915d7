/**
 * What the console says, in the words with which it is typed here.
 *
 * @module
 */
import { asTyped } from "./as_typed.ts";

/**
 * From here on `console` says command lines as they are typed: here, and not where each message is
 * made, because the same words go into files, which are read elsewhere.
 *
 * Standard output is left as it is where a program reads it: `--json`, and a file that is named `-`.
 *
 * @param words The command line, without what stands after `--`.
 */
export function consoleAsTyped(words: readonly string[]): void {
  const { log, error } = console;
  console.error = (text: string) => error(asTyped(text));
  if (words.some((word) => word === "--json" || /^(?:--.+=)?-$/.test(word))) return;
  console.log = (text: string) => log(asTyped(text));
}
