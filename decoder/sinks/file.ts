/**
 * Readings at the end of a file, one JSON object a line.
 *
 * @module
 */
import { readingLines } from "./reading_lines.ts";
import { type Sink, SinkError, type SinkKind } from "./sink.ts";

const LF = 0x0a;

/** The sink `file:PATH`. */
export const FILE: SinkKind = {
  schemes: ["file"],
  queued: false,
  parameters: {},
  open({ path, word }, { folder }) {
    const full = path.startsWith("/") ? path : `${folder}/${path}`;
    try {
      const file = Deno.openSync(full, { read: true, append: true, create: true });
      return Promise.resolve(fileSink(file, word));
    } catch (cause) {
      return Promise.reject(unopened(word, cause));
    }
  },
};

function fileSink(file: Deno.FsFile, word: string): Sink {
  endLine(file);
  const lines = readingLines();
  return {
    url: word,
    async deliver(readings) {
      const bytes = lines(readings);
      const { size } = await file.stat();
      try {
        for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
      } catch (cause) {
        // These readings are delivered again, so that what there is of them goes.
        await file.truncate(size).catch(() => {});
        throw new SinkError(`cannot write to ${word}: ${(cause as Error).message}`, {
          kind: "down",
          next: "Make room there; what has been written is good.",
          cause,
        });
      }
    },
    async close() {
      await file.syncData().catch(() => {}); // Some file systems cannot sync.
      file.close();
    },
  };
}

/** Ends a line that a power cut left unfinished, so that the next one is whole. */
function endLine(file: Deno.FsFile): void {
  const { isFile, size } = file.statSync();
  if (!isFile || size === 0) return;
  const last = new Uint8Array(1);
  file.seekSync(-1, Deno.SeekMode.End);
  file.readSync(last);
  if (last[0] !== LF) file.writeSync(Uint8Array.of(LF));
}

function unopened(word: string, cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const [why, next] = cause instanceof Deno.errors.NotFound
    ? ["its folder does not exist", "Make the folder, or name another one."]
    : cause instanceof Deno.errors.NotCapable
    ? ["Deno has no permission for it", `Give Deno the flag --allow-write`]
    : [cause.message, "Name a file that you may write to."];
  return new SinkError(`cannot write to ${word}: ${why}`, { kind: "denied", next, cause });
}
