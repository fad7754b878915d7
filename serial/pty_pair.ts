/**
 * Both ends of a pty, as the system gives them.
 *
 * @module
 */
import { cString, system } from "./libc.ts";
import { systemError } from "./system_error.ts";
import { Termios } from "./termios.ts";
import { eventsNow, POLLHUP } from "./poll_table.ts";

/** Events and flags of inotify (Linux). */
const IN_OPEN = 0x20;
const IN_CLOSE = 0x18;
const IN_NONBLOCK_CLOEXEC = 0o2004000;

const NEUTRAL = [134, 200] as const;

/**
 * Whether a port stands as a pty of ours should: at a neutral speed, without CLOCAL, and its changes told
 * to the master. They are by EXTPROC, which also keeps the system from changing what is received: so only
 * where it would not.
 */
export function isNeutral(termios: Termios): boolean {
  return termios.neutral && !termios.local && termios.reported === mayBeReported(termios);
}

/** Makes it stand so, at one of two speeds. */
export function neutralise(termios: Termios, turn: 0 | 1): void {
  termios.baudRate = NEUTRAL[turn];
  termios.local = false;
  termios.reported = mayBeReported(termios);
}

function mayBeReported(termios: Termios): boolean {
  return system().platform.TIOCPKT !== null && !termios.cooked;
}

const scratch = new Uint8Array(4096);
const scratchView = new DataView(scratch.buffer);
const SCRATCH_SIZE = BigInt(scratch.length);

/** A pty whose slave is raw and neutral, and the means to see it opened and closed. */
export class PtyPair {
  /** Descriptor of the master. */
  readonly master: number;
  /** Path of the slave. */
  readonly slave: string;
  /** Descriptor that is readable when the slave has been opened or closed; -1 where there is none. */
  readonly inotify: number;

  private constructor(master: number, slave: string) {
    const { libc } = system();
    this.master = master;
    this.slave = slave;
    this.inotify = libc.inotify_init1?.(IN_NONBLOCK_CLOEXEC) ?? -1;
    if (this.inotify >= 0) {
      libc.inotify_add_watch!(this.inotify, cString(slave), IN_OPEN | IN_CLOSE);
    }
  }

  /**
   * Makes a pty.
   *
   * @throws {SerialError} as the system says.
   */
  static open(): PtyPair {
    const { libc, platform: p } = system();
    const master = libc.posix_openpt(p.O_RDWR | p.O_NOCTTY | p.O_NONBLOCK | p.O_CLOEXEC);
    if (master < 0) throw systemError("open", "/dev/ptmx");
    const name = new Uint8Array(128);
    const named = libc.grantpt(master) === 0 && libc.unlockpt(master) === 0 &&
      libc.ptsname_r(master, name, BigInt(name.length)) === 0;
    const slave = new TextDecoder().decode(name.subarray(0, name.indexOf(0)));
    const fd = named ? openTty(slave) : -1;
    if (fd < 0) {
      const error = systemError("open", slave || "/dev/ptmx");
      libc.close(master);
      throw error;
    }
    const termios = new Termios();
    termios.load(fd);
    termios.makeRaw();
    neutralise(termios, 0);
    termios.store(fd);
    // Opened and closed once: from now on the master shows POLLHUP while nobody has the slave open.
    libc.close(fd);
    if (p.TIOCPKT !== null) libc.ioctl(master, p.TIOCPKT, new Uint8Array(Int32Array.of(1).buffer));
    return new PtyPair(master, slave);
  }

  /** Whether anything has the slave open. */
  get present(): boolean {
    return (eventsNow(this.master, 0) & POLLHUP) === 0;
  }

  /** Opens the slave; negative where it fails. */
  openSlave(): number {
    return openTty(this.slave);
  }

  /** How often the slave was closed since the last call. */
  takeCloses(): number {
    const { libc } = system();
    let closes = 0;
    for (let n; this.inotify >= 0 && (n = libc.read(this.inotify, scratch, SCRATCH_SIZE)) > 0n;) {
      for (let at = 0; at < n; at += 16 + scratchView.getUint32(at + 12, true)) {
        if (scratchView.getUint32(at + 4, true) & IN_CLOSE) closes++;
      }
    }
    return closes;
  }

  /** Reads off what readers wrote, and that the system told of a change. */
  discardInput(): void {
    while (system().libc.read(this.master, scratch, SCRATCH_SIZE) > 0n);
  }

  /** Takes the pty away. */
  close(): void {
    const { libc } = system();
    libc.close(this.master);
    if (this.inotify >= 0) libc.close(this.inotify);
  }
}

function openTty(path: string): number {
  const { libc, platform: p } = system();
  return libc.open(cString(path), p.O_RDWR | p.O_NOCTTY | p.O_NONBLOCK | p.O_CLOEXEC);
}
