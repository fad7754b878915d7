/**
 * The fields of a good group as text, one character a byte; made once for groups that repeat.
 *
 * Whoever asks must have told the memo of the group first, by `LabelMemo.repeats()`.
 *
 * @module
 */
import type { Group } from "../tic/types.ts";
import type { GroupSpan } from "./scanner.ts";

/** Reads a group into an object of its own. */
export function groupOf(span: GroupSpan): Group {
  const { label, second } = span.memo;
  if (second === 0) return { label, value: valueOf(span) };
  return { label, timestamp: timestampOf(span), value: valueOf(span) };
}

/** The data of a group. */
export function valueOf({ bytes, start, memo }: GroupSpan): string {
  return memo.valueText ??= text(bytes, start + memo.value, start + memo.size - 2);
}

/** The horodate of a group that has one. */
export function timestampOf({ bytes, start, memo }: GroupSpan): string {
  const from = start + memo.label.length + 1;
  return memo.timestampText ??= text(bytes, from, start + memo.second);
}

const EIGHT = 8;

/** Bytes as text; `String.fromCharCode` of eight at a time is the fastest way for so few. */
function text(bytes: Uint8Array, start: number, end: number): string {
  let out = "";
  let i = start;
  for (; i + EIGHT <= end; i += EIGHT) {
    out += String.fromCharCode(
      bytes[i]!,
      bytes[i + 1]!,
      bytes[i + 2]!,
      bytes[i + 3]!,
      bytes[i + 4]!,
      bytes[i + 5]!,
      bytes[i + 6]!,
      bytes[i + 7]!,
    );
  }
  for (; i < end; i++) out += String.fromCharCode(bytes[i]!);
  return out;
}
