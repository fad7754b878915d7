/**
 * Files that may be recordings, read as the line that they hold.
 *
 * @module
 */
import { isRecording, type RecordingEntry, RecordingReader } from "../recording/read_recording.ts";
import { type Pulled, pulled } from "./pulled.ts";
import { SourceError } from "./source_error.ts";

/** What is told of a recording. */
export interface RecordedOptions {
  /** What it is, for a person. */
  name: string;
  /** Told in words of lines that are ignored. */
  notice: (text: string) => void;
}

/** Gives the bytes of a file as they are; of a recording, the bytes that it recorded. */
export function recorded(file: Pulled, options: RecordedOptions): Pulled {
  const reader = file.readable.getReader();
  let head: Uint8Array = new Uint8Array();
  let recording: boolean | undefined;
  let lines: RecordingReader | undefined;

  const read = async (): Promise<Uint8Array | null> => {
    while (recording === undefined) {
      const { value } = await reader.read();
      head = joined([head, value ?? new Uint8Array()]);
      recording = value === undefined ? false : isRecording(head);
    }
    const { value = undefined } = head.length > 0 ? { value: head } : await reader.read();
    head = new Uint8Array();
    if (!recording) return value ?? null;
    const entries = understood(lines ??= new RecordingReader(), value, options);
    const bytes: Uint8Array[] = [];
    for (const entry of entries) {
      if (entry.kind === "chunk") bytes.push(entry.bytes);
      if (entry.kind === "notice") {
        options.notice(`${options.name}, line ${entry.line}: ${entry.text}`);
      }
    }
    return value === undefined && bytes.length === 0 ? null : joined(bytes);
  };
  return pulled(read, () => file.close());
}

/** The lines in some bytes, or those at the end. */
function understood(
  lines: RecordingReader,
  bytes: Uint8Array | undefined,
  { name }: RecordedOptions,
): RecordingEntry[] {
  try {
    return [...bytes === undefined ? lines.end() : lines.push(bytes)];
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new SourceError(`Cannot read ${name}: ${cause.message}`, {
      code: "failed",
      next: "It was written by another version of ticlab: get the newest one.",
      cause,
    });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
