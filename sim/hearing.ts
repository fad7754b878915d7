/**
 * Who heard what was sent.
 *
 * @module
 */
import type { Outlet, OutletStatus } from "./outlet.ts";

/**
 * Watches outlets from the moment it is made: an outlet has heard everything since if a reader was there
 * all the time and took all of it. Files and pipes always hear.
 */
export class Hearing {
  #outlets: readonly Outlet[];
  #before: readonly OutletStatus[];

  /** Begins to watch. */
  constructor(outlets: readonly Outlet[]) {
    this.#outlets = outlets;
    this.#before = outlets.map((outlet) => outlet.status());
  }

  /** Names of the outlets that have heard everything: `pty`, `tcp`, `tcp-2`, … */
  heard(): string[] {
    const names = outletNames(this.#outlets);
    return names.filter((_, i) => {
      const [before, after] = [this.#before[i]!, this.#outlets[i]!.status()];
      return before.readers !== 0 && after.readers !== 0 && before.lost === after.lost &&
        before.missed === after.missed;
    });
  }
}

/** Short names of outlets, in their order: how they are opened, numbered where several are alike. */
export function outletNames(outlets: readonly Pick<Outlet, "url">[]): string[] {
  const counts = new Map<string, number>();
  return outlets.map(({ url }) => {
    const kind = url.replace(/:.*$/s, "");
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count === 1 ? kind : `${kind}-${count}`;
  });
}
