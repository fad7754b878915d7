/**
 * A frame of the simulator as the judge of gateways wants it: what of it was on the wire.
 *
 * @module
 */
import type { PlayedFrame } from "../../sim/player.ts";
import type { Group } from "../../tic/types.ts";
import { readWire } from "../suite/wire.ts";
import type { SentFrame } from "./gateway_run.ts";

/** When a frame was sent, and who could hear it. */
export interface Sending {
  /** When its first and its last byte were put on the line, ms since 1970 UTC. */
  from: number;
  to: number;
  /** Whether the program under test heard all of it. */
  heard: boolean;
}

/**
 * Reads what the wire carried of a played frame, with the naive reader of the suite, which shares
 * nothing with our decoder.
 *
 * @example
 * ```ts
 * import { Player, readScenario } from "@ticlab/ticlab/sim";
 * import { sentFrame } from "./sent_frame.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = `
 * title: One bit
 * about: A bit of a current is wrong.
 * meter: { contract: base }
 * clock: { start: 2026-01-14T12:00:00 }
 * timeline: [{ at: +0 s, fault: { flip: { label: IINST, byte: 2, bit: 0 } } }]
 * run: { for: 1 s }
 * `;
 * const [frame] = new Player(readScenario(text, { file: "bit.yaml" })).frames();
 * const sent = sentFrame(frame!, { from: 0, to: 1_250, heard: true });
 * assertEquals(sent.groups.some(({ label }) => label === "IINST"), false);
 * assertEquals(sent.whole, false);
 * ```
 */
export function sentFrame(
  { bytes, groups: meant, marks, interrupted }: Pick<
    PlayedFrame,
    "bytes" | "groups" | "marks" | "interrupted"
  >,
  { from, to, heard }: Sending,
): SentFrame {
  const whole = heard && marks.length === 0 && !interrupted;
  if (marks.length === 0) {
    return { from, to, groups: meant.map(plain), alsoRight: [], whole, heard };
  }
  // A parity bit is no part of what a reader of seven bits gets.
  const right = readWire(bytes, "masked").runs.flatMap(({ readings }) => readings.map(plain));
  const groups: SentFrame["groups"][number][] = [];
  for (const group of meant) {
    const at = right.findIndex((other) => isSame(other, group));
    if (at >= 0) groups.push(...right.splice(at, 1));
  }
  return { from, to, groups, alsoRight: right, bytes: Uint8Array.from(bytes), whole, heard };
}

function plain({ label, timestamp, value }: Group): Group {
  return timestamp === undefined ? { label, value } : { label, timestamp, value };
}

function isSame(one: Group, other: Group): boolean {
  return one.label === other.label && one.value === other.value &&
    one.timestamp === other.timestamp;
}
