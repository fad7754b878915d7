/**
 * The fault `duplicate`.
 *
 * @module
 */
import { IN_GROUP, LENGTH } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { STRETCH, stretches } from "./stretches.ts";

/** A group is said twice, or bytes of one. */
export const duplicate: FaultKind = {
  about: "Says a group twice, or some bytes of it, the second time right behind the first.",
  arguments: { ...IN_GROUP, ...STRETCH, length: { ...LENGTH, about: "How many bytes come twice" } },
  words: ["label"],
  example: "{ duplicate: { label: IINST } }",
  apply(frame, args, { random }) {
    for (const { at, length } of stretches(frame, args, random)) {
      const words = frame.wordsFor(at);
      frame.splice(at + length, 0, frame.bytes.slice(at, at + length));
      frame.mark({ do: "duplicate", ...words, at: at + length, length });
    }
  },
};
