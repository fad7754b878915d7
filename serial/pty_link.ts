/**
 * The stable path of a pty: a symbolic link to its slave.
 *
 * @module
 */
import { cString, errno, errorName, system } from "./libc.ts";
import { fileStatus } from "./file_status.ts";
import { SerialError } from "./serial_error.ts";
import { systemError } from "./system_error.ts";
import { Termios } from "./termios.ts";

/** Slaves of ptys: Linux, macOS. */
const SLAVE = /^\/dev\/(pts\/|ttys)\d+$/;

/**
 * Makes a link to a slave, in one step: whoever opens it finds the old slave or the new.
 * A link that a sim has left behind is taken over.
 *
 * @throws {SerialError} with code `EBUSY` where a pty of ticlab lives behind the link, `EEXIST` where
 * something else than a link to a pty is there.
 */
export function placeLink(link: string, slave: string): void {
  const { libc } = system();
  if (libc.symlink(cString(slave), cString(link)) === 0) return;
  if (errorName(errno()) !== "EEXIST") throw systemError("make the link", link);
  const target = linkTarget(link);
  // Left by a sim that died; the number has come to us since.
  if (target === slave) return;
  if (target === undefined || !SLAVE.test(target)) {
    throw new SerialError(`Cannot make the link "${link}": something else is there`, {
      operation: "make the link",
      path: link,
      code: "EEXIST",
      next: "Name another path, or move it away",
    });
  }
  if (isLivePty(target) && !isYounger(target, link)) {
    throw new SerialError(`Cannot make the link "${link}": another sim speaks there`, {
      operation: "make the link",
      path: link,
      code: "EBUSY",
      next: "Name another path, or stop the other sim",
    });
  }
  replaceLink(link, slave);
}

/** Makes a link point to another slave, in one step. */
export function replaceLink(link: string, slave: string): void {
  const { libc } = system();
  const beside = cString(`${link}.${Deno.pid}`);
  libc.unlink(beside);
  if (
    libc.symlink(cString(slave), beside) < 0 || libc.rename(beside, cString(link)) < 0
  ) throw systemError("make the link", link);
}

/** Removes a link, if it still points to that slave. */
export function removeLink(link: string, slave: string): void {
  if (linkTarget(link) === slave) system().libc.unlink(cString(link));
}

function linkTarget(link: string): string | undefined {
  const bytes = new Uint8Array(4096);
  const n = Number(system().libc.readlink(cString(link), bytes, BigInt(bytes.length)));
  return n < 0 ? undefined : new TextDecoder().decode(bytes.subarray(0, n));
}

/** Whether a slave was made after the link: then its number belonged to another, which is gone. */
function isYounger(slave: string, link: string): boolean {
  const [made, linked] = [fileStatus(slave), fileStatus(link)];
  return made !== undefined && linked !== undefined && made.changed > linked.modified;
}

/**
 * Whether a slave belongs to a pty of ticlab, which its neutral speed tells. Its number may have gone to
 * a terminal since a link to it was made.
 */
function isLivePty(slave: string): boolean {
  const { libc, platform } = system();
  const fd = libc.open(cString(slave), platform.O_NOCTTY | platform.O_NONBLOCK);
  if (fd < 0) return ["EACCES", "EBUSY"].includes(errorName(errno()));
  const termios = new Termios();
  const live = termios.load(fd) && termios.neutral;
  libc.close(fd);
  return live;
}
