/**
 * For tests: waiting for what no event tells.
 *
 * @module
 */

/** Between two looks, ms. */
const PAUSE = 2;
/** After so long it will not come any more, ms. */
const NEVER = 30_000;

/**
 * Looks until something holds. Only for a state of the kernel or of a server that nobody can be told of:
 * whether a process is gone, whether a pty has a reader, how many clients were taken in. Whoever waits for
 * a file takes `watched()`, whoever waits for a program its output or its end.
 */
export async function until(holds: () => boolean, what = "what was waited for"): Promise<void> {
  const end = performance.now() + NEVER;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/**
 * Waits until something is found in a folder, looking again when anything changes there.
 *
 * @param find What is looked for; undefined as long as it is not there.
 */
export async function watched<T>(folder: string, find: () => T | undefined): Promise<T> {
  // Before the first look, so that nothing happens unseen between the two.
  using watcher = Deno.watchFs(folder);
  let found = find();
  for await (const _change of found === undefined ? watcher : []) {
    if ((found = find()) !== undefined) break;
  }
  return found!;
}

/** What stands in a file; undefined as long as there is none, or nothing in it. */
export function textOf(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path) || undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
