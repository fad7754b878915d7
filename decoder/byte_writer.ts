/**
 * A growing piece of output.
 *
 * @module
 */

const encoder = new TextEncoder();
const SPACE = 0x20;
const DELETE = 0x7f;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Bytes of a word; `#reserve` keeps as many free, so that a word may be read past the end. */
const WORD = 4;
/** From this many bytes on, the set-up of `TypedArray.set` pays. */
const LONG = 256;

/** Bytes written one after the other; the memory is used again after `clear()`. */
export class ByteWriter {
  /** The bytes written stand at its start. */
  buffer = new Uint8Array(256);
  #view = new DataView(this.buffer.buffer);
  length = 0;

  /** The bytes written so far, valid until the next write. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.length);
  }

  /** Forgets everything. */
  clear(): void {
    this.length = 0;
  }

  /** Writes one byte. */
  byte(byte: number): void {
    this.#reserve(1);
    this.buffer[this.length++] = byte;
  }

  /** Writes a text of ASCII characters. */
  ascii(text: string): void {
    this.#reserve(text.length);
    const { buffer } = this;
    let to = this.length;
    for (let i = 0; i < text.length; i++) buffer[to++] = text.charCodeAt(i);
    this.length = to;
  }

  /** Writes any text in UTF-8. */
  text(text: string): void {
    this.#reserve(text.length * 3);
    this.length += encoder.encodeInto(text, this.buffer.subarray(this.length)).written;
  }

  /** Writes a whole number of 0 or more in decimal. */
  number(value: number): void {
    this.ascii(String(value));
  }

  /** Copies what another writer holds from a place on, four bytes at a time. */
  append(other: ByteWriter, from: number): void {
    const count = other.length - from;
    this.#reserve(count);
    const to = this.length;
    if (count > LONG) this.buffer.set(other.buffer.subarray(from, other.length), to);
    else {
      for (let i = 0; i < count; i += WORD) {
        this.#view.setInt32(to + i, other.#view.getInt32(from + i));
      }
    }
    this.length += count;
  }

  /** Copies characters that stand for themselves in a JSON string; tells whether all of them did. */
  plain(bytes: Uint8Array, start: number, end: number): boolean {
    this.#reserve(end - start);
    const { buffer } = this;
    let to = this.length;
    let plain = true;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte < SPACE || byte >= DELETE || byte === QUOTE || byte === BACKSLASH) plain = false;
      buffer[to++] = byte;
    }
    this.length = to;
    return plain;
  }

  #reserve(count: number): void {
    if (this.length + count + WORD <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.length + count + WORD));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
    this.#view = new DataView(larger.buffer);
  }
}
