/**
 * The fault `swap-separator`.
 *
 * @module
 */
import { HT, SP } from "../../tic/control.ts";
import { IN_GROUP } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { someGroups } from "./places.ts";

/** A group has the separators of the other mode; its checksum stays as it was. */
export const swapSeparator: FaultKind = {
  about: "Gives a group the separators of the other mode: SP for HT, HT for SP.",
  arguments: IN_GROUP,
  words: ["label"],
  example: "{ swap-separator: { label: IINST } }",
  apply(frame, args, { random }) {
    const other = frame.separator === SP ? HT : SP;
    for (const { label, start, data, dataEnd } of someGroups(frame, args, random)) {
      // SP may stand in data; fields end at the separators around label, horodate and data.
      const all = [start + 1 + label.length, data - 1, dataEnd];
      for (const at of new Set(all)) {
        frame.set(at, other);
        frame.mark({ do: "swap-separator", label, byte: at - data, at, length: 1 });
      }
    }
  },
};
