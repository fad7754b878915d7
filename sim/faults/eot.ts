/**
 * The fault `eot`.
 *
 * @module
 */
import { EOT } from "../../tic/control.ts";
import type { Random } from "../random.ts";
import type { FaultMark, WireFrame } from "../wire_frame.ts";
import { IN_FRAME } from "./arguments.ts";
import type { FaultArguments, FaultKind } from "./fault_kind.ts";
import { onePlace, someGroups } from "./places.ts";

/** The meter interrupts its frame to serve another link (02E §1.5.2 p19). */
export const eot: FaultKind = {
  about: "Ends a frame by EOT instead of what is left of it: behind a group, or before a byte.",
  arguments: IN_FRAME,
  words: ["label"],
  example: "{ eot: { label: PTEC } }",
  apply(frame, args, { random }) {
    for (const { at, ...words } of interruptions(frame, args, random)) {
      const missing = frame.bytes.length - at;
      frame.splice(at, missing, Uint8Array.of(EOT));
      frame.mark({ do: "eot", ...words, at, length: 1, missing });
    }
  },
};

/** Where it happens, if it does: before the byte that is named, or behind a group. */
function interruptions(
  frame: WireFrame,
  args: FaultArguments,
  random: Random,
): (Pick<FaultMark, "at" | "label" | "byte">)[] {
  if (args.byte !== undefined) {
    return onePlace(frame, args, random).map((at) => ({ at, ...frame.wordsFor(at) }));
  }
  const { rate, ...place } = args;
  if (rate !== undefined && random() >= rate) return [];
  return someGroups(frame, place, random)
    .map(({ label, data, end }) => ({ at: end, label, byte: end - data }));
}
