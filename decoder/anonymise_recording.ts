/**
 * Takes who and where out of a recording: its line, and what stands beside it.
 *
 * @module
 */
import { anonymise, type Anonymised } from "./anonymise.ts";
import { readRecording, type RecordingEntry } from "./recording/read_recording.ts";
import { chunkLine, eventLine, fieldLine, FIRST_LINE } from "./recording/recording_text.ts";

/** A recording that names nobody. */
export interface AnonymisedRecording extends Anonymised {
  /** The recording. */
  text: string;
  /** The line that it recorded. */
  line: Uint8Array<ArrayBuffer>;
  /** How many lines beside the chunks were left out: they may say who recorded, or where. */
  left: number;
}

/** What a header may keep. The port is not in it: its name may hold the number of an adapter. */
const FIELDS = ["started", "software", "settings", "adapter", "meter"];
/** What `ticlab record` writes of a line; other words may be anybody's. */
const EVENT = /^(?:unplugged|plugged in again|[1-9]\d* baud)$/;

/**
 * Anonymises the line of a recording and keeps its chunks and times; of its header, what says nothing
 * of a person. Comments and unfinished lines are left out, and counted.
 *
 * @example
 * ```ts
 * import { anonymiseRecording, chunkLine, recordingHeader } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const group = new TextEncoder().encode("\nADCO 021976551234 D\r");
 * const made = anonymiseRecording(recordingHeader({ started: 0 }) + chunkLine(5, group));
 * assertEquals(made.text.split("\n").slice(1, 4), [
 *   "# anonymised: yes",
 *   "# started: 1970-01-01T00:00:00.000Z",
 *   "0.005000\t␊ADCO 021976000001 1␍",
 * ]);
 * ```
 *
 * @throws {SyntaxError} where it has a format that this version does not know.
 */
export function anonymiseRecording(recording: Uint8Array | string): AnonymisedRecording {
  const entries = [...readRecording(recording)];
  const line = joined(entries);
  const made = anonymise(line);
  let text = "";
  let at = 0;
  let started = 0;
  let left = 0;
  for (const entry of entries) {
    if (entry.kind === "part") text += `${FIRST_LINE}\n${fieldLine("anonymised", "yes")}`;
    else if (entry.kind === "chunk") {
      text += chunkLine(entry.at - started, made.bytes.subarray(at, at += entry.bytes.length));
    } else if (entry.kind === "event" && EVENT.test(entry.text)) {
      text += eventLine(entry.at - started, entry.text);
    } else if (entry.kind === "field" && FIELDS.includes(entry.key)) {
      if (entry.key === "started") started = Date.parse(entry.value);
      text += fieldLine(entry.key, unnamed(entry.value, entry.key, made));
    } else if (entry.kind !== "field" || entry.key !== "anonymised") left++;
  }
  return { ...made, text, line, left };
}

/** A field without the number of a meter. */
function unnamed(value: string, key: string, { standIns }: Anonymised): string {
  for (const [secret, standIn] of standIns) {
    if (/\d{6}/.test(secret) && value.includes(secret)) return value.replaceAll(secret, standIn);
  }
  return key === "meter" ? value.replace(/\d{6,}/g, (run) => "0".repeat(run.length)) : value;
}

function joined(entries: readonly RecordingEntry[]): Uint8Array<ArrayBuffer> {
  const chunks = entries.filter((entry) => entry.kind === "chunk");
  const line = new Uint8Array(chunks.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of chunks) {
    line.set(bytes, at);
    at += bytes.length;
  }
  return line;
}
