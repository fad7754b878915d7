/**
 * The outlet `file:PATH`: the line into a file.
 *
 * @module
 */
import { type Outlet, OutletError } from "../outlet.ts";

/**
 * Makes or empties a file and writes the line into it.
 *
 * @throws {OutletError} where the file cannot be written.
 */
export function openFile(path: string): Outlet {
  const url = `file:${path}`;
  const file = create(path, url);
  const { promise: ended, resolve: end } = Promise.withResolvers<OutletError | undefined>();
  let bytes = 0;
  let broken = false;
  const write = (piece: Uint8Array) => {
    if (broken) return;
    try {
      for (let done = 0; done < piece.length;) done += file.writeSync(piece.subarray(done));
      bytes += piece.length;
    } catch (cause) {
      broken = true;
      end(
        new OutletError(`cannot write to ${url}: ${(cause as Error).message}`, {
          next: "Make room there, or name another file",
          cause,
        }),
      );
    }
  };
  return {
    url,
    path,
    ended,
    write,
    send: (piece) => Promise.resolve(write(piece)),
    status: () => ({ readers: null, readerSpeed: null, bytes, lost: 0 }),
    close: () => Promise.resolve(file.close()),
  };
}

function create(path: string, url: string): Deno.FsFile {
  try {
    return Deno.openSync(path, { write: true, create: true, truncate: true });
  } catch (cause) {
    throw new OutletError(`cannot open ${url}: ${reason(cause, path)}`, {
      next: "Name a file in a folder that exists and that you may write to",
      cause,
    });
  }
}

function reason(error: unknown, path: string): string {
  if (error instanceof Deno.errors.NotFound) return "its folder does not exist";
  if (error instanceof Deno.errors.IsADirectory) return `${path} is a folder`;
  return (error as Error).message;
}
