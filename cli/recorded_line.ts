/**
 * A file that holds a line: a recording, or bytes.
 *
 * @module
 */
import {
  isRecording,
  readRecording,
  type RecordedChunk,
} from "../decoder/recording/read_recording.ts";
import { Failure } from "./failure.ts";

/** The line in a file. */
export interface RecordedLine {
  /** All its bytes. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The bytes with their times; undefined where the file knows none. */
  chunks: readonly RecordedChunk[] | undefined;
  /** Its speed in baud, the highest where it changed; undefined where the recording says none. */
  baudRate: number | undefined;
}

/**
 * Reads the file at a path, which the user calls `word`.
 *
 * @throws {Failure} exit code 3: it cannot be read, or has a format of the future.
 */
export function recordedLine(path: string, word: string): RecordedLine {
  const bytes = fileAt(path, word);
  if (!isRecording(bytes)) return { bytes, chunks: undefined, baudRate: undefined };
  const chunks: RecordedChunk[] = [];
  let baudRate = 0;
  try {
    for (const entry of readRecording(bytes)) {
      if (entry.kind === "chunk") chunks.push(entry);
      if (entry.kind === "field" && entry.key === "settings") {
        baudRate = Math.max(baudRate, Number(/^\d*/.exec(entry.value)![0]));
      }
      if (entry.kind === "notice") console.error(`${word}, line ${entry.line}: ${entry.text}`);
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Failure(`cannot read ${word}: ${cause.message}`, {
      exitCode: 3,
      next: "It was written by another version of ticlab: get the newest one.",
      cause,
    });
  }
  const line = new Uint8Array(chunks.reduce((sum, { bytes: { length } }) => sum + length, 0));
  let at = 0;
  for (const { bytes } of chunks) {
    line.set(bytes, at);
    at += bytes.length;
  }
  return { bytes: line, chunks, baudRate: baudRate > 0 ? baudRate : undefined };
}

/**
 * Reads a file that the user named.
 *
 * @throws {Failure} exit code 3.
 */
export function fileAt(path: string, word: string): Uint8Array<ArrayBuffer> {
  try {
    return Deno.readFileSync(path);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const gone = cause instanceof Deno.errors.NotFound;
    throw new Failure(`cannot read ${word}: ${gone ? "there is no such file" : cause.message}`, {
      exitCode: 3,
      next: gone
        ? "Paths count from the folder that you stand in"
        : "Name a file that you may read",
      cause,
    });
  }
}
