/**
 * The fault `eot`.
 *
 * @module
 */
import { EOT } from "../../tic/control.ts";
import { IN_FRAME } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { isNamed, namedGroups, onePlace, someGroups } from "./places.ts";

/** The meter interrupts its frame to serve another link (02E §1.5.2 p19). */
export const eot: FaultKind = {
  about: "Ends a frame by EOT instead of what is left of it: behind a group, or before a byte.",
  arguments: IN_FRAME,
  words: ["label"],
  example: "{ eot: { label: PTEC } }",
  apply(frame, args, { random }) {
    const { rate, ...place } = args;
    const places = args.byte !== undefined
      ? onePlace(frame, args, random)
      : rate !== undefined && random() >= rate
      ? []
      : (isNamed(args) ? namedGroups(frame, args).slice(0, 1) : someGroups(frame, place, random))
        .map(({ end }) => end);
    for (const at of places) {
      const words = frame.wordsFor(at);
      const missing = frame.bytes.length - at;
      frame.splice(at, missing, Uint8Array.of(EOT));
      frame.mark({ do: "eot", ...words, at, length: 1, missing });
    }
  },
};
