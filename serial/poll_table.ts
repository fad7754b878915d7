/**
 * The table that `poll` of the C library reads and writes.
 *
 * @module
 */
import { system } from "./libc.ts";

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

/** The entries of a call, as the C library wants them (`struct pollfd`). */
export interface PollTable {
  bytes: Uint8Array<ArrayBuffer>;
  /** What has happened on the file of an entry, 0 where nothing has. */
  happened(entry: number): number;
}

/** Writes the table of some files. */
export function pollTable(files: readonly Awaited[]): PollTable {
  const bytes = new Uint8Array(8 * files.length);
  const view = new DataView(bytes.buffer);
  files.forEach(({ fd, events }, i) => {
    view.setInt32(8 * i, fd, true);
    view.setInt16(8 * i + 4, events, true);
  });
  return { bytes, happened: (entry) => view.getUint16(8 * entry + 6, true) };
}

/** What is true of an open file now, among some events; POLLHUP is always told. */
export function eventsNow(fd: number, events: number): number {
  const table = pollTable([{ fd, events }]);
  system().libc.poll(table.bytes, 1n, 0);
  return table.happened(0);
}
