/**
 * Whether the frames that a program said are frames of the wire: groups of one frame only, called
 * complete only where they are (02E §1.5.3.1), of the right kind where it says one.
 *
 * @module
 */
import { type Complaint, groupText } from "./complaint.ts";
import type { Said, SaidFrame } from "./said.ts";
import { type Exactness, saysGroup } from "./same_group.ts";
import type { Stretch, WireIndex } from "./wire_index.ts";

/**
 * Looks for the first frame that no frame of the wire fits.
 *
 * @param strict Also whether good frames are called complete (status depth).
 *
 * @example
 * ```ts
 * import { checkFrames } from "./frames.ts";
 * import { wireIndex } from "./wire_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const index = wireIndex({
 *   frames: [{ offset: 0, length: 20, complete: false }],
 *   groups: [{ label: "PAPP", value: "00360", frame: 0, need: "may", offset: 1, length: 14 }],
 * }, { timestamps: false });
 * const groups = [{ label: "PAPP", value: "00360" }];
 * const said = { groups, frames: [{ groups, complete: true }], values: [], errors: [], modes: [], logs: [] };
 * const complaint = checkFrames(index, said, { timestamps: false, raw: false, strict: false });
 * assertEquals(complaint?.what, "calls a frame complete that is not");
 * ```
 */
export function checkFrames(
  index: WireIndex,
  said: Said,
  exactness: Exactness & { strict: boolean },
): Complaint | null {
  let from = 0;
  for (const frame of said.frames) {
    if (frame.groups.length === 0) continue;
    let place = from;
    while (place < index.stretches.length && !fits(index.stretches[place]!, frame, exactness)) {
      place++;
    }
    const stretch = index.stretches[place];
    if (!stretch) return mixed(index, frame, from, exactness);
    const complaint = wrongWords(stretch, frame, exactness.strict);
    if (complaint) {
      // A frame just like it may come later, and be the one that is meant.
      const later = index.stretches.slice(place + 1).some((s) =>
        fits(s, frame, exactness) && !wrongWords(s, frame, exactness.strict)
      );
      if (!later) return complaint;
    }
    from = place;
  }
  return null;
}

function fits(stretch: Stretch, frame: SaidFrame, exactness: Exactness): boolean {
  const left = stretch.groups.filter((g) => g.need !== "never");
  return frame.groups.every((group) => {
    const place = left.findIndex((wire) => saysGroup(wire, group, exactness));
    if (place < 0) return false;
    left.splice(place, 1);
    return true;
  });
}

function wrongWords(stretch: Stretch, frame: SaidFrame, strict: boolean): Complaint | null {
  const at = stretch.frame?.offset ?? stretch.groups[0]!.offset;
  const said = frameText(frame);
  if (frame.complete === true && !stretch.frame?.complete) {
    return { what: "calls a frame complete that is not", said, at };
  }
  if (!stretch.frame) return null;
  const { complete, doubtful } = stretch.frame;
  if (strict && frame.complete === false && complete && !doubtful) {
    return { what: "calls a good frame incomplete", said, at };
  }
  const kind = stretch.frame.kind;
  if (kind !== undefined && frame.kind !== undefined && frame.kind !== kind) {
    return { what: "calls a frame by another kind", expected: kind, said: frame.kind, at };
  }
  return null;
}

function mixed(
  index: WireIndex,
  frame: SaidFrame,
  from: number,
  exactness: Exactness,
): Complaint {
  const start = index.stretches.slice(from).find((s) =>
    s.groups.some((wire) => saysGroup(wire, frame.groups[0]!, exactness))
  );
  return {
    what: "says a frame whose groups do not come from one frame of the line",
    said: frameText(frame),
    ...(start && { at: start.groups[0]!.offset }),
  };
}

function frameText(frame: SaidFrame): string {
  const texts = frame.groups.map(groupText);
  const shown = texts.length > 6 ? [...texts.slice(0, 5), `… ${texts.length} in all`] : texts;
  return shown.join(", ");
}
