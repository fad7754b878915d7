/**
 * The notation of bytes in the cases: control bytes as pictures, checksums recomputed.
 *
 * @module
 */

/** Where a piece of the bytes came from. */
export interface NotationSpan {
  /** A base frame, a triple of sentinels, or a member of a family. */
  kind: "base" | "sentinels" | "member";
  /** First byte. */
  from: number;
  /** First byte after it. */
  to: number;
}

/** Bytes written out. */
export interface Written {
  /** The line. */
  bytes: Uint8Array;
  /** What came from `{…}`. */
  spans: NotationSpan[];
}

/** What `{words}` stands for, given the bytes before it. */
export type Macro = (
  words: string,
  before: readonly number[],
) => { bytes: Uint8Array; kind: NotationSpan["kind"] };

const PICTURES: Readonly<Record<string, number>> = {
  "␂": 0x02,
  "␃": 0x03,
  "␄": 0x04,
  "␉": 0x09,
  "␊": 0x0a,
  "␍": 0x0d,
  "␠": 0x20,
};

/**
 * Writes a text of the notation as bytes.
 *
 * Line ends are no bytes, nor are blanks at both ends of a line and after `}`, `␃` and `␍`. `✓` is the right checksum of the run
 * that it ends, by the separator before it; `✗8` writes `8` and is refused where that is right.
 *
 * @throws {Error} where a character has no meaning, or a checksum is rotten.
 *
 * @example
 * ```ts
 * import { notation } from "./notation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { bytes } = notation("␊PAPP 00360 ✓␍", { macro: () => { throw new Error("no macro"); } });
 * assertEquals(new TextDecoder().decode(bytes), "\nPAPP 00360 *\r");
 * ```
 */
export function notation(source: string, { macro }: { macro: Macro }): Written {
  const out: number[] = [];
  const spans: NotationSpan[] = [];
  const lines = source.split(/\r?\n/).map((line) => line.trim().replace(/(?<=[}␃␍]) +/g, ""));
  const token =
    /([!-[\]-z|~ ]+)|\{([^{}]*)\}|✗(\\x[0-9A-Fa-f]{2}|\\\\|[^])|\\x([0-9A-Fa-f]{2})|\\\\|[^]/gu;
  for (const [all, plain, words, wrong, hex] of lines.join("").matchAll(token)) {
    if (plain !== undefined) {
      for (let i = 0; i < plain.length; i++) out.push(plain.charCodeAt(i));
    } else if (words !== undefined) {
      const { bytes, kind } = macro(words.trim(), out);
      spans.push({ kind, from: out.length, to: out.length + bytes.length });
      for (const byte of bytes) out.push(byte);
    } else if (wrong !== undefined) {
      out.push(wrongSum(byteOf(wrong), out));
    } else if (all === "✓") {
      out.push(rightSum(out));
    } else {
      out.push(hex !== undefined ? parseInt(hex, 16) : byteOf(all));
    }
  }
  return { bytes: Uint8Array.from(out), spans };
}

function byteOf(written: string): number {
  if (written === "\\\\") return 0x5c;
  if (written.startsWith("\\x")) return parseInt(written.slice(2), 16);
  const picture = PICTURES[written];
  if (picture !== undefined) return picture;
  const code = written.charCodeAt(0);
  if (written.length === 1 && code >= 0x20 && code <= 0x7e && !"\\{}".includes(written)) {
    return code;
  }
  const hint = written === "\\"
    ? `\\\\ or \\xNN`
    : `\\xNN, or one of ${Object.keys(PICTURES).join(" ")}`;
  throw new Error(`Cannot write "${written}" as a byte: write ${hint}`);
}

/** Sum of the run that ends here; null where no separator stands before its checksum. */
function sumBefore(out: readonly number[]): number | null {
  const separator = out.at(-1);
  if (separator !== 0x20 && separator !== 0x09) return null;
  let sum = separator === 0x20 ? -0x20 : 0;
  for (let i = out.length - 1; out[i] !== 0x0a; i--) {
    if (i < 0) return null;
    sum += out[i]!;
  }
  return (sum & 0x3f) + 0x20;
}

function rightSum(out: readonly number[]): number {
  const sum = sumBefore(out);
  if (sum === null) {
    throw new Error(
      `Cannot compute "✓": write ␊ at the start of the group, and ␉ or a blank (␠ at the end of a line) before ✓`,
    );
  }
  return sum;
}

function wrongSum(written: number, out: readonly number[]): number {
  const sum = sumBefore(out);
  if (sum !== written) return written;
  const right = String.fromCharCode(sum);
  throw new Error(
    `Cannot take "✗${right}" as a wrong checksum: "${right}" is right here, write another or ✓`,
  );
}
