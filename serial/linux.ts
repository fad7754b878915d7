/**
 * Linux, x64 and arm64, glibc and musl: the numbers are the kernel's (include/uapi/asm-generic),
 * which both processors and both libraries share.
 *
 * The settings of a port are read and written by the kernel's own `termios2` requests. glibc's
 * `tcsetattr` says EINVAL when none of the asked flags stuck, as 7E1 on a pty, and glibc 2.42 counts
 * speeds in another way than the older ones.
 *
 * @module
 */
import type { Platform } from "./platform.ts";
import { unixErrors } from "./unix_errors.ts";

/** The table of Linux. */
export const linux: Platform = {
  libraries: {
    x86_64: [
      "/lib/x86_64-linux-gnu/libc.so.6",
      "/lib64/libc.so.6",
      "/usr/lib/libc.so.6",
      "/usr/lib64/libc.so.6",
      "/lib/ld-musl-x86_64.so.1",
    ],
    aarch64: [
      "/lib/aarch64-linux-gnu/libc.so.6",
      "/lib64/libc.so.6",
      "/usr/lib/libc.so.6",
      "/usr/lib64/libc.so.6",
      "/lib/ld-musl-aarch64.so.1",
    ],
  },
  symbols: { errno: "__errno_location", lstat: "lstat", readdir: "readdir" },
  errors: { ...unixErrors, 11: "EAGAIN", 36: "ENAMETOOLONG", 40: "ELOOP" },
  termios: {
    size: 44,
    requests: { get: 0x802c_542an, set: 0x402c_542bn },
    iflag: 0,
    oflag: 4,
    cflag: 8,
    lflag: 12,
    vmin: 17 + 6,
    vtime: 17 + 5,
    ispeed: 36,
    ospeed: 40,
    raw: { iflag: 0x1fff, oflag: 0x1, lflag: 0x804b },
    cooked: { iflag: 0x5c8, lflag: 0xb },
    INPCK: 0x10,
    EXTPROC: 0x1_0000,
    CSIZE: 0x30,
    CS7: 0x20,
    CS8: 0x30,
    CSTOPB: 0x40,
    CREAD: 0x80,
    PARENB: 0x100,
    PARODD: 0x200,
    CLOCAL: 0x800,
    CRTSCTS: 0x8000_0000,
    speedMask: 0x100f_100f,
    neutral: { 134: 0x4, 200: 0x6 },
    speeds: {
      300: 0x7,
      600: 0x8,
      1200: 0x9,
      1800: 0xa,
      2400: 0xb,
      4800: 0xc,
      9600: 0xd,
      19200: 0xe,
      38400: 0xf,
      57600: 0x1001,
      115200: 0x1002,
      230400: 0x1003,
      460800: 0x1004,
      500000: 0x1005,
      576000: 0x1006,
      921600: 0x1007,
      1000000: 0x1008,
    },
  },
  O_RDWR: 2,
  O_NOCTTY: 0o400,
  O_NONBLOCK: 0o4000,
  O_CLOEXEC: 0o2000000,
  TCIFLUSH: 0,
  TCIOFLUSH: 2,
  TIOCEXCL: 0x540cn,
  TIOCNXCL: 0x540dn,
  FIOCLEX: 0x5451n,
  TIOCPKT: 0x5420n,
  FIONREAD: 0x541bn,
  CLOCK_MONOTONIC: 1,
  status: { size: 256, mode: 28, uid: 20, gid: 24, changed: 96, modified: 112 },
  entry: { length: 16, name: 19 },
  ports: [
    "/dev/ttyUSB0",
    "/dev/ttyUSB1",
    "/dev/ttyUSB2",
    "/dev/ttyACM0",
    "/dev/ttyACM1",
    "/dev/serial0",
    "/dev/ttyAMA0",
    "/dev/ttyS0",
  ],
  listing: "ls -l /dev/serial/by-id /dev/tty[AU]*",
};
