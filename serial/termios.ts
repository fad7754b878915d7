/**
 * The settings of a tty.
 *
 * @module
 */
import { system } from "./libc.ts";

/** Bits of a character after its start bit, without its parity. */
export type DataBits = 7 | 8;
/** Parity of a character. */
export type Parity = "none" | "even" | "odd";
/** Stop bits of a character. */
export type StopBits = 1 | 2;

/** How characters travel. */
export interface LineSettings {
  /** Bits a second; 1200 for historique, 9600 for standard (54E §5.3.2, §5.3.3). */
  baudRate: number;
  /** Data bits; 7 on the TIC. */
  dataBits: DataBits;
  /** Parity; even on the TIC. */
  parity: Parity;
  /** Stop bits; 1 on the TIC. */
  stopBits: StopBits;
}

/** `struct termios` of a tty, read from it and written back; what is not understood is kept. */
export class Termios {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #table = system().platform.termios;

  constructor() {
    this.#bytes = new Uint8Array(this.#table.size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Reads the settings of a tty (of the slave, where it is a pty's master); false where it fails. */
  load(fd: number): boolean {
    const { libc } = system();
    const { requests } = this.#table;
    return (requests
      ? libc.ioctl(fd, requests.get, this.#bytes)
      : libc.tcgetattr(fd, this.#bytes)) === 0;
  }

  /** Gives a tty these settings, at once; false where it fails. What cannot be done is left undone. */
  store(fd: number): boolean {
    const { libc } = system();
    const { requests } = this.#table;
    return (requests
      ? libc.ioctl(fd, requests.set, this.#bytes)
      : libc.tcsetattr(fd, 0, this.#bytes)) === 0;
  }

  /** Passes bytes on untouched, and a read waits for one. */
  makeRaw(): void {
    const { iflag, oflag, lflag, vmin, vtime, raw } = this.#table;
    this.#set(iflag, raw.iflag, 0);
    this.#set(oflag, raw.oflag, 0);
    this.#set(lflag, raw.lflag, 0);
    this.#bytes[vmin] = 1;
    this.#bytes[vtime] = 0;
  }

  /** Whether the system changes what is received, or keeps it back for whole lines. */
  get cooked(): boolean {
    const { iflag, lflag, cooked } = this.#table;
    return (this.#get(iflag) & cooked.iflag) !== 0 || (this.#get(lflag) & cooked.lflag) !== 0;
  }

  /** Whether a read returns at once with nothing, as pyserial wants it and `cat` does not. */
  get impatient(): boolean {
    return this.#bytes[this.#table.vmin] === 0;
  }
  set impatient(on: boolean) {
    this.#bytes[this.#table.vmin] = on ? 0 : 1;
    this.#bytes[this.#table.vtime] = 0;
  }

  /** Whether a pty's master is told of each change of settings (EXTPROC). */
  get reported(): boolean {
    return (this.#get(this.#table.lflag) & this.#table.EXTPROC) !== 0;
  }
  set reported(on: boolean) {
    this.#set(this.#table.lflag, this.#table.EXTPROC, on ? this.#table.EXTPROC : 0);
  }

  /** Speed in baud. */
  get baudRate(): number {
    return this.#view.getUint32(this.#table.ospeed, true);
  }
  set baudRate(baud: number) {
    const { cflag, speedMask, speeds, neutral, ispeed, ospeed } = this.#table;
    this.#set(cflag, speedMask, speeds[baud] ?? neutral[baud] ?? 0);
    this.#view.setUint32(ispeed, baud, true);
    this.#view.setUint32(ospeed, baud, true);
  }

  /** Whether modem lines are ignored (CLOCAL), as whoever reads a serial port asks. */
  get local(): boolean {
    return (this.#get(this.#table.cflag) & this.#table.CLOCAL) !== 0;
  }
  set local(on: boolean) {
    this.#set(this.#table.cflag, this.#table.CLOCAL, on ? this.#table.CLOCAL : 0);
  }

  /** Whether the speed is one of those that mark a pty of ours. */
  get neutral(): boolean {
    return this.#table.neutral[this.baudRate] !== undefined;
  }

  /** Speed and form of a character. */
  get line(): LineSettings {
    const t = this.#table;
    const cflag = this.#get(t.cflag);
    return {
      baudRate: this.baudRate,
      dataBits: (cflag & t.CSIZE) === t.CS7 ? 7 : 8,
      parity: !(cflag & t.PARENB) ? "none" : cflag & t.PARODD ? "odd" : "even",
      stopBits: cflag & t.CSTOPB ? 2 : 1,
    };
  }
  /** A character whose parity is wrong is then read as NUL, so that no sum can miss it. */
  set line(line: LineSettings) {
    const t = this.#table;
    const parity = { none: 0, even: t.PARENB, odd: t.PARENB | t.PARODD }[line.parity];
    this.#set(
      t.cflag,
      t.CSIZE | t.PARENB | t.PARODD | t.CSTOPB | t.CRTSCTS,
      (line.dataBits === 7 ? t.CS7 : t.CS8) | parity | (line.stopBits === 2 ? t.CSTOPB : 0) |
        t.CREAD | t.CLOCAL,
    );
    this.#set(t.iflag, t.INPCK, parity ? t.INPCK : 0);
    this.baudRate = line.baudRate;
  }

  #get(offset: number): number {
    return this.#view.getUint32(offset, true);
  }

  #set(offset: number, mask: number, value: number): void {
    this.#view.setUint32(offset, ((this.#get(offset) & ~mask) | value) >>> 0, true);
  }
}

/**
 * Checks that a speed is one that every serial driver knows.
 *
 * @throws {RangeError} naming the speeds that are.
 */
export function assertBaudRate(baudRate: number): void {
  const { speeds } = system().platform.termios;
  if (speeds[baudRate] === undefined) {
    throw new RangeError(
      `Cannot use ${baudRate} baud: the speeds are ${Object.keys(speeds).join(", ")}`,
    );
  }
}
