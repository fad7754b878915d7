/**
 * The lines of a recording, as they are written.
 *
 * @module
 */
import { bytesText } from "./notation.ts";

/** First line of a recording; the number is that of the format. */
export const FIRST_LINE = "# ticlab recording 1";

/** Ends a line that a crash left unfinished, so that nobody takes it for whole. */
export const CANCELLED = "␘";

/** What a person should know of a recording, by the words of its header. */
export interface RecordingHeader {
  /** Milliseconds since 1970 UTC that the times of the chunks count from. */
  started: number;
  /** Other lines, in order: `port`, `settings`, `meter`, `adapter`, `anonymised`, `software`. */
  fields?: Readonly<Record<string, string>>;
}

/**
 * Writes the header that opens a recording, or a further part of one.
 *
 * @example
 * ```ts
 * import { recordingHeader } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const started = Date.parse("2026-11-22T14:27:41Z");
 * assertEquals(
 *   recordingHeader({ started, fields: { settings: "9600 7E1" } }),
 *   "# ticlab recording 1\n# started: 2026-11-22T14:27:41.000Z\n# settings: 9600 7E1\n",
 * );
 * ```
 */
export function recordingHeader({ started, fields = {} }: RecordingHeader): string {
  const lines = { started: new Date(started).toISOString(), ...fields };
  return `${FIRST_LINE}\n` +
    Object.entries(lines).map(([key, value]) => fieldLine(key, value)).join("");
}

/** Writes one line of a header; those that become known later stand between the chunks. */
export function fieldLine(key: string, value: string): string {
  return `# ${key}: ${oneLine(value)}\n`;
}

/**
 * Writes a chunk: its time, a tab, its bytes.
 *
 * @param at Milliseconds since the start of this part of the recording; kept to the microsecond.
 *
 * @example
 * ```ts
 * import { chunkLine } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chunkLine(1_250.5, Uint8Array.of(0x02, 0x0a)), "1.250500\t␂␊\n");
 * ```
 */
export function chunkLine(at: number, bytes: Uint8Array): string {
  return `${secondsText(at)}\t${bytesText(bytes)}\n`;
}

/** Writes what happened to the line: unplugged, plugged in again, another speed. */
export function eventLine(at: number, text: string): string {
  return fieldLine("event", `${secondsText(at)} ${text}`);
}

/** Seconds with six decimals; without arithmetic on fractions, so that no digit is lost. */
function secondsText(ms: number): string {
  const micros = Math.max(0, Math.round(ms * 1_000));
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, "0")}`;
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}
