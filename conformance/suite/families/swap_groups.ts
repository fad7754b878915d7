/**
 * A family of damage.
 *
 * @module
 */
import { concatenated } from "./concatenated.ts";
import { groupsOf } from "./groups_of.ts";

/** Swaps each group of a frame with the next one, against the order of 02E §1.5.2 p17. */
export function* swapGroups(frame: Uint8Array): Generator<Uint8Array> {
  const groups = groupsOf(frame);
  for (let i = 0; i + 1 < groups.length; i++) {
    yield concatenated([0x02], ...groups.toSpliced(i, 2, groups[i + 1]!, groups[i]!), [0x03]);
  }
}
