/**
 * Programs under test end with the command that started them.
 *
 * @module
 */
import { killPrograms } from "../conformance/drivers/program.ts";
import { INTERRUPTED } from "./when_told_to_end.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Kills the programs under test when the command is told to end: they have process groups of their
 * own, and so do not get a Ctrl-C. Until it is disposed of.
 */
export function endPrograms(): Disposable {
  const end = () => {
    killPrograms();
    Deno.exit(INTERRUPTED);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, end);
  return {
    [Symbol.dispose]() {
      for (const signal of SIGNALS) Deno.removeSignalListener(signal, end);
    },
  };
}
