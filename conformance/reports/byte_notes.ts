/**
 * What is worth knowing of single lines of a case.
 *
 * @module
 */
import type { Alternative } from "../suite/suite_case.ts";
import { byteRuns, byteText } from "./byte_picture.ts";

/** A word beside a line, and whether it is about something that is never said. */
export interface ByteNote {
  /** Offset of the first byte of the line. */
  offset: number;
  /** The note. */
  text: string;
  /** Whether a right decoder never says what stands there. */
  never: boolean;
}

/**
 * Notes of the bytes of a case, in their order: wrong sums, what is never said though its sum is right,
 * and where sentinel frames begin.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { byteNotes } from "./byte_notes.ts";
 *
 * const bytes = new TextEncoder().encode("\x02\nPAPP 00360 8\r\x03");
 * const expect = { groups: [], frames: [{ offset: 0, length: 16, complete: false }] };
 * assertEquals(byteNotes(bytes, [{ choice: "as documented", expect }]), [
 *   { offset: 1, text: "never said: its sum is *, not 8", never: true },
 * ]);
 * ```
 */
export function byteNotes(bytes: Uint8Array, ways: readonly Alternative[]): ByteNote[] {
  const notes: ByteNote[] = [];
  let sentinels = 0;
  for (const { offset, recovery = 0 } of ways[0]!.expect.frames) {
    if (recovery > sentinels) notes.push({ offset, text: "three sentinel frames", never: false });
    sentinels = Math.max(sentinels, recovery);
  }
  const never = ways.map(({ expect }) =>
    new Set(expect.groups.filter(({ need }) => need === "never").map(({ offset }) => offset))
  );
  for (const offset of never[0]!) {
    if (never.every((offsets) => offsets.has(offset))) {
      notes.push({ offset, text: "never said, though its sum is right", never: true });
    }
  }
  const sayable = new Set(ways.flatMap(({ expect }) => expect.groups.map((g) => g.offset)));
  for (const { offset, carried, right } of byteRuns(bytes)) {
    if (carried === right || sayable.has(offset)) continue;
    const text = `never said: its sum is ${byteText(right)}, not ${byteText(carried)}`;
    notes.push({ offset, text, never: true });
  }
  return notes.sort((a, b) => a.offset - b.offset);
}
