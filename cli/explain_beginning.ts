/**
 * The part of `ticlab explain` about a word that is the beginning of names.
 *
 * @module
 */
import { wrapText } from "../conformance/reports/wrap_text.ts";
import { palette, terminalSize } from "./screen.ts";

/** What can be explained, and its title. */
export interface Named {
  /** Its name. */
  name: string;
  /** What it is, in one line. */
  title: string;
}

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 120;

/** Those whose names begin with a word; none where the word is empty. */
export function beginning(word: string, all: readonly Named[]): Named[] {
  return all.filter(({ name }) => word !== "" && name.startsWith(word));
}

/** Prints the names that begin with a word. */
export function explainBeginning(word: string, begun: readonly Named[]): void {
  const paint = palette(Deno.stdout);
  const columns = Math.min(WIDEST, terminalSize().columns);
  const lines = [
    `${begun.length === 1 ? "One name begins" : `${begun.length} names begin`} with "${word}":`,
    "",
    ...begun.flatMap(({ name, title }) => [
      `  ${paint.bold(name)}`,
      ...wrapText(title, columns - 4).map((line) => `    ${line}`),
    ]),
    "",
    `One in full: ticlab explain ${begun[0]!.name}`,
  ];
  console.log(lines.join("\n"));
}
