/**
 * The far end of a serial port, for tests.
 *
 * @module
 */
import { until } from "../../serial/_until.ts";
import { system } from "../../serial/libc.ts";
import { PtyPair } from "../../serial/pty_pair.ts";
import { Termios } from "../../serial/termios.ts";

/** What comes out of the wire, byte for byte, where something opens `path` as its port. */
export class FarEnd {
  readonly #pair = PtyPair.open();
  readonly #buffer = new Uint8Array(256);
  readonly #heard: number[] = [];

  /** Path of the port. */
  get path(): string {
    return this.#pair.slave;
  }

  /** Speed that was set last, in baud. */
  get speed(): number {
    const termios = new Termios();
    termios.load(this.#pair.master);
    return termios.line.baudRate;
  }

  /** Waits for so many bytes, and takes them. */
  async take(count: number): Promise<number[]> {
    await until(() => {
      this.#read();
      return this.#heard.length >= count;
    }, `${count} bytes`);
    return this.#heard.splice(0, count);
  }

  /** Takes all that comes until then. */
  async takeUntil(then: Promise<unknown>): Promise<number[]> {
    let isOver = false;
    then.finally(() => isOver = true);
    // All that is there is read before it is over.
    await until(() => !this.#read() && isOver);
    return this.#heard.splice(0);
  }

  /** Unplugs it. */
  close(): void {
    this.#pair.close();
  }

  #read(): boolean {
    const n = Number(
      system().libc.read(this.#pair.master, this.#buffer, BigInt(this.#buffer.length)),
    );
    // A pair of ours tells in front of each piece what was changed; 0 stands before data.
    if (n > 0 && this.#buffer[0] === 0) this.#heard.push(...this.#buffer.subarray(1, n));
    return n > 0;
  }
}
