/**
 * The one thread on which everything is waited for that happens on open files.
 *
 * @module
 */
import { system } from "./libc.ts";
import { type Awaited, POLLIN, pollTable } from "./poll_table.ts";
import { systemError } from "./system_error.ts";

/** Something that is waited for. */
export interface Wait {
  files: readonly Awaited[];
  /** When it is over in any case, on the clock of `performance.now()`; Infinity for never. */
  deadline: number;
  /** Told once that something has happened, or that it is over. */
  done(): void;
}

/**
 * Waits for everything at once, by one `poll` on another thread. Deno has 32 threads for all that blocks
 * (`max_blocking_threads` in its `runtime/tokio_util.rs`): with a thread for each open port, the clock of a
 * line found none left where a sim had 31.
 */
export class PollLoop {
  /** Readable where a round is to end because something else is to be waited for. */
  readonly #pipe = openPipe();
  readonly #waits = new Set<Wait>();
  /** The round that is on the other thread. */
  #round: Promise<number> | undefined;
  #woken = false;
  #running = false;

  /** Begins to wait. */
  add(wait: Wait): void {
    this.#waits.add(wait);
    this.#wake();
    if (!this.#running) void this.#run();
  }

  /** Waits no longer; resolves when the other thread does not either. */
  async remove(waits: Iterable<Wait>): Promise<void> {
    for (const wait of waits) {
      this.#waits.delete(wait);
      wait.done();
    }
    this.#wake();
    await this.#round;
  }

  async #run(): Promise<void> {
    const { libc } = system();
    const byte = new Uint8Array(1);
    this.#running = true;
    while (this.#waits.size > 0) {
      const waits = [...this.#waits];
      const files = waits.flatMap(({ files }) => files);
      const table = pollTable([{ fd: this.#pipe[0], events: POLLIN }, ...files]);
      const next = Math.min(...waits.map(({ deadline }) => deadline));
      const timeout = next === Infinity ? -1 : Math.max(0, Math.ceil(next - performance.now()));
      this.#round = libc.pollLater(table.bytes, BigInt(files.length + 1), timeout);
      const failed = await this.#round < 0;
      this.#round = undefined;
      if (this.#woken) libc.read(this.#pipe[0], byte, 1n);
      this.#woken = false;
      const now = performance.now();
      let at = 1;
      for (const wait of waits) {
        const own = wait.files.map(() => table.happened(at++) !== 0);
        // Who is told for nothing looks for itself and waits again.
        if (!failed && !own.includes(true) && now < wait.deadline) continue;
        if (this.#waits.delete(wait)) wait.done();
      }
      // Those who were told wait again now, and need not wake the next round.
      await undefined;
    }
    this.#running = false;
  }

  /** Ends the round that is under way. */
  #wake(): void {
    if (!this.#round || this.#woken) return;
    system().libc.write(this.#pipe[1], new Uint8Array(1), 1n);
    this.#woken = true;
  }
}

function openPipe(): [number, number] {
  const { libc, platform } = system();
  const fds = new Int32Array(2);
  if (libc.pipe(new Uint8Array(fds.buffer)) < 0) throw systemError("open", "pipe");
  for (const fd of fds) libc.ioctl(fd, platform.FIOCLEX, null);
  return [fds[0]!, fds[1]!];
}
