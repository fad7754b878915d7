/**
 * The fault `insert`.
 *
 * @module
 */
import { latin1Bytes } from "../../tic/latin1.ts";
import { IN_BYTE, TEXT } from "./arguments.ts";
import type { FaultKind } from "./fault_kind.ts";
import { someBytes } from "./places.ts";

/** Bytes stand where none belong. */
export const insert: FaultKind = {
  about: "Puts bytes of your choice before a byte.",
  arguments: { ...IN_BYTE, text: TEXT },
  words: ["text"],
  example: '{ insert: { label: PAPP, byte: -6, text: "\\x02" } }',
  apply(frame, args, { random }) {
    const bytes = latin1Bytes(args.text!);
    for (const at of someBytes(frame, args, random)) {
      const words = frame.wordsFor(at);
      frame.splice(at, 0, bytes);
      frame.mark({ do: "insert", ...words, at, length: bytes.length });
    }
  },
};
