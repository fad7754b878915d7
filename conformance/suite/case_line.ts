/**
 * The bytes of a case, and which of them are base frames, sentinels and the closing frame.
 *
 * @module
 */
import type { BaseFrames } from "./base_frames.ts";
import { leadFrame } from "./lead_frame.ts";
import { notation, type NotationSpan } from "./notation.ts";
import { Sentinels } from "./sentinels.ts";
import { readRun } from "./wire_run.ts";

/** A line, and where its parts came from. */
export interface CaseLine {
  /** The input. */
  bytes: Uint8Array;
  /** Base frames and triples of sentinels, in order. */
  spans: readonly NotationSpan[];
  /** First byte after the frame that comes before, or 0. */
  lead: number;
  /** First byte of the closing frame, or the length of the input. */
  tail: number;
}

/** What the bytes are written with. */
export interface LineOptions {
  /** The base frames. */
  frames: BaseFrames;
  /** Mode of the sentinels; else that of the group before them. */
  mode?: "historique" | "standard";
  /** Whether a closing frame is wanted, for readers that end a frame at the next STX. */
  tail: boolean;
}

/**
 * Writes the bytes of a case: the notation, with `{name …}` for base frames and `{sentinels}`.
 *
 * @throws {Error} as `notation` and `BaseFrames` do, and where the mode of a sentinel is not known.
 */
export function caseLine(source: string, { frames, mode, tail }: LineOptions): CaseLine {
  const { bytes, spans } = notation(source, {
    macro: (words, before) => {
      const wanted = /^sentinels(?: (historique|standard))?$/.exec(words);
      if (wanted === null) return { kind: "base", bytes: frames.write(words) };
      const given = wanted[1] as "historique" | "standard" | undefined;
      const sentinels = new Sentinels(given ?? mode ?? modeOf(before), { before });
      return { kind: "sentinels", bytes: sentinels.triple() };
    },
  });
  return tail ? closed({ bytes, spans }, mode) : { bytes, spans, lead: 0, tail: bytes.length };
}

/** Appends the closing frame. */
export function closed(
  { bytes, spans }: { bytes: Uint8Array; spans: readonly NotationSpan[] },
  mode?: "historique" | "standard",
): CaseLine {
  const frame = new Sentinels(mode ?? modeOf(bytes), { before: bytes }).frame();
  const whole = new Uint8Array(bytes.length + frame.length);
  whole.set(bytes);
  whole.set(frame, bytes.length);
  return { bytes: whole, spans, lead: 0, tail: bytes.length };
}

/**
 * Puts a frame before a line that begins with one: a reader may wait for the end of a frame before it
 * takes the next. It holds the number of the meter and a power; a line without such a number stays.
 */
export function led({ bytes, spans, tail }: CaseLine): CaseLine {
  const frame = bytes[0] === 0x02 ? leadFrame(bytes) : null;
  if (frame === null) return { bytes, spans, tail, lead: 0 };
  const lead = frame.length;
  const whole = new Uint8Array(lead + bytes.length);
  whole.set(frame);
  whole.set(bytes, lead);
  return {
    bytes: whole,
    spans: spans.map((span) => ({ ...span, from: span.from + lead, to: span.to + lead })),
    tail: tail + lead,
    lead,
  };
}

/** Whether a place belongs to the case itself, not to the frames put before and after it. */
export function isOwn({ lead, tail }: Pick<CaseLine, "lead" | "tail">, offset: number): boolean {
  return lead <= offset && offset < tail;
}

/**
 * Tells the mode of the last group with a right sum.
 *
 * @throws {Error} where there is none.
 */
function modeOf(bytes: readonly number[] | Uint8Array): "historique" | "standard" {
  for (let cr = bytes.lastIndexOf(0x0d); cr > 0; cr = bytes.lastIndexOf(0x0d, cr - 1)) {
    const lf = bytes.lastIndexOf(0x0a, cr);
    if (lf < 0 || cr - lf > 300) continue;
    const reading = readRun(String.fromCharCode(...bytes.slice(lf + 1, cr)));
    if (reading) return reading.separator === "\t" ? "standard" : "historique";
  }
  throw new Error(
    `Cannot tell the mode of the sentinels: write "mode: historique" or "mode: standard" in the case, ` +
      `or "{sentinels standard}"`,
  );
}
