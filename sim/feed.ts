/**
 * Bytes on their way to a writer that may be slow.
 *
 * @module
 */

/** Takes bytes as `Deno.Conn` and `Deno.stdout` do. */
export interface ByteWriter {
  write(bytes: Uint8Array): Promise<number>;
}

/** How much may wait for a slow reader: a minute of the line at 9600 baud. */
const ROOM = 65_536;

/**
 * Hands bytes to a writer in order, one write at a time, without making the line wait: what finds no
 * room is lost and counted.
 */
export class Feed {
  #writer: ByteWriter;
  #onError: (error: unknown) => void;
  #waiting: Uint8Array[] = [];
  #size = 0;
  #pump: Promise<void> | undefined;
  #broken = false;
  /** Bytes handed over. */
  bytes = 0;
  /** Bytes lost for want of room. */
  lost = 0;

  /** @param onError Told once, when the writer refuses. */
  constructor(writer: ByteWriter, onError: (error: unknown) => void) {
    this.#writer = writer;
    this.#onError = onError;
  }

  /** Offers bytes; returns at once. */
  write(bytes: Uint8Array): void {
    if (this.#broken) return;
    if (this.#size + bytes.length > ROOM) {
      this.lost += bytes.length;
      return;
    }
    this.#waiting.push(bytes.slice());
    this.#size += bytes.length;
    this.#pump ??= this.#run();
  }

  /** Offers bytes and waits until they and all before them are handed over, or the writer refuses. */
  async send(bytes: Uint8Array): Promise<void> {
    await this.drained();
    if (this.#broken) return;
    this.#waiting.push(bytes);
    this.#size += bytes.length;
    this.#pump ??= this.#run();
    await this.#pump;
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.#pump;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await this.#all(this.#waiting.shift()!);
    } catch (error) {
      this.#broken = true;
      this.#waiting = [];
      this.#onError(error);
    } finally {
      this.#pump = undefined;
    }
  }

  async #all(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += await this.#writer.write(bytes.subarray(done));
    }
    this.#size -= bytes.length;
    this.bytes += bytes.length;
  }
}
