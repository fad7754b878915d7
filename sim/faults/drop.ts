/**
 * The fault `drop`.
 *
 * @module
 */
import { IN_GROUP, LENGTH } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { STRETCH, stretches } from "./stretches.ts";

/** A group is missing, or bytes of one. */
export const drop: FaultKind = {
  about: "Leaves out a group, or some bytes of it.",
  arguments: {
    ...IN_GROUP,
    ...STRETCH,
    length: { ...LENGTH, about: "How many bytes are missing" },
  },
  words: ["label"],
  example: "{ drop: { label: PAPP } }",
  apply(frame, args, { random }) {
    for (const { at, length } of stretches(frame, args, random)) {
      const words = frame.wordsFor(at);
      frame.splice(at, length);
      frame.mark({ do: "drop", ...words, at, length: 0, missing: length });
    }
  },
};
