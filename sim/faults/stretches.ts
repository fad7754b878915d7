/**
 * Groups, or some bytes of them.
 *
 * @module
 */
import type { Argument } from "../argument.ts";
import type { Random } from "../random.ts";
import type { WireFrame } from "../wire_frame.ts";
import type { FaultArguments } from "./fault_kind.ts";
import { isNamed, someGroups } from "./places.ts";

/** How a part of a group is named. */
export const STRETCH: Readonly<Record<string, Argument>> = {
  byte: {
    kind: "integer",
    about: "First byte, from the first of the data (from STX where no group is named or drawn)",
  },
};

/** Some bytes of a frame. */
export interface Stretch {
  /** Offset in the frame. */
  at: number;
  /** How many. */
  length: number;
}

/**
 * What a fault is for, last first: whole groups, or `length` bytes (1 by default) of them from `byte` on;
 * bytes of the frame where no group is named and no rate is given.
 */
export function stretches(frame: WireFrame, args: FaultArguments, random: Random): Stretch[] {
  const { byte, rate, length = 1 } = args;
  if (byte === undefined) {
    return someGroups(frame, args, random).map(({ start, end }) => ({
      at: start,
      length: Math.min(args.length ?? Infinity, end - start),
    }));
  }
  const scopes = isNamed(args) || rate !== undefined
    ? someGroups(frame, args, random)
    : [{ start: 0, data: 0, end: frame.bytes.length }];
  return scopes.flatMap(({ start, data, end }) => {
    const at = data + byte;
    return at >= start && at < end ? [{ at, length: Math.min(length, end - at) }] : [];
  });
}
