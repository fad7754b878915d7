/**
 * The C library over FFI, by full path, so that `--allow-ffi=/lib,/lib64,/usr/lib` is enough:
 * nothing here needs `Deno.UnsafePointer` or leave to read and write files.
 *
 * Only what waits is called without blocking (`poll`, `tcdrain`, `clock_nanosleep`): such a call runs on
 * another thread, whose errno this thread cannot see.
 *
 * @module
 */
import { type Platform, platform } from "./platform.ts";
import { SerialError } from "./serial_error.ts";

/** The permission under which this room works. */
const PERMISSION = "--allow-ffi=/lib,/lib64,/usr/lib";

function symbols(names: Platform["symbols"]) {
  return {
    open: { parameters: ["buffer", "i32"], result: "i32" },
    close: { parameters: ["i32"], result: "i32" },
    read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
    write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
    poll: { parameters: ["buffer", "usize", "i32"], result: "i32" },
    pollLater: {
      name: "poll",
      parameters: ["buffer", "usize", "i32"],
      result: "i32",
      nonblocking: true,
    },
    pipe: { parameters: ["buffer"], result: "i32" },
    ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
    flock: { parameters: ["i32", "i32"], result: "i32" },
    access: { parameters: ["buffer", "i32"], result: "i32" },
    symlink: { parameters: ["buffer", "buffer"], result: "i32" },
    readlink: { parameters: ["buffer", "buffer", "usize"], result: "isize" },
    opendir: { parameters: ["buffer"], result: "pointer" },
    readdir: { name: names.readdir, parameters: ["pointer"], result: "pointer" },
    closedir: { parameters: ["pointer"], result: "i32" },
    rename: { parameters: ["buffer", "buffer"], result: "i32" },
    unlink: { parameters: ["buffer"], result: "i32" },
    mkdir: { parameters: ["buffer", "u32"], result: "i32" },
    geteuid: { parameters: [], result: "u32" },
    tcgetattr: { parameters: ["i32", "buffer"], result: "i32" },
    tcsetattr: { parameters: ["i32", "i32", "buffer"], result: "i32" },
    tcflush: { parameters: ["i32", "i32"], result: "i32" },
    tcdrainLater: { name: "tcdrain", parameters: ["i32"], result: "i32", nonblocking: true },
    posix_openpt: { parameters: ["i32"], result: "i32" },
    grantpt: { parameters: ["i32"], result: "i32" },
    unlockpt: { parameters: ["i32"], result: "i32" },
    ptsname_r: { parameters: ["i32", "buffer", "usize"], result: "i32" },
    clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
    memcpy: { parameters: ["buffer", "pointer", "usize"], result: "pointer" },
    errnoLocation: { name: names.errno, parameters: [], result: "pointer" },
    lstat: { name: names.lstat, parameters: ["buffer", "buffer"], result: "i32", optional: true },
    statx: {
      parameters: ["i32", "buffer", "i32", "u32", "buffer"],
      result: "i32",
      optional: true,
    },
    inotify_init1: { parameters: ["i32"], result: "i32", optional: true },
    inotify_add_watch: { parameters: ["i32", "buffer", "u32"], result: "i32", optional: true },
    clockNanosleepLater: {
      name: "clock_nanosleep",
      parameters: ["i32", "i32", "buffer", "pointer"],
      result: "i32",
      nonblocking: true,
      optional: true,
    },
  } as const;
}

/** The functions of the C library that this room calls. */
export type Libc = Deno.DynamicLibrary<ReturnType<typeof symbols>>["symbols"];

let loaded: { libc: Libc; platform: Platform } | undefined;

/**
 * The C library and the table of this system, opened at the first call.
 *
 * @throws {SerialError} code `ENOSYS` on a system that ticlab knows nothing of, `ENOENT` where no C
 * library is found, `EACCES` without the permission.
 */
export function system(): { libc: Libc; platform: Platform } {
  return loaded ??= load();
}

function load(): { libc: Libc; platform: Platform } {
  const files = platform?.libraries[Deno.build.arch];
  if (!platform || !files) {
    const here = `${Deno.build.os} ${Deno.build.arch}`;
    throw new SerialError(`Cannot use serial ports on ${here}: there is no table for it`, {
      operation: "load libc",
      path: "",
      code: "ENOSYS",
      next:
        "They work on Linux and macOS, x64 and arm64; a file, - or tcp://HOST:PORT works anywhere",
    });
  }
  for (const file of files) {
    try {
      return { libc: Deno.dlopen(file, symbols(platform.symbols)).symbols, platform };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotCapable)) continue;
      throw new SerialError(`Cannot load ${file}: Deno has no permission to`, {
        operation: "load libc",
        path: file,
        code: "EACCES",
        next: `Run deno with ${PERMISSION}`,
      });
    }
  }
  throw new SerialError(`Cannot find the C library: none of ${files.join(", ")} opens`, {
    operation: "load libc",
    path: files[0]!,
    code: "ENOENT",
    next: "A file, - or tcp://HOST:PORT needs none",
  });
}

const number = new Int32Array(1);
const numberBytes = new Uint8Array(number.buffer);

/** The system's error of the last call on this thread, which must not have been a waiting one. */
export function errno(): number {
  const { libc } = system();
  libc.memcpy(numberBytes, libc.errnoLocation(), 4n);
  return number[0]!;
}

/** Name of an error (`ENOENT`), or `errno 95` where the table has none. */
export function errorName(error: number): string {
  return system().platform.errors[error] ?? `errno ${error}`;
}

const encoder = new TextEncoder();

/** A text as C wants it, with its NUL. */
export function cString(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`${text}\0`);
}
