/**
 * The fault `echo`.
 *
 * @module
 */
import { IN_GROUP, LENGTH } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { STRETCH, stretches } from "./stretches.ts";

/** A group is heard again a little later, in the middle of what follows. */
export const echo: FaultKind = {
  about: "Lets a group, or some bytes of it, be heard again, in the middle of what follows.",
  arguments: {
    ...IN_GROUP,
    ...STRETCH,
    length: { ...LENGTH, about: "How many bytes are heard again" },
    after: { kind: "integer", about: "Bytes before they are heard again; 8 by default", min: 0 },
  },
  words: ["label"],
  example: "{ echo: { label: IINST, after: 5 } }",
  apply(frame, args, { random }) {
    for (const { at, length } of stretches(frame, args, random)) {
      const words = frame.wordsFor(at);
      const place = Math.min(at + length + (args.after ?? 8), frame.bytes.length);
      frame.splice(place, 0, frame.bytes.slice(at, at + length));
      frame.mark({ do: "echo", ...words, at: place, length });
    }
  },
};
