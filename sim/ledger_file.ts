/**
 * A ledger in a file.
 *
 * @module
 */
import { Ledger } from "./ledger.ts";

/** How much is kept before it is written, in characters. */
const CHUNK = 16_384;

/**
 * Makes or empties a file and gives the ledger that writes it. Lines are written at the latest when they
 * are some 16 kB, or when the ledger is closed.
 *
 * @example
 * ```ts
 * import { openLedger } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * const { ledger, close } = openLedger(path);
 * ledger.end({ frames: 0, length: 0, unhappened: [] });
 * close();
 * const text = await Deno.readTextFile(path);
 * assertEquals(text, '{"event":"end","frames":0,"length":0,"unhappened":[]}\n');
 * await Deno.remove(path);
 * ```
 *
 * @throws {Deno.errors.NotFound} and its like, where the file cannot be written.
 */
export function openLedger(path: string): { ledger: Ledger; flush(): void; close(): void } {
  const file = Deno.openSync(path, { write: true, create: true, truncate: true });
  const encoder = new TextEncoder();
  let waiting = "";
  const flush = () => {
    const bytes = encoder.encode(waiting);
    waiting = "";
    for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
  };
  const ledger = new Ledger((line) => {
    waiting += line;
    if (waiting.length > CHUNK) flush();
  });
  return {
    ledger,
    flush,
    close() {
      flush();
      file.close();
    },
  };
}
