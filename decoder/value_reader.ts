/**
 * The typed readings of a line, with what earlier groups said of how to read them.
 *
 * @module
 */
import { decodeProfile, type ReadingOptions, readValue } from "../tic/mod.ts";
import type { ValueEvent } from "./events.ts";
import type { GroupSpan } from "./scanner.ts";
import { groupOf } from "./span_text.ts";

/** Reads the groups of one line; see the module. */
export class ValueReader {
  /** The version of the TIC, and the base of the last profile that left no doubt (reference §7.7). */
  readonly #known: ReadingOptions = {};

  /** Reads a group; null where its data are no value of its label. `why` is null if it is fine. */
  read(span: GroupSpan, why: string | null): ValueEvent | null {
    const group = groupOf(span);
    const mode = span.memo.standard ? "standard" : "historique";
    try {
      const reading = readValue(group, mode, this.#known);
      if (why !== null) return { event: "value", label: group.label, ...reading, grade: "suspect" };
      this.#learn(group.label, group.value);
      return { event: "value", label: group.label, ...reading };
    } catch {
      return null;
    }
  }

  #learn(label: string, value: string): void {
    if (label === "VTIC") this.#known.vtic = value === "01" ? "01" : "02";
    else if (label === "PJOURF+1" || label === "PPOINTE") {
      const { base, certain } = decodeProfile(value);
      if (certain) this.#known.profileBase = base;
    }
  }
}
