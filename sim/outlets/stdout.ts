/**
 * The outlet `-`: the line on standard output.
 *
 * @module
 */
import { Feed } from "../feed.ts";
import { type Outlet, OutletError } from "../outlet.ts";

/** Writes the line to standard output; a reader that has left ends it quietly. */
export function openStdout(): Outlet {
  const { promise: ended, resolve: end } = Promise.withResolvers<OutletError | undefined>();
  const feed = new Feed(Deno.stdout, (cause) => {
    if (cause instanceof Deno.errors.BrokenPipe) return end(undefined);
    const message = `cannot write to standard output: ${(cause as Error).message}`;
    end(new OutletError(message, { next: "Write to a file instead: --to file:PATH", cause }));
  });
  return {
    url: "-",
    ended,
    write: (bytes) => feed.write(bytes),
    send: (bytes) => feed.send(bytes),
    status: () => ({ readers: null, readerSpeed: null, bytes: feed.bytes, lost: feed.lost }),
    close: () => Promise.resolve(),
  };
}
