/**
 * The end of a command that has started programs.
 *
 * @module
 */
import { killPrograms } from "../conformance/drivers/program.ts";
import { whenToldToEnd } from "./when_told_to_end.ts";

/** Ends everything when the command is told to end; told once more, at once. */
export function stopAtSignals(): { signal: AbortSignal } & Disposable {
  const stop = new AbortController();
  const listening = whenToldToEnd(["SIGINT", "SIGTERM", "SIGHUP"], () => {
    stop.abort();
    // They are in process groups of their own, and so get no Ctrl-C.
    killPrograms();
  });
  return {
    signal: stop.signal,
    [Symbol.dispose]: () => listening[Symbol.dispose](),
  };
}
