/**
 * The file that `ticlab record` writes.
 *
 * @module
 */
import { isRecording } from "../decoder/recording/read_recording.ts";
import {
  CANCELLED,
  chunkLine,
  eventLine,
  fieldLine,
  type RecordingHeader,
  recordingHeader,
} from "../decoder/recording/recording_text.ts";
import { Failure } from "./failure.ts";

/** How often what was written is sent to the disk, ms. */
const SYNC = 1_000;
const LF = 0x0a;

/**
 * A recording that grows: each line is one write, so that a killed process loses the chunk at hand at
 * most; the disk is told once a second, so that a power cut loses a second.
 */
export class RecordFile {
  readonly #file: Deno.FsFile;
  /** The same file again: a file that is being synced refuses writes meanwhile. */
  readonly #disk: Deno.FsFile;
  /** Whether there was a recording already. */
  readonly goesOn: boolean;
  #path: string;
  #syncing: Promise<void> | undefined;
  #synced = -Infinity;

  private constructor(file: Deno.FsFile, disk: Deno.FsFile, path: string) {
    this.goesOn = file.statSync().size > 0;
    this.#file = file;
    this.#disk = disk;
    this.#path = path;
  }

  /**
   * Makes a recording, or opens one to go on with it; an unfinished last line is marked as such.
   *
   * @throws {Failure} exit code 3: it cannot be written, or is something else than a recording.
   */
  static open(path: string): RecordFile {
    let file: Deno.FsFile | undefined;
    try {
      file = Deno.openSync(path, { read: true, append: true, create: true });
      const mend = mending(file, path);
      const opened = new RecordFile(file, Deno.openSync(path), path);
      if (mend !== "") opened.#write(mend);
      return opened;
    } catch (error) {
      file?.close();
      throw unwritable(path, error);
    }
  }

  /** Where it is. */
  get path(): string {
    return this.#path;
  }

  /** Writes the header of a part. */
  begin(header: RecordingHeader): void {
    this.#write(recordingHeader(header));
  }

  /** Writes a chunk; its time counts from the start of the part, ms. */
  chunk(at: number, bytes: Uint8Array): void {
    this.#write(chunkLine(at, bytes));
    if (at - this.#synced >= SYNC) this.#sync(at);
  }

  /** Writes what happened to the line. */
  event(at: number, what: string): void {
    this.#write(eventLine(at, what));
  }

  /** Writes a line of the header that was not known before. */
  field(key: string, value: string): void {
    this.#write(fieldLine(key, value));
  }

  /** Gives it another name, unless that is taken. */
  rename(path: string): void {
    try {
      Deno.lstatSync(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) return;
      Deno.renameSync(this.#path, path);
      this.#path = path;
    }
  }

  /** Sends everything to the disk. */
  async close(): Promise<void> {
    await this.#syncing;
    await this.#disk.sync().catch(() => {});
    this.#disk.close();
    this.#file.close();
  }

  #write(text: string): void {
    const bytes = new TextEncoder().encode(text);
    try {
      for (let at = 0; at < bytes.length;) {
        at += this.#file.writeSync(bytes.subarray(at));
      }
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  #sync(now: number): void {
    if (this.#syncing) return;
    this.#synced = now;
    // A file system that cannot sync still has what was written.
    this.#syncing = this.#disk.syncData().catch(() => {}).finally(() => this.#syncing = undefined);
  }
}

/** What makes the end of an opened recording whole; empty where it is. */
function mending(file: Deno.FsFile, path: string): string {
  const { size } = file.statSync();
  const head = new Uint8Array(64);
  const length = file.readSync(head) ?? 0;
  const known = isRecording(head.subarray(0, length));
  if (known === undefined) file.truncateSync(0);
  if (known === undefined || size === 0) return "";
  if (!known) {
    throw new Failure(
      `cannot record to ${path}: it is there, and is no recording`,
      {
        exitCode: 3,
        next: "Name another file, or none: it is then named by the date.",
      },
    );
  }
  const last = new Uint8Array(1);
  file.seekSync(-1, Deno.SeekMode.End);
  file.readSync(last);
  return last[0] === LF ? "" : `${CANCELLED}\n`;
}

function unwritable(path: string, cause: unknown): unknown {
  if (cause instanceof Failure || !(cause instanceof Error)) return cause;
  const denied = cause instanceof Deno.errors.NotCapable;
  const why = denied
    ? "Deno has no permission to write it"
    : cause instanceof Deno.errors.NotFound
    ? "its folder does not exist"
    : cause.message;
  return new Failure(`cannot record to ${path}: ${why}`, {
    exitCode: 3,
    next: denied
      ? `Give Deno the flag --allow-write=${path}`
      : "What was recorded until then is good. Name a file in a folder that you may write to.",
    cause,
  });
}
