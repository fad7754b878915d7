/**
 * Where a TIC line comes from: a word of the command line, opened as a stream of bytes.
 *
 * @module
 */
import { parseAddress } from "./sources/address.ts";
import { autoBaud } from "./sources/auto_baud.ts";
import { chunksOf } from "./sources/chunks.ts";
import { openPort } from "./sources/port.ts";
import type { Pulled } from "./sources/pulled.ts";
import { recorded } from "./sources/recorded.ts";
import { openRfc2217 } from "./sources/rfc2217.ts";
import { shellWord } from "./sources/shell_word.ts";
import { SourceError, type SourceErrorCode } from "./sources/source_error.ts";
import { connect } from "./sources/tcp.ts";

export { SourceError, type SourceErrorCode } from "./sources/source_error.ts";

/** A line that is open. */
export interface Source {
  /** The bytes, as they arrive. */
  readonly readable: ReadableStream<Uint8Array>;
  /** What it is, in words for a person. */
  readonly description: string;
  /** Whether bytes come when the meter sends them; a file has them all at once. */
  readonly live: boolean;
  /** Speed of the port in baud, once it is known; undefined where there is no port. */
  readonly baudRate: number | undefined;
  /** Ends the stream at once and gives the port back. */
  close(): Promise<void>;
}

/** How a source is opened. */
export interface SourceOptions {
  /** Speed of a port in baud; where none is given, 9600 and 1200 are listened to in turn. */
  baudRate?: number | undefined;
  /** Folder from which relative paths start; the one of the process where none is given. */
  folder?: string | undefined;
  /** Told in words what happens to a port: its speed, unplugged, back. */
  notice?: ((text: string) => void) | undefined;
  /** Told what happens to a port in words that name no place: `unplugged`, `9600 baud`. */
  happened?: ((what: string) => void) | undefined;
  /** How long bytes of a port are gathered before they are given, ms; at once where there is none. */
  gather?: number | undefined;
  /** Whether what a port says at a wrong speed is given on too; else it is dropped. */
  everything?: boolean | undefined;
}

/**
 * Opens `-` (standard input), a path (file, pipe, serial port or pty), `tcp://HOST:PORT` or
 * `rfc2217://HOST:PORT`. A file may be a recording: its bytes are then those of the line.
 *
 * A port is set to 7E1. It is read on when it was unplugged and has come back; a connection that
 * is closed is the end.
 *
 * @example
 * ```ts
 * import { openSource } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const path = Deno.makeTempFileSync();
 * Deno.writeTextFileSync(path, "\x02\nPAPP 00360 *\r\x03");
 * const source = await openSource(path);
 * const [first] = await Array.fromAsync(source.readable);
 * assertEquals(first?.length, 16);
 * Deno.removeSync(path);
 * ```
 *
 * @throws {SourceError} when it cannot be opened, with the next thing to do.
 */
export async function openSource(word: string, options: SourceOptions = {}): Promise<Source> {
  const address = parseAddress(word);
  const { notice = () => {}, happened, everything } = options;
  const told = { notice, happened, everything };
  let speed: number | undefined;
  const found = (baudRate: number | undefined) => speed = baudRate;
  const source = (line: Pulled, live: boolean): Source => ({
    readable: line.readable,
    close: () => line.close(),
    description: address.kind === "stdin" ? "standard input" : word,
    live,
    get baudRate() {
      return speed;
    },
  });

  const file = (line: Pulled, name: string) => recorded(line, { name, notice });
  switch (address.kind) {
    case "stdin":
      return source(file(chunksOf(Deno.stdin, "standard input"), "standard input"), true);
    case "tcp":
      return source(chunksOf(await connect(address), word), true);
    case "rfc2217": {
      const line = await openRfc2217(address, { notice });
      if (options.baudRate === undefined) {
        return source(autoBaud(line, { ...told, found }), true);
      }
      await line.setBaudRate(speed = options.baudRate);
      return source(line, true);
    }
    case "path": {
      const path = options.folder === undefined || address.path.startsWith("/")
        ? address.path
        : `${options.folder}/${address.path}`;
      const kind = await kindOf(path, word);
      if (kind !== "port") {
        return source(file(chunksOf(await openFile(path, word), word), word), kind === "pipe");
      }
      speed = options.baudRate;
      return source(
        await openPort(path, { ...told, baudRate: speed, gather: options.gather, found }),
        true,
      );
    }
  }
}

/** What stands at a path. Deno lets nobody look into `/dev`: what is there is taken for a port. */
async function kindOf(path: string, word: string): Promise<"file" | "pipe" | "port"> {
  try {
    const info = await Deno.stat(path);
    if (info.isDirectory) {
      throw new SourceError(`Cannot read "${word}": it is a directory`, {
        code: "directory",
        next: `Name a file in it: ls ${shellWord(word)}`,
      });
    }
    if (info.isCharDevice) return "port";
    return info.isFile ? "file" : "pipe";
  } catch (error) {
    const unseen = error instanceof Deno.errors.NotCapable || error instanceof Deno.errors.NotFound;
    if (unseen && path.startsWith("/dev/")) return "port";
    throw fileError(word, error);
  }
}

async function openFile(path: string, word: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path);
  } catch (error) {
    throw fileError(word, error);
  }
}

/** What each error of a file means, and what to do; asked for when there is one, since Node has no Deno. */
const reasons = (): readonly (readonly [
  error: new (message: string) => Error,
  code: SourceErrorCode,
  what: string,
  next: (word: string) => string,
])[] => [
  [
    Deno.errors.NotFound,
    "not-found",
    "it does not exist",
    (word) => `Look at what is there: ls ${shellWord(word.replace(/[^/]*$/, "") || ".")}`,
  ],
  [
    Deno.errors.PermissionDenied,
    "forbidden",
    "its access rights do not allow it",
    (word) => `See whose it is: ls -l ${shellWord(word)}`,
  ],
  [
    Deno.errors.NotCapable,
    "permission",
    "Deno has no permission for it",
    () => "Give Deno the flag --allow-read",
  ],
];

function fileError(word: string, cause: unknown): unknown {
  if (cause instanceof SourceError || !(cause instanceof Error)) return cause;
  const [, code, what, next] = reasons().find(([error]) => cause instanceof error) ??
    [Error, "failed", cause.message, (word: string) => `See what it is: ls -l ${shellWord(word)}`];
  return new SourceError(`Cannot read "${word}": ${what}`, {
    code,
    next: next(word),
    ...(code === "permission" && { flag: "--allow-read" }),
    cause,
  });
}
