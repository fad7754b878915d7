/**
 * A serial port.
 *
 * @module
 */
import { cString, system } from "./libc.ts";
import { POLLIN, POLLOUT } from "./poll_table.ts";
import { SerialError } from "./serial_error.ts";
import { systemError } from "./system_error.ts";
import {
  assertBaudRate,
  type DataBits,
  type LineSettings,
  type Parity,
  type StopBits,
  Termios,
} from "./termios.ts";
import { again, Waiter } from "./waiter.ts";

/** How a port is opened; the defaults are the characters of the TIC (54E §5.3.2, §5.3.3). */
export interface SerialPortOptions {
  /** Bits a second; 1200 for historique, 9600 for standard. */
  baudRate: number;
  /**
   * Data bits.
   *
   * @default {7}
   */
  dataBits?: DataBits;
  /**
   * Parity.
   *
   * @default {"even"}
   */
  parity?: Parity;
  /**
   * Stop bits.
   *
   * @default {1}
   */
  stopBits?: StopBits;
  /**
   * Whether others are refused while it is open.
   *
   * @default {true}
   */
  exclusive?: boolean;
  /**
   * How long bytes are gathered before they are given, ms. A pty gives each byte at once, so that a
   * reader in no hurry wakes a thousand times a second.
   *
   * @default {0}
   */
  gather?: number;
}

const BUFFER = 4096;
const LOCK_EXCLUSIVE = 2;
const LOCK_AT_ONCE = 4;

/**
 * A serial port, read and written through web streams as in Web Serial. A character whose parity is
 * wrong is read as NUL. Where the adapter is unplugged, `readable` ends with a {@linkcode SerialError}
 * and the port closes itself, so that its name is free when it comes back.
 *
 * A pty carries 8 bits and no parity whatever is asked; that is no error, and `settings` shows it.
 *
 * @example
 * ```ts ignore
 * import { SerialPort } from "@ticlab/ticlab/serial";
 *
 * const port = SerialPort.open("/dev/ttyUSB0", { baudRate: 1200 });
 * for await (const bytes of port.readable) console.log(bytes);
 * ```
 */
export class SerialPort {
  /** Where it was opened. */
  readonly path: string;
  /**
   * What arrives; nothing is read before it is asked for. `close()` ends it, and `cancel()` closes the
   * port.
   */
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What is sent; closing it waits until all has gone. */
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;

  #fd: number;
  #line: LineSettings;
  #settings: LineSettings;
  readonly #gather: number;
  #waiter = new Waiter();
  #buffer = new Uint8Array(BUFFER);
  #reader!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  #drained: Promise<number> | undefined;
  #closed: Promise<void> | undefined;

  private constructor(
    { fd, path, gather }: { fd: number; path: string; gather: number },
    line: LineSettings,
    settings: LineSettings,
  ) {
    this.#fd = fd;
    this.path = path;
    this.#gather = gather;
    this.#line = line;
    this.#settings = settings;
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#reader = controller;
      },
      pull: () => this.#read(),
      cancel: () => this.close(),
    }, { highWaterMark: 0 });
    this.writable = new WritableStream({
      write: (bytes) => this.#write(bytes),
      close: () => this.#drain(),
    });
  }

  /**
   * Opens a port.
   *
   * @throws {SerialError} with code `ENOENT`, `EACCES`, `EBUSY`, `ENOTTY`, `EISDIR` …
   * @throws {RangeError} where the speed is not one of the usual.
   */
  static open(path: string, options: SerialPortOptions): SerialPort {
    assertBaudRate(options.baudRate);
    const { libc, platform: p } = system();
    const fd = libc.open(
      cString(path),
      p.O_RDWR | p.O_NOCTTY | p.O_NONBLOCK | p.O_CLOEXEC,
    );
    if (fd < 0) throw systemError("open", path);
    try {
      if (options.exclusive ?? true) holdAlone(fd, path);
      const { exclusive: _, gather = 0, ...asked } = options;
      const line: LineSettings = { dataBits: 7, parity: "even", stopBits: 1, ...asked };
      return new SerialPort({ fd, path, gather }, line, apply(fd, path, line));
    } catch (error) {
      libc.close(fd);
      throw error;
    }
  }

  /** Speed that was asked for, in bits a second. */
  get baudRate(): number {
    return this.#line.baudRate;
  }

  /** What the port was found to do after it was set up. */
  get settings(): LineSettings {
    return { ...this.#settings };
  }

  /**
   * Changes the speed, and drops what was received at the other.
   *
   * @throws {SerialError}
   * @throws {RangeError} where the speed is not one of the usual.
   */
  setBaudRate(baudRate: number): void {
    assertBaudRate(baudRate);
    if (this.#closed) throw this.#closedError("set up");
    const line = { ...this.#line, baudRate };
    this.#settings = apply(this.#fd, this.path, line);
    this.#line = line;
  }

  /** Resolves when all that was written is on the wire. */
  async drain(): Promise<void> {
    await this.#drain();
  }

  /** Closes the port, ends both streams, and resolves when nothing is left open. */
  close(): Promise<void> {
    return this.#closed ??= this.#end();
  }

  async #read(): Promise<void> {
    const { libc } = system();
    while (!this.#closed) {
      const n = Number(libc.read(this.#fd, this.#buffer, BigInt(BUFFER)));
      if (n > 0) return this.#reader.enqueue(this.#buffer.slice(0, n));
      if (n === 0 || !again()) {
        this.#reader.error(n === 0 ? this.#hungUp() : systemError("read", this.path));
        this.close();
        return;
      }
      await this.#waiter.wait([{ fd: this.#fd, events: POLLIN }]);
      if (this.#gather > 0) await this.#waiter.wait([], this.#gather);
    }
  }

  async #write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { libc } = system();
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#closed) throw this.#closedError("write");
      const n = Number(libc.write(this.#fd, rest, BigInt(rest.length)));
      if (n >= 0) rest = rest.subarray(n);
      else if (again()) await this.#waiter.wait([{ fd: this.#fd, events: POLLOUT }]);
      else throw systemError("write", this.path);
    }
  }

  async #drain(): Promise<void> {
    if (this.#closed) return;
    await (this.#drained = system().libc.tcdrainLater(this.#fd));
  }

  async #end(): Promise<void> {
    const { libc, platform } = system();
    // What is not sent is dropped: else close() would wait for it, and this thread with it.
    libc.tcflush(this.#fd, platform.TCIOFLUSH);
    await Promise.all([this.#waiter.end(), this.#drained]);
    // On a pty the mark outlives its owner, and every later open would be refused.
    libc.ioctl(this.#fd, platform.TIOCNXCL, null);
    libc.close(this.#fd);
    try {
      this.#reader.close();
    } catch {
      // Cancelled, or ended by an error already.
    }
  }

  #hungUp(): SerialError {
    return new SerialError(`Cannot read "${this.path}": the device is gone (EIO)`, {
      operation: "read",
      path: this.path,
      code: "EIO",
      next: "Plug the adapter in again",
    });
  }

  #closedError(operation: string): SerialError {
    return new SerialError(`Cannot ${operation} "${this.path}": the port was closed`, {
      operation,
      path: this.path,
      code: "ECANCELED",
    });
  }
}

function holdAlone(fd: number, path: string): void {
  const { libc, platform } = system();
  // The lock refuses whoever asks for one too (pyserial, picocom), root included; TIOCEXCL, everyone else.
  if (libc.flock(fd, LOCK_EXCLUSIVE | LOCK_AT_ONCE) < 0) throw systemError("open", path);
  libc.ioctl(fd, platform.TIOCEXCL, null);
}

/** Sets up an open tty, and reads back what it made of that. */
function apply(fd: number, path: string, line: LineSettings): LineSettings {
  const { libc, platform } = system();
  const termios = new Termios();
  if (!termios.load(fd)) throw systemError("open", path);
  termios.makeRaw();
  termios.line = line;
  if (!termios.store(fd)) throw systemError("set up", path);
  libc.tcflush(fd, platform.TCIFLUSH);
  return termios.load(fd) ? termios.line : line;
}
