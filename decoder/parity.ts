/**
 * Lines whose bit 7 carries even parity, as an 8-bit reader sees them (02E §1.5.1).
 *
 * @module
 */
import { CR } from "../tic/control.ts";
import { faultOf, WEIGHT } from "./group_fields.ts";
import { MAX_GROUP } from "./label_memo.ts";

/** STX as it looks where bit 7 carries even parity. */
export const STX_PARITY = 0x82;
const CR_PARITY = CR | 0x80;

/** 1 where the byte has an even number of ones. */
const EVEN = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0;
  for (let bits = byte; bits > 0; bits >>= 1) ones += bits & 1;
  return (ones & 1) ^ 1;
});

/** Whether every byte has an even number of ones. */
export function allEven(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (EVEN[bytes[i]!] === 0) return false;
  return true;
}

/** Takes bit 7 away; one buffer serves all groups. */
export class ParityMask {
  readonly #masked = new Uint8Array(MAX_GROUP);

  /** The bytes from `start` to `end` without their bit 7, from 0 on, valid until the next call. */
  take(bytes: Uint8Array, start: number, end: number): Uint8Array {
    for (let i = start; i < end; i++) this.#masked[i - start] = bytes[i]! & 0x7f;
    return this.#masked;
  }

  /** Whether LF … 0x8D is a right group once bit 7, even parity in every byte, is masked. */
  shows(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[end - 1] !== CR_PARITY || !allEven(bytes, start + 1, end)) return false;
    // A control byte in the middle, as a CR before the last one, is in no group.
    if (bytes.subarray(start + 1, end - 1).some((byte) => WEIGHT[byte & 0x7f]! < 0)) return false;
    return faultOf(this.take(bytes, start, end - 1), 0, end - 1 - start) === null;
  }
}
