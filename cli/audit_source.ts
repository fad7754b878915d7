/**
 * The bytes of a source, with the times at which they arrived where anything tells them.
 *
 * @module
 */
import { type RecordingEntry, RecordingReader } from "../decoder/recording/read_recording.ts";
import { isRecording } from "../decoder/recording/read_recording.ts";
import { openSource, type SourceOptions } from "../decoder/source.ts";

/** A piece of a line. */
export type TimedPiece =
  /** Bytes; `at` is when they arrived, ms since 1970 UTC. */
  | { kind: "bytes"; bytes: Uint8Array; at?: number }
  /** The line was unplugged, or a later recording begins. */
  | { kind: "gap" };

/** A line that is open. */
export interface TimedSource {
  /** Its pieces. */
  readonly pieces: AsyncIterable<TimedPiece>;
  /** Whether it is a file, which its owner can give away. */
  readonly file: boolean;
  /** Ends it at once. */
  close(): Promise<void>;
}

/** How a source is opened. */
export type TimedSourceOptions = Pick<SourceOptions, "baudRate" | "folder"> & {
  /** Told in words what happens to it. */
  notice(text: string): void;
};

/**
 * Opens a source; a recording keeps its times, a port and a socket get those of the clock.
 *
 * @throws {SourceError} when it cannot be opened.
 */
export async function openTimedSource(
  word: string,
  options: TimedSourceOptions,
): Promise<TimedSource> {
  const recording = await openRecording(word, options);
  if (recording) return recording;
  let gap = false;
  const source = await openSource(word, {
    ...options,
    happened: (what) => gap ||= what === "unplugged",
  });
  async function* pieces(): AsyncGenerator<TimedPiece> {
    for await (const bytes of source.readable) {
      if (gap) yield { kind: "gap" };
      gap = false;
      yield { kind: "bytes", bytes, ...(source.live && word !== "-" && { at: Date.now() }) };
    }
  }
  return {
    pieces: pieces(),
    file: !source.live && word !== "-",
    close: () => source.close(),
  };
}

/** Opens a file that is a recording; null for anything else, which {@linkcode openSource} judges. */
async function openRecording(
  word: string,
  { folder, notice }: TimedSourceOptions,
): Promise<TimedSource | null> {
  const path = folder === undefined || word.startsWith("/") ? word : `${folder}/${word}`;
  let file: Deno.FsFile;
  try {
    if (!(await Deno.stat(path)).isFile) return null;
    file = await Deno.open(path);
  } catch {
    return null;
  }
  const head = new Uint8Array(64);
  const read = await file.read(head);
  if (read === null || !isRecording(head.subarray(0, read))) {
    file.close();
    return null;
  }
  await file.seek(0, Deno.SeekMode.Start);
  const lines = new RecordingReader();
  let closed = false;
  async function* pieces(): AsyncGenerator<TimedPiece> {
    let parts = 0;
    const told = function* (entries: Iterable<RecordingEntry>): Generator<TimedPiece> {
      for (const entry of entries) {
        if (entry.kind === "chunk") yield { kind: "bytes", bytes: entry.bytes, at: entry.at };
        if (entry.kind === "notice") notice(`${word}, line ${entry.line}: ${entry.text}`);
        if (entry.kind === "part" && parts++ > 0) yield { kind: "gap" };
        if (entry.kind === "event" && entry.text.startsWith("unplugged")) yield { kind: "gap" };
      }
    };
    for await (const bytes of file.readable) {
      if (closed) return;
      yield* told(lines.push(bytes));
    }
    yield* told(lines.end());
  }
  return {
    pieces: pieces(),
    file: true,
    close() {
      closed = true;
      return Promise.resolve();
    },
  };
}
