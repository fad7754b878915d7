/**
 * A family of damage.
 *
 * @module
 */
import { concatenated } from "./concatenated.ts";
import { groupsOf } from "./groups_of.ts";

/** Frames that never end: STX, then the groups of a frame again and again, without ETX. */
export function* endlessFrame(
  frame: Uint8Array,
  { lengths }: { lengths: readonly number[] },
): Generator<Uint8Array> {
  const groups = concatenated(...groupsOf(frame));
  for (const length of lengths) {
    const times = Math.ceil(length / groups.length);
    yield concatenated([0x02], ...Array.from({ length: times }, () => groups));
  }
}
