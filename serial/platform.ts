/**
 * What differs between systems, as one table each: see `linux.ts` and `macos.ts`.
 *
 * @module
 */
import { linux } from "./linux.ts";
import { macos } from "./macos.ts";

/** Where the fields of `struct termios` stand, in bytes, and what its flags are. */
export interface TermiosTable {
  size: number;
  /** Requests of `ioctl` that read and write it; null where `tcgetattr` and `tcsetattr` do. */
  requests: { get: bigint; set: bigint } | null;
  iflag: number;
  oflag: number;
  cflag: number;
  lflag: number;
  vmin: number;
  vtime: number;
  ispeed: number;
  ospeed: number;
  /** Bits that a raw line has cleared. */
  raw: { iflag: number; oflag: number; lflag: number };
  /** Bits by which the system changes what it receives; none is set on a raw line. */
  cooked: { iflag: number; lflag: number };
  INPCK: number;
  EXTPROC: number;
  CSIZE: number;
  CS7: number;
  CS8: number;
  CSTOPB: number;
  CREAD: number;
  PARENB: number;
  PARODD: number;
  CLOCAL: number;
  CRTSCTS: number;
  /** Bits of cflag that hold the code of the speed; 0 where speeds are plain numbers. */
  speedMask: number;
  /** Speeds that no TIC reader asks for, by which a pty of ours is marked (`pty.ts`). */
  neutral: Readonly<Record<number, number>>;
  /** Speeds in baud, each with its code in cflag. */
  speeds: Readonly<Record<number, number>>;
}

/** Constants of the C library of a system, and where it is found. */
export interface Platform {
  /** Files of the C library by processor, the first that opens is taken. */
  libraries: Readonly<Record<string, readonly string[]>>;
  /** Names under which functions are exported that differ between systems. */
  symbols: { errno: string; lstat: string; readdir: string };
  /** Names of errno. */
  errors: Readonly<Record<number, string>>;
  termios: TermiosTable;
  O_RDWR: number;
  O_NOCTTY: number;
  O_NONBLOCK: number;
  O_CLOEXEC: number;
  TCIFLUSH: number;
  TCIOFLUSH: number;
  TIOCEXCL: bigint;
  TIOCNXCL: bigint;
  FIOCLEX: bigint;
  /** Null where `ioctl` cannot be given an argument. */
  TIOCPKT: bigint | null;
  /** Null where `ioctl` cannot be given an argument. */
  FIONREAD: bigint | null;
  CLOCK_MONOTONIC: number;
  /** Where `struct stat` (or `statx`) keeps mode, user, group, and when status and contents changed. */
  status: {
    size: number;
    mode: number;
    uid: number;
    gid: number;
    changed: number;
    modified: number;
  };
  /** Where `struct dirent` keeps its length (16 bits) and its name. */
  entry: { length: number; name: number };
  /** Paths under which a serial adapter may be found. */
  ports: readonly string[];
  /** Command that lists the ports of the machine. */
  listing: string;
}

/** The table of this system; undefined where ticlab knows none. */
export const platform: Platform | undefined = ({ linux, darwin: macos } as Record<
  string,
  Platform | undefined
>)[globalThis.Deno?.build.os];
