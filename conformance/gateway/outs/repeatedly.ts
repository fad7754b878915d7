/**
 * Looking at something now and then.
 *
 * @module
 */
import { within } from "../../drivers/_within.ts";
import type { Out } from "./out.ts";

/** Looks every so many ms until disposed of; a look that fails has seen nothing. */
export function repeatedly(every: number, look: (signal: AbortSignal) => Promise<void>): Out {
  const stop = new AbortController();
  const { signal } = stop;
  const paused = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => paused.resolve());
  const looking = (async () => {
    while (!signal.aborted) {
      await look(signal).catch(() => {});
      await within(paused.promise, every);
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await looking;
    },
  };
}
