/**
 * The frames of a line, and what each of them may be asked for.
 *
 * @module
 */
import type { CaseLine } from "./case_line.ts";
import type { WireFrame } from "./expectation.ts";
import type { Wire } from "./wire.ts";

/** The frames of a line; every list has an entry a frame. */
export interface ExpectedFrames {
  /** With their recovery numbers. */
  frames: WireFrame[];
  /** Follows nothing but what a meter sends, since the start or for three frames. */
  clean: boolean[];
  /** The first one after damage. */
  first: boolean[];
  /** Which of them are sentinels, and the first of its triple or a later one. */
  triples: Map<number, "first" | "later">;
}

/** Frames with their recovery numbers, and which of them any reader has to take. */
export function expectedFrames(
  wire: Wire,
  { line, recover }: { line: CaseLine; recover: "any" | "first" | "none" },
): ExpectedFrames {
  const members = line.spans.filter(({ kind }) => kind === "member");
  // A member may be right by its sums and yet nothing that a meter sends.
  const damage = new Set([...wire.damage, ...members.map(({ from }) => from)]);
  const soft = [...wire.eots, ...switchesOf(wire)];
  const marks = [...damage, ...soft].sort((a, b) => a - b);
  const triplesOfLine = line.spans.filter(({ kind }) => kind === "sentinels");
  const frames: WireFrame[] = [];
  const clean: boolean[] = [];
  const first: boolean[] = [];
  const triples: ExpectedFrames["triples"] = new Map();
  let mark = 0;
  let member = 0;
  let spoilt = false;
  let good = 0;
  let damaged = false;
  let triple = 0;
  let recovery = 0;
  let recovering = false;
  for (const [index, { offset, end, by, complete, intact }] of wire.frames.entries()) {
    for (; mark < marks.length && marks[mark]! < offset; mark++) {
      spoilt = true;
      good = 0;
      if (damage.has(marks[mark]!)) damaged = true;
    }
    while (triplesOfLine[triple] && triplesOfLine[triple]!.to <= offset) triple++;
    const span = triplesOfLine[triple];
    const sentinel = span !== undefined && span.from <= offset && offset < span.to;
    while (members[member] && members[member]!.to <= offset) member++;
    const own = members[member] !== undefined && members[member]!.from <= offset;
    const frame: WireFrame = {
      offset,
      length: end - offset,
      complete,
      ...(complete && !intact && { doubtful: true }),
      ...(by !== "etx" && { cut: true }),
    };
    if (sentinel) {
      triples.set(index, offset === span.from ? "first" : "later");
      if (offset === span.from) {
        recovering = spoilt;
        if (recovering) recovery++;
      }
      if (recovering && recover !== "none") frame.recovery = recovery;
    }
    clean.push(intact && !spoilt && !own);
    first.push(damaged);
    frames.push(frame);
    if (intact) damaged = false;
    // Three good frames in a row are what a reader may need to find its way again (design §7).
    good = intact && !own ? good + 1 : 0;
    if (good === 3) spoilt = false;
  }
  return { frames, clean, first, triples };
}

/** A reader may need some frames to follow a switch of the mode, as after damage. */
function switchesOf({ frames, runs }: Wire): number[] {
  const separators = new Map<number, string>();
  for (const { frame, readings } of runs) {
    const separator = readings[0]?.separator;
    if (frame !== null && separator && !separators.has(frame)) separators.set(frame, separator);
  }
  const known = [...separators];
  return known.flatMap(([frame, separator], i) =>
    i > 0 && known[i - 1]![1] !== separator ? [frames[frame]!.offset - 1] : []
  );
}
