/**
 * Sends what was written to the disk, not at once but soon.
 *
 * @module
 */

/** What was written is on the disk after this time, ms: as much is lost by a power cut at most. */
const SOON = 1_000;

/** Syncs a file now and then; the process does not live on for it. */
export class LateSync {
  readonly #wanted: () => string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #syncing: Promise<void> | undefined;

  /**
   * Begins with nothing to do.
   *
   * @param wanted Path of the file when the time has come; undefined where it needs no sync any more.
   */
  constructor(wanted: () => string | undefined) {
    this.#wanted = wanted;
  }

  /** Something was written. */
  soon(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.#sync(), SOON);
    Deno.unrefTimer(Number(this.#timer));
  }

  /** Syncs for the last time. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#syncing;
    await this.#sync();
  }

  async #sync(): Promise<void> {
    this.#timer = undefined;
    const path = this.#wanted();
    if (path === undefined || this.#syncing) return;
    this.#syncing = syncPath(path).finally(() => this.#syncing = undefined);
    await this.#syncing;
  }
}

/** By a handle of its own, for one that is being synced refuses writes meanwhile. */
async function syncPath(path: string): Promise<void> {
  try {
    using file = await Deno.open(path);
    await file.syncData();
  } catch {
    // A file that is gone meanwhile has been delivered, and some file systems cannot sync.
  }
}

/** Syncs a file before it is left. */
export function syncNow(file: Deno.FsFile | undefined): void {
  try {
    file?.syncDataSync();
  } catch {
    // Some file systems cannot sync.
  }
}
