/**
 * Who owns a file, and since when it is what it is.
 *
 * @module
 */
import { cString, system } from "./libc.ts";

/** Owner, permissions and times of a file. */
export interface FileStatus {
  /** Kind and permissions, as `st_mode`. */
  mode: number;
  uid: number;
  gid: number;
  /** When it was made, or its status changed; ns since 1970. */
  changed: bigint;
  /** When its contents changed; ns since 1970. */
  modified: bigint;
}

const AT_FDCWD = -100;
const AT_SYMLINK_NOFOLLOW = 0x100;
const STATX_BASIC_STATS = 0x7ff;

/** Status of a path, of the link itself where it is a link; undefined where there is none. */
export function fileStatus(path: string): FileStatus | undefined {
  const { libc, platform } = system();
  const table = platform.status;
  const bytes = new Uint8Array(table.size);
  const name = cString(path);
  const result = libc.statx
    ? libc.statx(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, bytes)
    : libc.lstat?.(name, bytes) ?? -1;
  if (result < 0) return undefined;
  const view = new DataView(bytes.buffer);
  const time = (at: number) =>
    view.getBigInt64(at, true) * 1_000_000_000n + BigInt(view.getUint32(at + 8, true));
  return {
    mode: view.getUint16(table.mode, true),
    uid: view.getUint32(table.uid, true),
    gid: view.getUint32(table.gid, true),
    changed: time(table.changed),
    modified: time(table.modified),
  };
}
