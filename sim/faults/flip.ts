/**
 * The fault `flip`.
 *
 * @module
 */
import { IN_BYTE } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { someBytes } from "./places.ts";

/** A bit of a byte is the other way round, and the parity bit fits what became of it. */
export const flip: FaultKind = {
  about: "Turns a bit of a byte over; the parity bit fits the new byte.",
  arguments: {
    ...IN_BYTE,
    bit: { kind: "integer", about: "Bit, 0 the lowest; any of 0 to 6 by default", min: 0, max: 7 },
  },
  words: ["label"],
  example: "{ flip: { label: SINSTS, byte: 3, bit: 5 }, frames: 12 }",
  apply(frame, args, { random }) {
    for (const at of someBytes(frame, args, random)) {
      const bit = args.bit ?? Math.floor(random() * 7);
      frame.set(at, frame.bytes[at]! ^ 1 << bit);
      frame.mark({ do: "flip", ...frame.wordsFor(at), bit, at, length: 1 });
    }
  },
};
