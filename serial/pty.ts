/**
 * A serial line made of nothing: the master side of a pty.
 *
 * @module
 */
import { errno, errorName, system } from "./libc.ts";
import { eventsNow, POLLIN, POLLPRI } from "./poll_table.ts";
import { placeLink, removeLink, replaceLink } from "./pty_link.ts";
import { isNeutral, neutralise, PtyPair } from "./pty_pair.ts";
import { Termios } from "./termios.ts";
import { Waiter } from "./waiter.ts";

/** What happens at the reader's end of a pty. */
export type PtyChange =
  /** A reader has opened it; others may have it open already. */
  | { change: "came" }
  /** The last reader has gone. */
  | { change: "left" }
  /** A reader has set its speed, in bits a second. */
  | { change: "speed"; baudRate: number }
  /** A new slave has taken the place of one that nobody can open any more. */
  | { change: "renewed"; slave: string };

/** How a pty is opened. */
export interface PtyOptions {
  /** Path of a symbolic link to the slave, made here and removed at the end. */
  link?: string;
  /** Told of each change, in order, as it is seen. */
  onChange?: (change: PtyChange) => void;
}

/** How often to look where the system tells nothing. */
const LOOK_MS = 20;
/** How often to look whether a reader has taken everything: of that the system tells nothing. */
const DRAIN_LOOK_MS = 5;
/** How long after a change its maker may read it back. */
const READ_BACK_MS = 2;
/** What has waited longer than this for a reader is stale. */
const STALE_MS = 100;

/**
 * A virtual serial line: we write to it as a meter, anything that reads a serial port reads its slave.
 *
 * It carries bytes and tells the reader's speed, no parity and no framing. What nobody hears is lost, as
 * on a real line, and what a reader leaves unread does not reach the next one.
 *
 * Linux strips 7 bits and parity from what a reader asks of a pty, and glibc then reports EINVAL unless
 * some other setting changed. So the port stands at a speed that nobody asks for, and is put back to one
 * as soon as a reader's speed is seen: about 0.1 ms after, where this thread is idle. A second of these
 * speeds takes turns with the first, so that a reader interrupted in the middle sees a change too.
 *
 * @example
 * ```ts
 * import { Pty } from "@ticlab/ticlab/serial";
 * import { assertEquals } from "@std/assert";
 *
 * const pty = Pty.open();
 * assertEquals(pty.write(new Uint8Array([0x02])), 0); // nobody reads pty.slave
 * await pty.close();
 * ```
 */
export class Pty {
  /** Link to the slave, where one was asked for. */
  readonly link: string | undefined;

  #onChange: (change: PtyChange) => void;
  #pair: PtyPair;
  #termios = new Termios();
  #waiter = new Waiter();
  #watching: Promise<void>;
  #present = false;
  #readerSpeed: number | null = null;
  #turn: 0 | 1 = 0;
  #ownCloses = 0;
  /** Bytes written: all, until some 100 ms ago, and until some 100 ms before that. */
  #written = { all: 0, marked: 0, before: 0, markedAt: 0 };
  #closed: Promise<void> | undefined;

  private constructor(pair: PtyPair, options: PtyOptions) {
    this.link = options.link;
    this.#onChange = options.onChange ?? (() => {});
    this.#pair = pair;
    this.#watching = this.#watch();
  }

  /**
   * Makes a pty, and a link to its slave where one is asked for. The folder of the link must exist.
   *
   * @throws {SerialError} with code `EBUSY` where another sim speaks behind the link, `EEXIST` where
   * something else is there, or as the system says.
   */
  static open(options: PtyOptions = {}): Pty {
    const pair = PtyPair.open();
    try {
      if (options.link !== undefined) placeLink(options.link, pair.slave);
    } catch (error) {
      pair.close();
      throw error;
    }
    return new Pty(pair, options);
  }

  /** Path of the slave, which readers open. */
  get slave(): string {
    return this.#pair.slave;
  }

  /** Whether anything has the slave open. */
  get readerPresent(): boolean {
    return this.#pair.present;
  }

  /**
   * Speed in bits a second that a reader set last, null before the first. As on a real port it outlasts
   * the reader: `stty` sets it, `cat` reads with it.
   */
  get readerSpeed(): number | null {
    return this.#readerSpeed;
  }

  /**
   * Writes bytes without waiting, and returns how many went out: 0 where nobody reads, less than all
   * where the reader lets some 16 kB pile up. The rest is lost, or the caller's to send again.
   */
  write(bytes: Uint8Array<ArrayBuffer>): number {
    if (this.#closed || !this.readerPresent) return 0;
    // The watch may be some milliseconds late where the machine is busy.
    if (this.#isSet(true) && this.#termios.local) this.#tell(this.#putBack(true));
    const n = Number(system().libc.write(this.#pair.master, bytes, BigInt(bytes.length)));
    if (n <= 0) return 0;
    this.#recent();
    this.#written.all += n;
    return n;
  }

  /**
   * Waits until the reader has taken what was written, or has gone, or until so many milliseconds are
   * over: who reads slowly still gets the end. What a reader that has the port for itself (TIOCEXCL)
   * has taken cannot be seen, so such a one is given all of the time.
   */
  async drain(limit: number): Promise<void> {
    const end = performance.now() + limit;
    while (!this.#closed && this.#waiting() && performance.now() < end) {
      await this.#waiter.wait([], DRAIN_LOOK_MS);
    }
  }

  /** Takes the line down at once: readers see it unplugged. Removes the link, if it is still ours. */
  close(): Promise<void> {
    return this.#closed ??= this.#end();
  }

  async #end(): Promise<void> {
    if (this.link !== undefined) removeLink(this.link, this.slave);
    await this.#waiter.end();
    await this.#watching;
    this.#pair.close();
  }

  async #watch(): Promise<void> {
    for (let fresh = false; !this.#waiter.ended;) {
      fresh = this.#look(fresh);
      const { master, inotify } = this.#pair;
      // Without a reader the master shows POLLHUP all the time, and would not be waited for.
      const watched = { fd: this.#present ? master : -1, events: POLLIN | POLLPRI };
      const told = inotify >= 0 && this.#termios.reported;
      const timeout = fresh ? READ_BACK_MS : told ? -1 : LOOK_MS;
      await this.#waiter.wait([watched, { fd: inotify, events: POLLIN }], timeout);
    }
  }

  /**
   * Sees what has changed. A setting just found is left for another look, which this asks for by true,
   * where whoever made it may be about to read it back: as `stty` does, which sets no CLOCAL.
   */
  #look(again: boolean): boolean {
    const changes: PtyChange[] = [];
    const closes = this.#pair.takeCloses() - this.#ownCloses;
    this.#ownCloses = 0;
    // Before the settings are read, so that a change after that is told again.
    this.#pair.discardInput();
    const present = this.readerPresent;
    if (!this.#present && (present || closes > 0)) changes.push({ change: "came" });
    const set = this.#isSet(present);
    const fresh = set && !this.#termios.local && !again && present && closes <= 0;
    if (set && !fresh) changes.push(...this.#putBack(present));
    if (closes > 0 || (this.#present && !present)) {
      if (!present) changes.push({ change: "left" });
      if (!this.#dropUnread()) changes.push(this.#renew());
    }
    this.#present = present;
    this.#tell(changes);
    return fresh;
  }

  #tell(changes: readonly PtyChange[]): void {
    for (const change of changes) this.#onChange(change);
  }

  /** Whether the port is not as it should stand. */
  #isSet(present: boolean): boolean {
    const termios = this.#termios;
    if (!termios.load(this.#pair.master)) return false;
    return !isNeutral(termios) || (!present && termios.impatient);
  }

  /** Puts it back; tells the speed that a reader had set. */
  #putBack(present: boolean): PtyChange[] {
    const termios = this.#termios;
    const baudRate = termios.neutral ? undefined : termios.baudRate;
    this.#turn = this.#turn === 0 ? 1 : 0;
    neutralise(termios, this.#turn);
    // Left behind by pyserial, this would end the next `cat` at once.
    if (!present && termios.impatient) termios.impatient = false;
    termios.store(this.#pair.master);
    if (baudRate === undefined) return [];
    this.#readerSpeed = baudRate;
    return [{ change: "speed", baudRate }];
  }

  /**
   * Drops what a reader that has gone left unread; if another is there already, only what is stale, as
   * a part of what it is reading must not be torn out. False where nobody can open the slave any more: a
   * reader was killed that had it for itself (TIOCEXCL), and the mark stays on the slave.
   */
  #dropUnread(): boolean {
    const { libc, platform } = system();
    const present = this.readerPresent;
    const fd = this.#pair.openSlave();
    if (fd < 0) return present || errorName(errno()) !== "EBUSY";
    if (!present || unread(fd) > this.#recent()) {
      libc.tcflush(this.#pair.master, platform.TCIOFLUSH);
      libc.tcflush(fd, platform.TCIFLUSH);
    }
    libc.close(fd);
    this.#ownCloses++;
    return true;
  }

  /** Whether a reader is there that has not taken everything, or cannot be asked. */
  #waiting(): boolean {
    if (!this.readerPresent) return false;
    const fd = this.#pair.openSlave();
    if (fd < 0) return true;
    // What was written may still be on its way; a look for input makes the system deliver it first.
    eventsNow(fd, POLLIN);
    const waiting = unread(fd) > 0;
    system().libc.close(fd);
    this.#ownCloses++;
    return waiting;
  }

  #renew(): PtyChange {
    const old = this.#pair;
    this.#pair = PtyPair.open();
    if (this.link !== undefined) replaceLink(this.link, this.slave);
    old.close();
    return { change: "renewed", slave: this.slave };
  }

  /** Bytes written in about the last 100 ms. */
  #recent(): number {
    const w = this.#written;
    const now = performance.now();
    const age = now - w.markedAt;
    if (age > STALE_MS) {
      w.before = age > 2 * STALE_MS ? w.all : w.marked;
      w.marked = w.all;
      w.markedAt = now;
    }
    return w.all - w.before;
  }
}

/** How many bytes wait in a slave. */
function unread(fd: number): number {
  const { libc, platform } = system();
  const count = new Int32Array(1);
  if (platform.FIONREAD === null) return 0;
  libc.ioctl(fd, platform.FIONREAD, new Uint8Array(count.buffer));
  return count[0]!;
}
