/**
 * Files and folders that Deno shows to nobody who may not do everything: `/dev`, `/proc`, `/sys`.
 *
 * @module
 */
import { cString, system } from "./libc.ts";
import { fileStatus } from "./file_status.ts";

const CHUNK = 65_536;
const READ_AND_WRITE = 6;

/** What a list of ports is made of; paths begin at the root of the system. */
export interface SystemFiles {
  /** Names in a folder, sorted; none where it cannot be read. */
  list(folder: string): string[];
  /** Text of a file, without blanks at its ends; empty where it cannot be read. */
  text(path: string): string;
  /** What a link points to; undefined where it is none. */
  link(path: string): string | undefined;
  /** Number of the group that owns a path; undefined where there is none. */
  group(path: string): number | undefined;
  /** Whether this user may read and write it. */
  allowed(path: string): boolean;
}

/** The files of this machine, or those below another root. */
export function systemFiles(root = ""): SystemFiles {
  return {
    list: (folder) => listFolder(root + folder),
    text: (path) => readText(root + path).replaceAll("\0", " ").trim(),
    link: (path) => linkTarget(root + path),
    group: (path) => fileStatus(root + path)?.gid,
    allowed: (path) => system().libc.access(cString(root + path), READ_AND_WRITE) === 0,
  };
}

/** Reads a whole text file; empty where it cannot be read. */
export function readText(path: string): string {
  const { libc } = system();
  const fd = libc.open(cString(path), 0);
  if (fd < 0) return "";
  const chunk = new Uint8Array(CHUNK);
  let text = "";
  const decoder = new TextDecoder();
  for (let n; (n = Number(libc.read(fd, chunk, BigInt(chunk.length)))) > 0;) {
    text += decoder.decode(chunk.subarray(0, n), { stream: true });
  }
  libc.close(fd);
  return text;
}

function listFolder(path: string): string[] {
  const { libc, platform: { entry } } = system();
  const folder = libc.opendir(cString(path));
  if (folder === null) return [];
  const names: string[] = [];
  for (let at; (at = libc.readdir(folder)) !== null;) {
    // Only as much is read as the entry says that it has.
    const head = new Uint8Array(entry.length + 2);
    libc.memcpy(head, at, BigInt(head.length));
    const bytes = new Uint8Array(new DataView(head.buffer).getUint16(entry.length, true));
    libc.memcpy(bytes, at, BigInt(bytes.length));
    const name = bytes.subarray(entry.name);
    names.push(new TextDecoder().decode(name.subarray(0, name.indexOf(0))));
  }
  libc.closedir(folder);
  return names.filter((name) => name !== "." && name !== "..").sort();
}

function linkTarget(path: string): string | undefined {
  const target = new Uint8Array(4_096);
  const length = Number(system().libc.readlink(cString(path), target, BigInt(target.length)));
  return length < 0 ? undefined : new TextDecoder().decode(target.subarray(0, length));
}
