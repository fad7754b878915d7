/**
 * Characters as bits on a line, and what a UART at some speed reads from them.
 *
 * @module
 */

/** Units of time in a second: half a bit is a whole number of them at every usual speed. */
const UNITS = 230_400;
/** Bits of a character: start, seven of data from the lowest, parity, stop (54E §5.3.5 p12). */
const BITS = 10;

/** What a UART expects behind the start bit: seven bits and even parity, or eight bits. */
export type UartFormat = "7E1" | "8N1";

/** Even parity of the seven data bits of a byte: the bit that makes the number of ones even. */
export function evenParity(byte: number): 0 | 1 {
  let bits = byte & 0x7f;
  bits ^= bits >> 4;
  bits ^= bits >> 2;
  return ((bits ^ bits >> 1) & 1) as 0 | 1;
}

/**
 * The characters of bytes on the line: seven data bits, and the parity bit as bit 7. The parity bit is
 * wrong where `wrong` says so, or where bit 7 of the byte is set and `wrong` is not given.
 *
 * @example
 * ```ts
 * import { characters } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...characters(Uint8Array.of(0x41, 0x43, 0xc1))], [0x41, 0xc3, 0xc1]);
 * ```
 */
export function characters(
  bytes: Uint8Array<ArrayBuffer>,
  wrong?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  return bytes.map((byte, i) => {
    const parity = evenParity(byte) ^ (wrong ? wrong[i]! : byte >> 7);
    return byte & 0x7f | parity << 7;
  });
}

/** Where characters begin, and how fast they come. */
export interface UartTiming {
  /** When the start bit of the first begins, in ms; the zero means nothing. */
  start: number;
  /** Speed of the sender, in baud. */
  baudRate: number;
}

/**
 * A receiver at a speed of its own. It begins at a falling edge, looks at the middle of each bit (at
 * what follows where that is an edge), and takes a character in error (parity, or a stop bit that is 0)
 * for 0x00, as a terminal line with INPCK does. Behind a stop bit that is 0 it waits for the line to be
 * 1 again.
 *
 * @example A reader at 9600 baud of a line at 1200: the start bit alone is a character to it
 * ```ts
 * import { characters, UartReceiver } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const receiver = new UartReceiver("7E1");
 * const sent = characters(Uint8Array.of(0x7f));
 * const heard = receiver.hear(sent, { start: 0, baudRate: 1_200 }, 9_600);
 * assertEquals([...heard, ...receiver.end(9_600)], [0x00]);
 * ```
 */
export class UartReceiver {
  #format: UartFormat;
  #flip: 0 | 1;
  /** Times at which the line changes, from 1 to 0 first, and so on in turns. */
  #edges: number[] = [];
  /** Time up to which the line is known. */
  #known = -Infinity;
  /** Time from which the next start bit is looked for. */
  #from = -Infinity;

  /** Makes a receiver that has heard nothing; `inverted` where its wire is upside down. */
  constructor(format: UartFormat, { inverted = false }: { inverted?: boolean } = {}) {
    this.#format = format;
    this.#flip = inverted ? 1 : 0;
  }

  /**
   * Hears characters that follow each other, after silence since those before, and returns the bytes that
   * are complete by their end at a speed of the receiver.
   */
  hear(
    characters: Uint8Array,
    { start, baudRate }: UartTiming,
    receiverBaudRate: number,
  ): Uint8Array<ArrayBuffer> {
    const bit = UNITS / baudRate;
    const begin = Math.max(start * UNITS / 1_000, this.#known);
    const at = (bits: number) => Math.round(begin + bits * bit);
    characters.forEach((character, i) => {
      // Start bit 0, data and parity, stop bit 1.
      const bits = character << 1 | 1 << 9;
      for (let n = 0; n < BITS; n++) this.#set(at(i * BITS + n), bits >> n & 1 ^ this.#flip);
    });
    this.#known = at(characters.length * BITS);
    return this.#read(receiverBaudRate);
  }

  /** The rest, when the line stays silent. */
  end(receiverBaudRate: number): Uint8Array<ArrayBuffer> {
    const known = this.#known;
    this.#known = Infinity;
    const rest = this.#read(receiverBaudRate);
    this.#known = known;
    return rest;
  }

  #set(time: number, level: number): void {
    if (level !== (this.#edges.length & 1 ? 0 : 1)) this.#edges.push(time);
  }

  #read(baudRate: number): Uint8Array<ArrayBuffer> {
    const heard: number[] = [];
    const bit = UNITS / baudRate;
    for (;;) {
      // Falling edges have even places.
      const next = this.#edges.findIndex((time, i) => !(i & 1) && time >= this.#from);
      if (next < 0) break;
      const fall = this.#edges[next]!;
      const middle = (n: number) => Math.round(fall + (n + 0.5) * bit);
      if (middle(BITS - 1) >= this.#known) break;
      this.#from = middle(0);
      if (this.#level(middle(0)) === 1) continue;
      let bits = 0;
      for (let n = 0; n < 8; n++) bits |= this.#level(middle(n + 1)) << n;
      this.#from = middle(BITS - 1);
      heard.push(this.#level(this.#from) === 1 ? this.#byte(bits) : 0x00);
      const past = this.#edges.findLastIndex((time, i) => !(i & 1) && time < this.#from);
      if (past > 1) this.#edges.splice(0, past);
    }
    return Uint8Array.from(heard);
  }

  #level(time: number): 0 | 1 {
    let changes = 0;
    for (const edge of this.#edges) {
      if (edge > time) break;
      changes++;
    }
    return changes & 1 ? 0 : 1;
  }

  #byte(bits: number): number {
    if (this.#format === "8N1") return bits;
    return evenParity(bits) === bits >> 7 ? bits & 0x7f : 0x00;
  }
}

/**
 * What a UART at one speed reads of bytes sent at another, 7E1 both, when silence is before and behind.
 *
 * @example
 * ```ts
 * import { resample } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const line = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03");
 * assertEquals(resample(line, { from: 1_200, to: 1_200 }), line);
 * ```
 */
export function resample(
  bytes: Uint8Array<ArrayBuffer>,
  { from, to }: { from: number; to: number },
): Uint8Array<ArrayBuffer> {
  const receiver = new UartReceiver("7E1");
  const heard = receiver.hear(characters(bytes), { start: 0, baudRate: from }, to);
  return Uint8Array.of(...heard, ...receiver.end(to));
}
