/**
 * Waiting for something to happen on open files, in a way that can be called off.
 *
 * @module
 */
import { errno, errorName, system } from "./libc.ts";
import { systemError } from "./system_error.ts";

/** There is something to read. */
export const POLLIN = 0x1;
/** A pty's master has been told of a change. */
export const POLLPRI = 0x2;
/** There is room to write. */
export const POLLOUT = 0x4;
/** The other side is gone. */
export const POLLHUP = 0x10;

/** An open file, and what is waited for on it. */
export interface Awaited {
  /** Descriptor; a negative one is left out. */
  fd: number;
  events: number;
}

/** What is true of an open file now, among some events; POLLHUP is always told. */
export function eventsNow(fd: number, events: number): number {
  const { libc } = system();
  const { bytes, view } = pollTable([{ fd, events }]);
  libc.poll(bytes, 1n, 0);
  return view.getUint16(6, true);
}

/**
 * Waits on other threads, which costs no time of this one, until something happens or until `end()`,
 * which ends every wait under way and to come.
 */
export class Waiter {
  /** A pipe that is readable from the end on. */
  #pipe = openPipe();
  #ended = false;
  #waits = new Set<Promise<unknown>>();

  /** Whether `end()` was called. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Resolves when one of the events happens, after `timeout` milliseconds (-1: never), or at the end.
   */
  async wait(files: readonly Awaited[], timeout = -1): Promise<void> {
    if (this.#ended) return;
    const { bytes } = pollTable([...files, { fd: this.#pipe[0], events: POLLIN }]);
    const wait = system().libc.pollLater(bytes, BigInt(files.length + 1), timeout);
    this.#waits.add(wait);
    await wait;
    this.#waits.delete(wait);
  }

  /** Ends every wait, and resolves when none is under way and nothing is left open. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const { libc } = system();
    libc.write(this.#pipe[1], new Uint8Array(1), 1n);
    await Promise.all(this.#waits);
    for (const fd of this.#pipe) libc.close(fd);
  }
}

function pollTable(files: readonly Awaited[]): { bytes: Uint8Array<ArrayBuffer>; view: DataView } {
  const bytes = new Uint8Array(8 * files.length);
  const view = new DataView(bytes.buffer);
  files.forEach(({ fd, events }, i) => {
    view.setInt32(8 * i, fd, true);
    view.setInt16(8 * i + 4, events, true);
  });
  return { bytes, view };
}

function openPipe(): [number, number] {
  const { libc, platform } = system();
  const fds = new Int32Array(2);
  if (libc.pipe(new Uint8Array(fds.buffer)) < 0) throw systemError("open", "pipe");
  for (const fd of fds) libc.ioctl(fd, platform.FIOCLEX, null);
  return [fds[0]!, fds[1]!];
}

/** Whether the call that has just failed on this thread may be tried again. */
export function again(): boolean {
  return ["EAGAIN", "EINTR"].includes(errorName(errno()));
}
