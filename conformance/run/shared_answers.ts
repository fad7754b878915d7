/**
 * Workers that ask a program only once where several cases look at one input.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Driver, Outcome, RunRequest } from "../drivers/driver.ts";

/**
 * Wraps the workers of a pool so that they share their answers.
 *
 * A request is asked again only when it comes a second time from the same case, which is how a
 * failing run is repeated; so each answer is given out once to each piece of chunks.
 */
export function sharedAnswers(drivers: readonly Driver[]): Driver[] {
  const answers = new Map<string, Promise<Outcome>>();
  const seen = new WeakMap<RunRequest, string>();
  return drivers.map((driver) => ({
    keepsChunks: driver.keepsChunks,
    close: () => driver.close(),
    run(request) {
      if (seen.has(request)) return driver.run(request);
      const key = keyOf(request);
      seen.set(request, key);
      const known = answers.get(key);
      if (known) return known;
      const answer = driver.run(request);
      answers.set(key, answer);
      return answer;
    },
  }));
}

function keyOf({ mode, chunks }: RunRequest): string {
  const hash = createHash("sha256").update(mode);
  for (const chunk of chunks) hash.update(`${chunk.length}:`).update(chunk);
  return hash.digest("hex");
}
