/**
 * A family of damage.
 *
 * @module
 */
import { concatenated } from "./concatenated.ts";
import { groupsOf } from "./groups_of.ts";

/** Sends each group of a frame twice. */
export function* duplicateGroup(frame: Uint8Array): Generator<Uint8Array> {
  const groups = groupsOf(frame);
  for (const [i, group] of groups.entries()) {
    yield concatenated([0x02], ...groups.toSpliced(i, 0, group), [0x03]);
  }
}
