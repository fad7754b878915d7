/**
 * The name of a program that does not tell it.
 *
 * @module
 */
import { basename } from "node:path";

/** The file of a command: `adapter.py` of `python3 -u adapter.py`, else the program itself. */
export function programName([program = "", ...args]: readonly string[]): string {
  const script = args.find((word) => !word.startsWith("-") && /\.\w{1,5}$/.test(word));
  return basename(script ?? program);
}
