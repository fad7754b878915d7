/**
 * The fault `truncate`.
 *
 * @module
 */
import { IN_FRAME } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { onePlace } from "./places.ts";

/** A frame breaks off, its ETX included; the next one begins when it would have begun anyway. */
export const truncate: FaultKind = {
  about: "Breaks a frame off before a byte: the rest of it, with ETX, is missing.",
  arguments: IN_FRAME,
  words: ["label"],
  example: "{ truncate: { label: EAST, byte: 4 } }",
  apply(frame, args, { random }) {
    for (const at of onePlace(frame, args, random)) {
      const words = frame.wordsFor(at);
      const missing = frame.bytes.length - at;
      frame.splice(at, missing);
      frame.mark({ do: "truncate", ...words, at, length: 0, missing });
    }
  },
};
