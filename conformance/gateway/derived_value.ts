/**
 * Values that a gateway computes, computed again.
 *
 * @module
 */
import type { Finding } from "./finding.ts";
import type { Derived } from "./gateway_profile.ts";
import type { ObservedValue, SentFrame } from "./gateway_run.ts";
import { GRANTED } from "./patience.ts";
import type { Judging } from "./oracle_sound.ts";

/** A number that a frame gives for it, and when. */
interface Point {
  at: number;
  number: number;
}

/**
 * Judges a computed value: some stretch of frames, ending lately and no longer than the period and what
 * is granted, must give it. A gateway may count the good groups of damaged frames or leave such frames
 * out.
 */
export function derivedFrom(
  { label, value, seen }: ObservedValue,
  { derived, truth, patience }: Pick<Judging, "truth" | "patience"> & { derived: Derived },
): Finding | undefined {
  const from = seen - 2 * patience.due;
  const recent = truth.frames.filter((frame) =>
    frame.from <= seen + GRANTED.early && patience.deadline(frame.to) >= from
  );
  const said = Number(value);
  const all = pointsOf(recent, derived);
  const whole = pointsOf(recent.filter(({ whole }) => whole), derived);
  // Rounded or cut off.
  const near = (number: number) => Math.abs(number - said) <= 10 ** -derived.decimals + 1e-9;
  if (all.length > 0 && [all, whole].some((points) => given(points, derived.how).some(near))) {
    return undefined;
  }
  const last = recent.at(-1);
  return {
    rule: "gateway/sound",
    what: `${label} is no ${derived.how} of ${
      derived.of.join(" and ")
    } over the frames of its period`,
    expected: all.length === 0
      ? `nothing: the line has not said ${derived.of.join(", ")} lately`
      : `${label} between ${lowest(all)} and ${highest(all)}`,
    said: `${label}=${value}`,
    at: seen,
    ...(last && { frame: last, label: derived.of[0]! }),
  };
}

/** The sum of its labels in each frame that has them all. */
function pointsOf(frames: readonly SentFrame[], { of, how }: Derived): Point[] {
  return frames.flatMap(({ to, groups }) => {
    const numbers = of.map((label) => groups.find((group) => group.label === label)?.value)
      .filter((value) => value !== undefined).map(Number);
    const complete = how === "sum" ? numbers.length > 0 : numbers.length === of.length;
    return complete ? [{ at: to, number: numbers.reduce((sum, n) => sum + n, 0) }] : [];
  });
}

/** What each stretch of frames gives. */
function given(points: readonly Point[], how: Derived["how"]): number[] {
  if (how === "sum" || how === "last") return points.map(({ number }) => number);
  const results: number[] = [];
  for (let first = 0; first < points.length; first++) {
    let sum = 0;
    let most = -Infinity;
    for (let last = first; last < points.length; last++) {
      const { number } = points[last]!;
      sum += number;
      most = Math.max(most, number);
      results.push(how === "mean" ? sum / (last - first + 1) : most);
    }
  }
  return results;
}

const lowest = (points: readonly Point[]) => Math.min(...points.map(({ number }) => number));
const highest = (points: readonly Point[]) => Math.max(...points.map(({ number }) => number));
