/**
 * A queue of readings on disk: what it has taken survives the end of the process, in order.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";
import { LateSync, syncNow } from "./late_sync.ts";
import { PositionFile } from "./queue_position.ts";
import { linesIn, queueRecord, unsummed } from "./queue_record.ts";
import type { ReadingQueue } from "./reading_queue.ts";
import { SinkError } from "./sink.ts";

/** How a queue is opened. */
export interface DiskQueueOptions {
  /** Folder of its own; made where it is absent, readable for its owner alone. */
  folder: string;
  /** Most that it may hold, bytes: 1 MB at least. */
  limit: number;
  /** Told in words what was wrong with it. */
  notice(text: string): void;
}

/** A file of the queue; it goes when all of it has been delivered. */
interface Segment {
  number: number;
  size: number;
}

/** Largest file: a part of the limit, so that room comes back while the queue empties. */
const SEGMENT = 4_000_000;
const PARTS = 8;
/** Bytes read at once: more than the longest record, a frame of 16 kB that is escapes all over. */
const CHUNK = 1_048_576;
const NAME = /^(\d{12})\.log$/;

/**
 * Keeps readings in files of lines, each with a sum. A reading is written before `push` returns, so that
 * SIGKILL loses none; where it waits for long it is synced within a second, against a power cut. A line
 * that was cut short is taken away when the queue is opened again. One process at a time has it.
 *
 * @example
 * ```ts
 * import { DiskQueue } from "./disk_queue.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = Deno.makeTempDirSync();
 * const options = { folder, limit: 1_000_000, notice: () => {} };
 * const queue = DiskQueue.open(options);
 * queue.push({
 *   seq: 7, at: 1_768_384_800_000, meter: "021976551234", mode: "historique", kind: "long",
 *   complete: true, readings: [], lost: 0, events: [],
 * });
 * await queue.close();
 * const again = DiskQueue.open(options);
 * assertEquals([again.waiting, again.lastSeq, again.peek(10)[0]?.seq], [1, 7, 7]);
 * await again.close();
 * Deno.removeSync(folder, { recursive: true });
 * ```
 */
export class DiskQueue implements ReadingQueue {
  readonly #options: DiskQueueOptions;
  readonly #lock: Deno.FsFile;
  readonly #done: PositionFile;
  readonly #segments: Segment[] = [];
  #tail: Deno.FsFile | undefined;
  #waiting = 0;
  #lastSeq: number;
  #peeked: { reading: FrameReading; end: number }[] = [];
  /** The disk did not take a record: a file that is empty may be another matter. */
  #refused = false;
  /** What has been delivered needs no sync: a memory card is spared. */
  readonly #sync = new LateSync(() =>
    this.#waiting > 0 ? this.#path(this.#segments.at(-1)!.number) : undefined
  );

  private constructor(options: DiskQueueOptions, lock: Deno.FsFile) {
    this.#options = options;
    this.#lock = lock;
    this.#done = new PositionFile(`${options.folder}/position`);
    this.#lastSeq = this.#done.position.seq;
    this.#findSegments();
  }

  /**
   * Opens a queue, or makes it.
   *
   * @throws {SinkError} of kind `denied`: another process has it, or its folder cannot be written.
   */
  static open(options: DiskQueueOptions): DiskQueue {
    const { folder } = options;
    try {
      Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const lock = Deno.openSync(`${folder}/lock`, { write: true, create: true, mode: 0o600 });
      if (lock.tryLockSync(true)) return new DiskQueue(options, lock);
      lock.close();
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
      throw new SinkError(`the queue ${folder} cannot be written: ${cause.message}`, {
        kind: "denied",
        next: "Name a folder that you may write to: --queue DIR",
        cause,
      });
    }
    throw new SinkError(`the queue ${folder} is in use by another ticlab`, {
      kind: "denied",
      next: "End the other one, or give this one a folder of its own: --queue DIR",
    });
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** `seq` of the last reading that it ever took; 0 where there was none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  push(reading: FrameReading): string | undefined {
    const record = queueRecord(reading);
    const { limit } = this.#options;
    const used = this.#segments.reduce((sum, { size }) => sum + size, 0);
    const full = used + record.length > limit;
    if (this.#waiting === 0 && (full || this.#refused)) this.#startOver();
    else if (full) return `it holds its ${limit} bytes`;
    const why = this.#append(record);
    if (why !== undefined) return why;
    this.#waiting++;
    this.#lastSeq = reading.seq;
    this.#sync.soon();
  }

  peek(most: number): readonly FrameReading[] {
    this.#peeked = [];
    while (this.#waiting > 0) {
      const { segment, offset, seq } = this.#done.position;
      const bytes = this.#read(segment, offset);
      for (const { line, end } of linesIn(bytes)) {
        const text = unsummed(line);
        if (text === undefined) break;
        this.#peeked.push({ reading: JSON.parse(text), end: offset + end });
        if (this.#peeked.length === most) break;
      }
      if (this.#peeked.length > 0) break;
      const [damaged] = linesIn(bytes);
      if (damaged) {
        this.#waiting--;
        this.#options.notice(`a reading in ${this.#path(segment)} was damaged, and is left out`);
      }
      const end = damaged === undefined ? Infinity : offset + damaged.end;
      if (!this.#moveTo({ segment, offset: end, seq })) this.#waiting = 0;
    }
    return this.#peeked.map(({ reading }) => reading);
  }

  forget(count: number): void {
    const last = this.#peeked[count - 1];
    if (last === undefined) return;
    this.#peeked.splice(0, count);
    this.#waiting -= count;
    const { segment } = this.#done.position;
    this.#moveTo({ segment, offset: last.end, seq: last.reading.seq });
  }

  async close(): Promise<void> {
    await this.#sync.close();
    this.#tail?.close();
    this.#done.close();
    this.#lock.close();
  }

  /** Finds the files, and mends the end of the last one. */
  #findSegments(): void {
    const numbers = [...Deno.readDirSync(this.#options.folder)]
      .flatMap(({ name }) => NAME.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);
    const done = this.#done.position;
    for (const number of numbers) {
      const path = this.#path(number);
      if (number < done.segment) Deno.removeSync(path);
      else this.#segments.push({ number, size: Deno.statSync(path).size });
    }
    const last = this.#segments.at(-1);
    for (const segment of this.#segments) {
      const bytes = Deno.readFileSync(this.#path(segment.number));
      const offset = segment.number === done.segment ? done.offset : 0;
      let whole = 0;
      for (const { line, end } of linesIn(bytes)) {
        whole = end;
        if (end > offset) this.#waiting++;
        const text = segment === last && unsummed(line);
        if (text) this.#lastSeq = Math.max(this.#lastSeq, JSON.parse(text).seq);
      }
      if (segment === last && whole < segment.size) {
        Deno.truncateSync(this.#path(segment.number), whole);
        segment.size = whole;
      }
    }
    const [first] = this.#segments;
    if (first === undefined) this.#open(done.segment + 1);
    else this.#tail = Deno.openSync(this.#path(last!.number), { append: true });
    const { number, size } = this.#segments[0]!;
    const offset = number === done.segment ? Math.min(done.offset, size) : 0;
    this.#done.position = { ...done, segment: number, offset };
  }

  /** Adds a record to the last file, or none of it; says why not. */
  #append(record: Uint8Array): string | undefined {
    const most = Math.min(SEGMENT, this.#options.limit / PARTS);
    try {
      const { size, number } = this.#segments.at(-1)!;
      if (size > 0 && size + record.length > most) this.#open(number + 1);
      for (let at = 0; at < record.length;) at += this.#tail!.writeSync(record.subarray(at));
    } catch (cause) {
      // Full, or as long as a file may be: what there is of the record goes.
      this.#tail!.truncateSync(this.#segments.at(-1)!.size);
      this.#refused = true;
      return (cause as Error).message;
    }
    this.#refused = false;
    this.#segments.at(-1)!.size += record.length;
  }

  /** Begins the next file. */
  #open(number: number): void {
    const tail = Deno.openSync(this.#path(number), { append: true, create: true, mode: 0o600 });
    if (this.#waiting > 0) syncNow(this.#tail);
    this.#tail?.close();
    this.#tail = tail;
    this.#segments.push({ number, size: 0 });
  }

  /** Begins anew where all has been delivered, to give room back. */
  #startOver(): void {
    this.#tail!.truncateSync(0);
    this.#segments.at(-1)!.size = 0;
    const { number } = this.#segments.at(-1)!;
    this.#done.position = { segment: number, offset: 0, seq: this.#lastSeq };
  }

  /** Moves on, from file to file; false where nothing follows. */
  #moveTo({ segment, offset, seq }: { segment: number; offset: number; seq: number }): boolean {
    const [first, second] = this.#segments;
    if (offset < first!.size || second === undefined) {
      this.#done.position = { segment, offset: Math.min(offset, first!.size), seq };
      return offset < first!.size;
    }
    this.#done.position = { segment: second.number, offset: 0, seq };
    this.#segments.shift();
    Deno.removeSync(this.#path(segment));
    return true;
  }

  #read(segment: number, offset: number): Uint8Array {
    using file = Deno.openSync(this.#path(segment));
    file.seekSync(offset, Deno.SeekMode.Start);
    const bytes = new Uint8Array(Math.min(CHUNK, Math.max(0, file.statSync().size - offset)));
    let length = 0;
    while (length < bytes.length) {
      const more = file.readSync(bytes.subarray(length));
      if (more === null) break;
      length += more;
    }
    return bytes.subarray(0, length);
  }

  #path(segment: number): string {
    return `${this.#options.folder}/${String(segment).padStart(12, "0")}.log`;
  }
}
