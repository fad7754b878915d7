/**
 * Which dialect a gateway speaks.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import type { Dialect } from "../../decoder/dialects/dialect.ts";
import { DIALECTS } from "../../decoder/dialects/dialects.ts";
import { FrameGatherer } from "../../decoder/dialects/frame_gatherer.ts";
import { encodeFrame } from "../../tic/frame.ts";
import type { SentFrame } from "./gateway_run.ts";
import type { HeardMessage } from "./heard_message.ts";

/** How alike messages are of a gateway and of ours in its dialect, 0 to 1, from which we believe it. */
const ALIKE = 0.8;
/** Frames that are spoken anew: short and long ones, before and after what happens. */
const SPOKEN = 40;

/**
 * Speaks the frames of a line in every dialect, and compares the shapes of the messages: keys and kinds of
 * values. Undefined where none is like what was heard, or two are.
 */
export function learnDialect(
  messages: readonly HeardMessage[],
  frames: readonly SentFrame[],
): Dialect | undefined {
  const heard = messages.map(({ payload }) => shapeOf(payload)).filter((shape) => shape.size > 1);
  if (heard.length === 0) return undefined;
  const [best, second] = DIALECTS.map((dialect) => {
    const spoken = shapesOf(dialect, frames);
    const likeness = heard.map((shape) => Math.max(0, ...spoken.map((one) => alike(shape, one))));
    return { dialect, likeness: likeness.reduce((sum, one) => sum + one, 0) / heard.length };
  }).toSorted((a, b) => b.likeness - a.likeness);
  const isClear = best!.likeness >= ALIKE && best!.likeness > second!.likeness;
  return isClear ? best!.dialect : undefined;
}

/** The shapes of what ours would have said. */
function shapesOf(dialect: Dialect, frames: readonly SentFrame[]): ReadonlySet<string>[] {
  const decoder = new TicDecoder();
  const gatherer = new FrameGatherer();
  const speaker = dialect.speaker({ base: dialect.base, settings: {} });
  const step = Math.max(1, Math.floor(frames.length / SPOKEN));
  const shapes = new Map<string, ReadonlySet<string>>();
  for (const { groups, to } of frames.filter((_, place) => place % step === 0)) {
    if (groups.length === 0) continue;
    const isStandard = groups.some(({ label }) => label === "ADSC");
    for (const event of decoder.push(encodeFrame(groups, isStandard ? "standard" : "historique"))) {
      const reading = gatherer.hear(event, to);
      for (const { payload } of reading ? speaker.say(reading) : []) {
        const shape = shapeOf(payload);
        shapes.set([...shape].join(), shape);
      }
    }
  }
  return [...shapes.values()].filter((shape) => shape.size > 1);
}

/** Keys with the kinds of their values; empty for a message that is no object. */
function shapeOf(payload: string): ReadonlySet<string> {
  try {
    return new Set(kindsOf(JSON.parse(payload), ""));
  } catch {
    return new Set();
  }
}

function kindsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return [`${path}[]`];
  if (typeof value !== "object" || value === null) return [`${path}:${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => kindsOf(inner, `${path}/${key}`));
}

function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = one.intersection(other).size;
  return both / (one.size + other.size - both);
}
