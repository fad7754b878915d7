/**
 * The end of a command that has started programs.
 *
 * @module
 */
import { killPrograms } from "../conformance/drivers/program.ts";

/** Exit code of a command that was ended by Ctrl-C, as in a shell. */
export const INTERRUPTED = 130;

/** Ends everything when the command is told to end; told twice, at once. */
export function stopAtSignals(): { signal: AbortSignal } & Disposable {
  const stop = new AbortController();
  const end = () => {
    if (stop.signal.aborted) Deno.exit(INTERRUPTED);
    stop.abort();
    // They are in process groups of their own, and so get no Ctrl-C.
    killPrograms();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) Deno.addSignalListener(signal, end);
  return {
    signal: stop.signal,
    [Symbol.dispose]() {
      for (const signal of signals) Deno.removeSignalListener(signal, end);
    },
  };
}
