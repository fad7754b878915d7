/**
 * Readings on standard output, one JSON object a line.
 *
 * @module
 */
import { readingLines } from "./reading_lines.ts";
import { SinkError, type SinkKind } from "./sink.ts";

/** The sink `-`. */
export const STDOUT: SinkKind = {
  schemes: ["-"],
  queued: false,
  parameters: {},
  open() {
    const lines = readingLines();
    return Promise.resolve({
      url: "standard output",
      async deliver(readings) {
        const bytes = lines(readings);
        try {
          for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));
        } catch (cause) {
          // A reader that has left is the end of the run, as for any filter: not this sink's to tell.
          if (cause instanceof Deno.errors.BrokenPipe || !(cause instanceof Error)) throw cause;
          throw new SinkError(`cannot write to standard output: ${cause.message}`, {
            kind: "down",
            next: "Make room where it goes, or send it elsewhere.",
            cause,
          });
        }
      },
      close: () => Promise.resolve(),
    });
  },
};
