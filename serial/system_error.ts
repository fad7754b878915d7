/**
 * The system's error in words, with the way out.
 *
 * @module
 */
import { cString, errno, errorName, system } from "./libc.ts";
import { fileStatus } from "./file_status.ts";
import { SerialError } from "./serial_error.ts";
import { readText } from "./system_files.ts";

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "another program holds it",
  EEXIST: "something else is already there",
  EIO: "the device is gone",
  EISDIR: "it is a folder",
  EMFILE: "this process has too many files open",
  ENODEV: "the device is gone",
  ENOENT: "there is no such file",
  ENOSPC: "the system has no pty left",
  ENOTDIR: "a part of the path is not a folder",
  ENOTTY: "it is not a serial port",
  ENXIO: "the device is gone",
  EPERM: "the system does not allow it",
  EROFS: "the file system is read-only",
};

/**
 * Makes the error of the call that has just failed on this thread.
 *
 * @param operation What was attempted, as in `Cannot OPERATION "PATH"`.
 * @param path Where.
 */
export function systemError(operation: string, path: string): SerialError {
  const number = errno();
  const name = errorName(number);
  // A lock that others hold is refused with EAGAIN.
  const code = name === "EAGAIN" ? "EBUSY" : name;
  return new SerialError(`Cannot ${operation} "${path}": ${WORDS[code] ?? "it failed"} (${code})`, {
    operation,
    path,
    code,
    errno: number,
    ...nextStep(code, path),
  });
}

function nextStep(code: string, path: string): { next?: string } {
  switch (code) {
    case "EACCES": {
      const group = groupOf(path);
      return {
        next: group
          ? `It belongs to the group ${group}: sudo usermod -aG ${group} $USER, then log in again`
          : `See who may: ls -l ${path}`,
      };
    }
    case "EBUSY":
      return { next: `See who holds it: fuser -v ${path}` };
    case "EIO":
    case "ENODEV":
    case "ENXIO":
      return { next: "Plug the adapter in again" };
    case "ENOENT":
    case "ENOTTY":
    case "EISDIR":
      return { next: portsHere() };
    default:
      return {};
  }
}

function portsHere(): string {
  const { libc, platform } = system();
  const found = platform.ports.filter((port) => libc.access(cString(port), 0) === 0);
  return found.length > 0
    ? `Ports here: ${found.join(", ")}`
    : `No adapter is seen here; see: ${platform.listing}`;
}

/** Name of the group that owns a path, where it is one that a user may join. */
function groupOf(path: string): string | undefined {
  const gid = fileStatus(path)?.gid;
  if (!gid) return undefined;
  return readText("/etc/group").split("\n").map((line) => line.split(":"))
    .find((fields) => Number(fields[2]) === gid)?.[0];
}
