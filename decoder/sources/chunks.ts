/**
 * Files, pipes and sockets as streams.
 *
 * @module
 */
import { type Pulled, pulled } from "./pulled.ts";

/** Bytes asked for at once: enough that reading costs little beside decoding. */
const CHUNK = 262_144;

/** Reads a file, a pipe or a connection that is open, to its end. */
export function chunksOf(file: {
  read(buffer: Uint8Array): Promise<number | null>;
  close(): void;
}): Pulled {
  let buffer = new Uint8Array(CHUNK);
  return pulled(async () => {
    const length = await file.read(buffer);
    if (length === null) return null;
    if (length < CHUNK / 4) return buffer.slice(0, length);
    const full = buffer.subarray(0, length);
    buffer = new Uint8Array(CHUNK);
    return full;
  }, () => file.close());
}
