/**
 * Files, pipes and sockets as streams.
 *
 * @module
 */
import { type Pulled, pulled } from "./pulled.ts";
import { brokenOff } from "./source_error.ts";

/** Bytes asked for at once: enough that reading costs little beside decoding. */
const CHUNK = 262_144;

/** A file, a pipe or a connection. */
interface Readable {
  read(buffer: Uint8Array): Promise<number | null>;
  close(): void;
}

/** Reads what is open to its end; the stream fails with a `SourceError` that says its name. */
export function chunksOf(file: Readable, name: string): Pulled {
  let buffer = new Uint8Array(CHUNK);
  return pulled(async () => {
    const length = await file.read(buffer).catch((cause) => {
      throw brokenOff(name, cause);
    });
    if (length === null) return null;
    if (length < CHUNK / 4) return buffer.slice(0, length);
    const full = buffer.subarray(0, length);
    buffer = new Uint8Array(CHUNK);
    return full;
  }, () => file.close());
}
