/**
 * The fault `replace`.
 *
 * @module
 */
import { latin1Bytes } from "../../tic/latin1.ts";
import { IN_BYTE, TEXT } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { isNamed, someBytes } from "./places.ts";

/** Bytes are others, and their number is the same. */
export const replace: FaultKind = {
  about: "Writes bytes of your choice over those from a byte on; the checksum stays as it was.",
  arguments: { ...IN_BYTE, text: TEXT },
  words: ["text"],
  example: '{ replace: { label: PAPP, byte: 0, text: "?????" } }',
  apply(frame, args, { random }) {
    const text = latin1Bytes(args.text!);
    const place = isNamed(args) && args.rate === undefined ? { byte: 0, ...args } : args;
    for (const at of someBytes(frame, place, random)) {
      const bytes = text.subarray(0, frame.bytes.length - at);
      const words = frame.wordsFor(at);
      const differs = bytes.some((byte, i) => byte !== frame.bytes[at + i]);
      if (!differs) continue;
      bytes.forEach((byte, i) => frame.set(at + i, byte));
      frame.mark({ do: "replace", ...words, at, length: bytes.length });
    }
  },
};
