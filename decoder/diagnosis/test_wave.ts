/**
 * For tests: what a UART hears of a line, from the levels on the wire; written without `sim/uart.ts`.
 *
 * @module
 */

/** Steps of a second: a whole number of them is half a bit at every usual speed. */
const STEPS = 230_400;

/** A sender and a listener. */
export interface Wave {
  /** Speed of the sender, baud. */
  sent: number;
  /** Speed of the listener, baud. */
  heard: number;
  /** What the listener takes for a character. */
  format: "7E1" | "8N1";
  /** Whether the listener sees the levels upside down. */
  inverted?: boolean;
  /** Whether the characters are sent as 8N1, as a GPS or a console does; else 7E1. */
  eight?: boolean;
}

const ones = (byte: number) => [...byte.toString(2)].filter((bit) => bit === "1").length;

/** The bytes that a UART hears of `pieces`, with 25 ms of rest behind each. */
export function heardAs(pieces: readonly Uint8Array[], wave: Wave): Uint8Array<ArrayBuffer> {
  const levels: number[] = [];
  const hold = (level: number, steps: number) => {
    for (let i = 0; i < steps; i++) levels.push(wave.inverted ? 1 - level : level);
  };
  const bit = STEPS / wave.sent;
  hold(1, STEPS / 40);
  for (const piece of pieces) {
    for (const byte of piece) {
      const data = wave.eight ? byte : byte & 0x7f | (ones(byte & 0x7f) & 1) << 7;
      hold(0, bit);
      for (let n = 0; n < 8; n++) hold(data >> n & 1, bit);
      hold(1, bit);
    }
    hold(1, STEPS / 40);
  }
  return Uint8Array.from(characters(levels, wave));
}

function characters(levels: readonly number[], { heard, format }: Wave): number[] {
  const bit = STEPS / heard;
  const found: number[] = [];
  for (let at = 1; at + 10 * bit < levels.length; at++) {
    if (levels[at - 1] !== 1 || levels[at] !== 0) continue;
    const level = (n: number) => levels[Math.floor(at + (n + 0.5) * bit)]!;
    let data = 0;
    for (let n = 0; n < 8; n++) data |= level(n + 1) << n;
    const wrong = level(9) === 0 || format === "7E1" && ones(data) % 2 === 1;
    found.push(wrong ? 0 : format === "7E1" ? data & 0x7f : data);
    at = Math.floor(at + 9.5 * bit);
  }
  return found;
}
