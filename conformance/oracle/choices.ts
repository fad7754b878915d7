/**
 * Which of the choices that the documents leave a program made, as far as one input shows it.
 *
 * @module
 */
import type { WireFrame, WireGroup } from "../suite/expectation.ts";
import type { Said } from "./said.ts";
import type { WireIndex } from "./wire_index.ts";

/**
 * Names the choices that an answer shows (`design.md` §7, what is no accusation).
 *
 * @param matched Groups of the wire that were said.
 *
 * @example
 * ```ts
 * import { choicesOf } from "./choices.ts";
 * import { wireIndex } from "./wire_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const index = wireIndex({
 *   frames: [{ offset: 0, length: 20, complete: false }],
 *   groups: [{ label: "PAPP", value: "00360", frame: 0, need: "may", offset: 1, length: 14 }],
 * }, { timestamps: false });
 * const said = { groups: [], frames: [], values: [], errors: [], modes: [], logs: [] };
 * assertEquals(choicesOf(index, said, new Set()), { "frame with a bad group": "drops it" });
 * ```
 */
export function choicesOf(
  index: WireIndex,
  said: Said,
  matched: ReadonlySet<WireGroup>,
): Record<string, string> {
  const choices: Record<string, string> = {};
  for (const { frame, groups } of index.stretches) {
    if (frame?.complete) continue;
    // What stands elsewhere too (the meter's number) does not tell which of the two was said.
    const free = groups.filter((g) => index.unique.has(g));
    if (free.length === 0) continue;
    const kept = free.filter((g) => matched.has(g)).length;
    const choice = kept === 0 ? "drops it" : kept === free.length ? "keeps the rest" : "keeps some";
    const name = placeOf(frame);
    choices[name] = (choices[name] ?? choice) === choice ? choice : "keeps some";
  }
  const padded = [...matched].filter((g) => g.value !== g.value.trim());
  if (padded.length > 0) {
    const values = new Set(said.groups.map(({ value }) => value));
    choices["padding"] = padded.every((g) => values.has(g.value)) ? "keeps it" : "trims it";
  }
  return choices;
}

function placeOf(frame: WireFrame | null): string {
  if (frame === null) return "groups outside a frame";
  return frame.cut ? "cut frame" : "frame with a bad group";
}
