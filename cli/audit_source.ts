/**
 * The bytes of a source, with the times at which they arrived where anything tells them.
 *
 * @module
 */
import { TicDecoder } from "../decoder/decoder.ts";
import {
  isRecording,
  type RecordingEntry,
  RecordingReader,
} from "../decoder/recording/read_recording.ts";
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
    const recorded = new RecordedPieces((entry) =>
      notice(`${word}, line ${entry.line}: ${entry.text}`)
    );
    for await (const bytes of file.readable) {
      if (closed) return;
      for (const entry of lines.push(bytes)) yield* recorded.push(entry);
    }
    for (const entry of lines.end()) yield* recorded.push(entry);
    yield* recorded.end();
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

type Notice = Extract<RecordingEntry, { kind: "notice" }>;
type Bytes = Extract<TimedPiece, { kind: "bytes" }>;

/** The pieces of a recording, without what was read at a speed at which there was no meter. */
class RecordedPieces {
  readonly #tell: (notice: Notice) => void;
  #parts = 0;
  /** Read at a new speed, without a good group so far; null once there was one. */
  #tried: { pieces: Bytes[]; decoder: TicDecoder } | null = null;

  constructor(tell: (notice: Notice) => void) {
    this.#tell = tell;
  }

  *push(entry: RecordingEntry): Generator<TimedPiece> {
    if (entry.kind === "notice") this.#tell(entry);
    if (entry.kind === "part" && this.#parts++ > 0) yield { kind: "gap" };
    if (entry.kind === "event") {
      yield { kind: "gap" };
      if (!/^\d+ baud$/.test(entry.text)) return;
      this.#tried = { pieces: [], decoder: new TicDecoder({ events: ["group"] }) };
    }
    if (entry.kind !== "chunk") return;
    const piece: Bytes = { kind: "bytes", bytes: entry.bytes, at: entry.at };
    if (this.#tried === null) yield piece;
    else {
      this.#tried.pieces.push(piece);
      if (this.#tried.decoder.push(piece.bytes).length > 0) yield* this.end();
    }
  }

  /** What was read at the last speed is all there is. */
  *end(): Generator<TimedPiece> {
    yield* this.#tried?.pieces ?? [];
    this.#tried = null;
  }
}
