/**
 * Where in a frame a fault happens.
 *
 * @module
 */
import type { Random } from "../random.ts";
import type { GroupPlace, WireFrame } from "../wire_frame.ts";
import type { FaultArguments } from "./fault_kind.ts";

/**
 * The groups that a fault is for, last first, so that what is done to one moves none of the others: the
 * one that is named, each with the probability `rate`, or any one.
 */
export function someGroups(frame: WireFrame, args: FaultArguments, random: Random): GroupPlace[] {
  const groups = namedGroups(frame, args).toReversed();
  if (args.rate !== undefined) return groups.filter(() => random() < args.rate!);
  if (isNamed(args)) return groups.slice(-1);
  return oneOf(groups, random);
}

/**
 * The bytes that a fault is for, as offsets in the frame, last first: the one that is named; each of a
 * group or of the frame with the probability `rate`; or any one of the group's data or of the frame.
 */
export function someBytes(frame: WireFrame, args: FaultArguments, random: Random): number[] {
  const { byte, rate } = args;
  const scopes = isNamed(args)
    ? namedGroups(frame, args).slice(0, 1)
    : [{ start: 0, data: 0, dataEnd: frame.bytes.length, end: frame.bytes.length }];
  return scopes.flatMap(({ start, data, dataEnd, end }) => {
    if (byte !== undefined) {
      const at = data + byte;
      const hit = at >= start && at < end && (rate === undefined || random() < rate);
      return hit ? [at] : [];
    }
    if (rate === undefined) {
      // The data of DATE are empty: any byte of the group, then.
      const [from, to] = dataEnd > data ? [data, dataEnd] : [start, end];
      return [from + Math.floor(random() * (to - from))];
    }
    return offsets(start, end).reverse().filter(() => random() < rate);
  });
}

/** The one byte of a frame at which a fault happens, if it does: `rate` is for the frame. */
export function onePlace(frame: WireFrame, args: FaultArguments, random: Random): number[] {
  const { rate, ...place } = args;
  if (rate !== undefined && random() >= rate) return [];
  return someBytes(frame, place, random);
}

/** Whether a group is named, by label or place. */
export function isNamed({ label, group }: FaultArguments): boolean {
  return label !== undefined || group !== undefined;
}

/** The groups that are named; all where none is. */
export function namedGroups(frame: WireFrame, { label, group }: FaultArguments): GroupPlace[] {
  return frame.groups.filter((place, number) =>
    place.end > place.start && (label === undefined || place.label === label) &&
    (group === undefined || number === group)
  );
}

function oneOf<T>(all: readonly T[], random: Random): T[] {
  const one = all[Math.floor(random() * all.length)];
  return one === undefined ? [] : [one];
}

function offsets(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
