/**
 * What goes out of a frame that a meter breaks off.
 *
 * @module
 */
import { EOT } from "../../tic/control.ts";
import type { Group } from "../../tic/types.ts";

/**
 * Cuts a frame at a byte and puts EOT there: behind the group that is being sent, or behind the character.
 *
 * Source: 02E §1.5.2 p19; the group is finished at an overrun (02E §2.5.2 p31), else it is not said.
 *
 * @example
 * ```ts
 * import { breakOff } from "./break_off.ts";
 * import { encodeFrame, latin1 } from "@ticlab/ticlab/tic";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = [{ label: "HHPHC", value: "A" }, { label: "PPOT", value: "00" }];
 * const frame = encodeFrame(groups, "historique");
 * assertEquals(latin1(breakOff({ groups, bytes: frame }, 4, "group").bytes), "\x02\nHHPHC A ,\r\x04");
 * ```
 */
export function breakOff(
  { groups, bytes }: { groups: readonly Group[]; bytes: Uint8Array<ArrayBuffer> },
  at: number,
  after: "group" | "character",
): { groups: Group[]; bytes: Uint8Array<ArrayBuffer> } {
  const whole: Group[] = [];
  let end = 1;
  for (const group of groups) {
    if (end >= at) break;
    const next = end + group.label.length + group.value.length + 5;
    if (after === "character" && next > at) break;
    whole.push(group);
    end = next;
  }
  const cut = after === "character" ? Math.max(1, at) : end;
  const sent = bytes.slice(0, cut + 1);
  sent[cut] = EOT;
  return { groups: whole, bytes: sent };
}
