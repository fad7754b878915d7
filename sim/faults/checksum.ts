/**
 * The fault `checksum`.
 *
 * @module
 */
import { IN_GROUP } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { someGroups } from "./places.ts";

/** A checksum is wrong, and nothing else is. */
export const checksum: FaultKind = {
  about: "Makes the checksum of a group a wrong one.",
  arguments: IN_GROUP,
  words: ["label"],
  example: "{ checksum: { label: BASE } }",
  apply(frame, args, { random }) {
    for (const { label, data, end } of someGroups(frame, args, random)) {
      const at = end - 2;
      const other = 1 + Math.floor(random() * 63);
      // One of the 63 others of 0x20 to 0x5F (54E §5.3.6 p14).
      frame.set(at, (frame.bytes[at]! - 0x20 + other) % 64 + 0x20);
      frame.mark({ do: "checksum", label, byte: at - data, at, length: 1 });
    }
  },
};
