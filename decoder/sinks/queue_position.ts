/**
 * How far a queue on disk has been delivered: one line in a file of its own, always overwritten in its
 * place, so that a full disk does not hinder it.
 *
 * @module
 */
import { linesIn, summed, unsummed } from "./queue_record.ts";

/** A place in a queue. */
export interface Position {
  /** Number of the file. */
  segment: number;
  /** Bytes of it that are done with. */
  offset: number;
  /** `seq` of the last reading that is done with; 0 where there is none. */
  seq: number;
}

/** Longest text of a position, so that each overwrites the one before. */
const WIDTH = 100;

/** The file of a position. It is not synced: after a power cut an older one makes duplicates, no loss. */
export class PositionFile {
  readonly #file: Deno.FsFile;
  #position: Position;

  /** Opens it; one that is absent or damaged stands at the beginning. */
  constructor(path: string) {
    this.#file = Deno.openSync(path, { read: true, write: true, create: true, mode: 0o600 });
    const bytes = new Uint8Array(2 * WIDTH);
    const length = this.#file.readSync(bytes) ?? 0;
    const [first] = linesIn(bytes.subarray(0, length));
    const text = first && unsummed(first.line);
    this.#position = text === undefined ? { segment: 0, offset: 0, seq: 0 } : JSON.parse(text);
  }

  get position(): Position {
    return this.#position;
  }

  /** Moves it. */
  set position(position: Position) {
    this.#position = position;
    this.#file.seekSync(0, Deno.SeekMode.Start);
    try {
      this.#file.writeSync(summed(JSON.stringify(position).padEnd(WIDTH)));
    } catch {
      // On a full disk its first write may fail; what was delivered may then be delivered again.
    }
  }

  /** Closes it. */
  close(): void {
    this.#file.close();
  }
}
