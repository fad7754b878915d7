/**
 * macOS, x64 and arm64. UNTESTED: read from Apple's headers, never run.
 *
 * `ioctl` takes its argument on the stack on arm64, where Deno's FFI does not put it, so only requests
 * without one are used.
 *
 * @module
 */
import type { Platform } from "./platform.ts";
import { unixErrors } from "./unix_errors.ts";

// On Node, where the library is read too, there is no Deno.
const X86 = globalThis.Deno?.build.arch === "x86_64";

/** The table of macOS; untested. */
export const macos: Platform = {
  libraries: {
    x86_64: ["/usr/lib/libSystem.B.dylib"],
    aarch64: ["/usr/lib/libSystem.B.dylib"],
  },
  symbols: {
    errno: "__error",
    lstat: X86 ? "lstat$INODE64" : "lstat",
    readdir: X86 ? "readdir$INODE64" : "readdir",
  },
  errors: { ...unixErrors, 35: "EAGAIN", 62: "ELOOP", 63: "ENAMETOOLONG" },
  termios: {
    size: 72,
    requests: null,
    iflag: 0,
    oflag: 8,
    cflag: 16,
    lflag: 24,
    vmin: 32 + 16,
    vtime: 32 + 17,
    ispeed: 56,
    ospeed: 64,
    raw: { iflag: 0xfff, oflag: 0x1, lflag: 0x598 },
    cooked: { iflag: 0x3c8, lflag: 0x188 },
    INPCK: 0x10,
    EXTPROC: 0x800,
    CSIZE: 0x300,
    CS7: 0x200,
    CS8: 0x300,
    CSTOPB: 0x400,
    CREAD: 0x800,
    PARENB: 0x1000,
    PARODD: 0x2000,
    CLOCAL: 0x8000,
    CRTSCTS: 0x3_0000,
    speedMask: 0,
    neutral: { 134: 0, 200: 0 },
    speeds: {
      300: 0,
      600: 0,
      1200: 0,
      1800: 0,
      2400: 0,
      4800: 0,
      9600: 0,
      19200: 0,
      38400: 0,
      57600: 0,
      115200: 0,
      230400: 0,
    },
  },
  O_RDWR: 2,
  O_NOCTTY: 0x2_0000,
  O_NONBLOCK: 4,
  O_CLOEXEC: 0x100_0000,
  TCIFLUSH: 1,
  TCIOFLUSH: 3,
  TIOCEXCL: 0x2000_740dn,
  TIOCNXCL: 0x2000_740en,
  FIOCLEX: 0x2000_6601n,
  TIOCPKT: null,
  FIONREAD: null,
  CLOCK_MONOTONIC: 6,
  status: { size: 256, mode: 4, uid: 16, gid: 20, changed: 64, modified: 48 },
  entry: { length: 16, name: 21 },
  ports: [],
  listing: "ls -l /dev/cu.*",
};
