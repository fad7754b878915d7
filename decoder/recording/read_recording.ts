/**
 * Reads recordings, whatever a crash or an editor did to them.
 *
 * @module
 */
import { textBytes } from "./notation.ts";
import { CANCELLED, FIRST_LINE } from "./recording_text.ts";

/** Bytes of the line that arrived together. */
export interface RecordedChunk {
  /** The kind of line. */
  kind: "chunk";
  /** When they arrived, milliseconds since 1970 UTC by the clock of the start, to the microsecond. */
  at: number;
  /** The bytes. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** A line of a recording. */
export type RecordingEntry =
  | RecordedChunk
  /** `# ticlab recording 1`: a header begins, the first one or that of a later run. */
  | { kind: "part" }
  /** A line of a header. */
  | { kind: "field"; key: string; value: string }
  /** What happened to the line, in words. */
  | { kind: "event"; at: number; text: string }
  /** A comment that somebody wrote. */
  | { kind: "comment"; text: string }
  /** A line that is ignored, counted from 1, and why. */
  | { kind: "notice"; line: number; text: string };

const MARK = "# ticlab recording ";
const CHUNK = /^(\d{1,12})\.(\d{1,6})\t(.*)$/s;
const EVENT = /^(\d{1,12})\.(\d{1,6}) (.*)$/s;
const FIELD = /^([a-z][a-z ]{0,30}): ?(.*)$/s;
const UTF8_MARK = "\ufeff";

/**
 * Whether these first bytes of a file are those of a recording; undefined while they may become one.
 *
 * @example
 * ```ts
 * import { isRecording } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * assertEquals(isRecording(bytes("# ticlab recording 1\n# started: 2026-11-22T14:27:41Z\n")), true);
 * assertEquals(isRecording(bytes("\x02\nADCO 021976551234 D\r")), false);
 * assertEquals(isRecording(bytes("# tic")), undefined);
 * ```
 */
export function isRecording(bytes: Uint8Array): boolean | undefined {
  const skipped = bytes[0] === 0xef ? 3 : 0;
  for (let i = 0; i < MARK.length; i++) {
    const byte = bytes[skipped + i];
    if (byte === undefined) return undefined;
    if (byte !== MARK.charCodeAt(i)) return false;
  }
  return true;
}

/** Reads a recording that comes in pieces; see {@linkcode readRecording} for one that is whole. */
export class RecordingReader {
  readonly #text = new TextDecoder("utf-8", { ignoreBOM: true });
  #rest = "";
  #line = 0;
  #started = 0;

  /**
   * Takes the next bytes of the file and gives the lines that they complete.
   *
   * @throws {SyntaxError} where a part has a format that this version does not know.
   */
  *push(bytes: Uint8Array): Generator<RecordingEntry> {
    this.#rest += this.#text.decode(bytes, { stream: true });
    const lines = this.#rest.split("\n");
    this.#rest = lines.pop()!;
    for (const line of lines) yield* this.#read(line.endsWith("\r") ? line.slice(0, -1) : line);
  }

  /** Says what is left behind the last line end: a chunk that a crash cut off. */
  *end(): Generator<RecordingEntry> {
    const rest = this.#rest + this.#text.decode();
    this.#rest = "";
    if (rest !== "") yield this.#notice("the last line is not finished: ignored", this.#line + 1);
  }

  *#read(text: string): Generator<RecordingEntry> {
    const line = ++this.#line === 1 && text.startsWith(UTF8_MARK) ? text.slice(1) : text;
    if (line === "") return;
    if (line.endsWith(CANCELLED)) yield this.#notice("a line that was not finished: ignored");
    else if (line.startsWith(MARK)) yield this.#part(line);
    else if (line.startsWith("#")) yield this.#comment(line.slice(1).trimStart());
    else yield this.#chunk(line);
  }

  #part(line: string): RecordingEntry {
    if (line.trimEnd() !== FIRST_LINE) {
      throw new SyntaxError(
        `Cannot read the recording: line ${this.#line} is "${line}", and this version knows ` +
          `"${FIRST_LINE}"`,
      );
    }
    return { kind: "part" };
  }

  #comment(text: string): RecordingEntry {
    const [, key, value = ""] = FIELD.exec(text) ?? [];
    if (key === undefined) return { kind: "comment", text };
    if (key === "event") {
      const [, seconds, fraction, what] = EVENT.exec(value) ?? [];
      if (what === undefined) return this.#notice("an event without a time: ignored");
      return { kind: "event", at: this.#at(seconds!, fraction!), text: what };
    }
    if (key === "started") {
      const started = Date.parse(value);
      if (Number.isNaN(started)) return this.#notice("its start is no date: ignored");
      this.#started = started;
    }
    return { kind: "field", key, value };
  }

  #chunk(line: string): RecordingEntry {
    const [, seconds, fraction, text] = CHUNK.exec(line) ?? [];
    const bytes = text === undefined ? null : textBytes(text);
    if (bytes === null) return this.#notice("neither a time with bytes nor a comment: ignored");
    return { kind: "chunk", at: this.#at(seconds!, fraction!), bytes };
  }

  #at(seconds: string, fraction: string): number {
    const micros = Number(seconds) * 1e6 + Number(fraction.padEnd(6, "0"));
    return this.#started + micros / 1_000;
  }

  #notice(text: string, line = this.#line): RecordingEntry {
    return { kind: "notice", line, text };
  }
}

/**
 * Reads a whole recording, line by line. What a crash left unfinished, or an editor spoiled, is told
 * as a notice; every other line is given.
 *
 * @example
 * ```ts
 * import { readRecording } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const text = "# ticlab recording 1\n# started: 1970-01-01T00:00:10Z\n0.500000\t␂␊PAPP\n0.51";
 * const entries = [...readRecording(text)];
 * assertEquals(entries.map(({ kind }) => kind), ["part", "field", "chunk", "notice"]);
 * const [chunk] = entries.filter((entry) => entry.kind === "chunk");
 * assertEquals([chunk?.at, chunk?.bytes.length], [10_500, 6]);
 * ```
 *
 * @throws {SyntaxError} where a part has a format that this version does not know.
 */
export function* readRecording(recording: Uint8Array | string): Generator<RecordingEntry> {
  const bytes = typeof recording === "string" ? new TextEncoder().encode(recording) : recording;
  const reader = new RecordingReader();
  for (let at = 0; at < bytes.length; at += 65_536) {
    yield* reader.push(bytes.subarray(at, at + 65_536));
  }
  yield* reader.end();
}
