/**
 * The fault `garbage`.
 *
 * @module
 */
import { IN_FRAME, LENGTH } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { onePlace } from "./places.ts";

/** Bytes that mean nothing, control and 8-bit ones among them. */
export const garbage: FaultKind = {
  about: "Puts random bytes, 0x00 to 0xFF, before a byte; before STX with byte 0 and no group.",
  arguments: { ...IN_FRAME, length: { ...LENGTH, about: "How many bytes; 16 by default" } },
  words: ["length"],
  example: "{ garbage: { byte: 0, length: 40 } }",
  apply(frame, args, { random }) {
    const { length = 16 } = args;
    for (const at of onePlace(frame, args, random)) {
      const words = frame.wordsFor(at);
      frame.splice(at, 0, Uint8Array.from({ length }, () => Math.floor(random() * 256)));
      frame.mark({ do: "garbage", ...words, at, length });
    }
  },
};
