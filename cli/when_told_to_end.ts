/**
 * Ctrl-C, and what else tells a command to end.
 *
 * @module
 */

/** Exit code of a command that was ended by Ctrl-C, as in a shell. */
export const INTERRUPTED = 130;

/**
 * Within this time a second signal is the same one, ms: the terminal sends Ctrl-C to every program of the
 * command line, and `deno task` passes it on besides.
 */
const SAME = 500;

/**
 * Stops in good order when a signal says so; told once more, later, ends at once. Until it is disposed
 * of, or to the end of the process where it was told.
 *
 * @example
 * ```ts
 * import { whenToldToEnd } from "./when_told_to_end.ts";
 *
 * const work = new AbortController();
 * using _ = whenToldToEnd(["SIGINT", "SIGTERM"], () => work.abort());
 * ```
 */
export function whenToldToEnd(signals: readonly Deno.Signal[], stop: () => void): Disposable {
  let told: number | undefined;
  const end = () => {
    if (told === undefined) {
      told = performance.now();
      stop();
    } else if (performance.now() - told > SAME) Deno.exit(INTERRUPTED);
  };
  for (const signal of signals) Deno.addSignalListener(signal, end);
  return {
    [Symbol.dispose]() {
      if (told !== undefined) return;
      for (const signal of signals) Deno.removeSignalListener(signal, end);
    },
  };
}
