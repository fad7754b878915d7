/**
 * The fault `parity-bit`.
 *
 * @module
 */
import { IN_BYTE } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { someBytes } from "./places.ts";

/** The parity bit of a character is wrong on the line, and its data bits are right. */
export const parityBit: FaultKind = {
  about: "Turns the parity bit of a character over on the line.",
  arguments: IN_BYTE,
  words: ["label"],
  example: "{ parity-bit: { label: ADCO, byte: 2 } }",
  onLine: true,
  apply(frame, args, { random }) {
    for (const at of someBytes(frame, args, random)) {
      frame.flipOnLine(at, 7);
      frame.mark({ do: "parity-bit", ...frame.wordsFor(at), bit: 7, at, length: 1 });
    }
  },
};
