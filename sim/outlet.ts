/**
 * Where the line comes out: what an outlet is, and how one is written on the command line.
 *
 * @module
 */

import { SinkError } from "../decoder/sinks/sink.ts";
import { parseSink } from "../decoder/sinks/sink_address.ts";

/** A place that takes the bytes of the line. */
export interface Outlet {
  /** The word that opens it again: `pty:/run/user/1000/ticlab/linky`, `tcp://127.0.0.1:43211`. */
  readonly url: string;
  /** What a reader opens, where that is a path. */
  readonly path?: string;
  /** Resolves when the outlet can take nothing any more: with the reason, or quietly. */
  readonly ended: Promise<OutletError | undefined>;
  /** Whether it wants to know the characters behind the bytes, as a strict line does. */
  readonly wantsCharacters?: true;
  /** Offers bytes without waiting: what nobody hears or has room for is lost, as on a wire. */
  write(bytes: Uint8Array<ArrayBuffer>, sent?: SentCharacters): void;
  /** Offers bytes and waits until the readers that are there have them: for a line without pace. */
  send(bytes: Uint8Array<ArrayBuffer>, sent?: SentCharacters): Promise<void>;
  /** Takes it from its readers, who see it unplugged; what is offered then is lost. */
  unplug?(): Promise<void>;
  /** Gives it back to them. */
  plug?(): Promise<void>;
  /** What it does at this moment. */
  status(): OutletStatus;
  /** Ends it at once and takes away what it made. */
  close(): Promise<void>;
}

/** Characters on the line, and when. */
export interface SentCharacters {
  /** Seven data bits each, and the parity bit as bit 7. */
  readonly characters: Uint8Array<ArrayBuffer>;
  /** When the start bit of the first begins, milliseconds since 1970 UTC on the meter's clock. */
  readonly start: number;
  /** Their speed, in baud. */
  readonly baudRate: number;
}

/** What an outlet does at a moment. */
export interface OutletStatus {
  /** How many read it; null where that cannot be known. */
  readers: number | null;
  /** Speed that the reader set, in baud; null where none did or it cannot be seen. */
  readerSpeed: number | null;
  /** Bytes taken since it was opened. */
  bytes: number;
  /** Bytes that a reader was too slow to take. */
  lost: number;
  /** Bytes that nobody was there to hear, where that can be known. */
  missed?: number;
}

/** A word of the command line that names an outlet. */
export type OutletAddress =
  | { kind: "pty"; path?: string }
  | { kind: "serial" | "socat" | "file"; path: string }
  | { kind: "tcp"; hostname: string; port: number }
  | { kind: "mqtt"; word: string; folder: string }
  | { kind: "stdout" };

/** An outlet that cannot be opened, or that broke. */
export class OutletError extends Error {
  /** What to do next. */
  readonly next: string;
  /** Whether Deno was not given the permission, so that a flag is all that is missing. */
  readonly denied: boolean;

  /** A cause that is Deno's own refusal tells that a permission was missing. */
  constructor(message: string, options: { next: string; cause?: unknown; denied?: boolean }) {
    super(message, { cause: options.cause });
    this.name = "OutletError";
    this.next = options.next;
    this.denied = options.denied ?? options.cause instanceof Deno.errors.NotCapable;
  }
}

/** How each outlet is written. */
export const OUTLET_FORMS: readonly string[] = [
  "pty:",
  "pty:PATH",
  "serial:PATH",
  "socat:PATH",
  "tcp://HOST:PORT",
  "mqtt://HOST/BASE?dialect=ID",
  "file:PATH",
  "-",
];

/**
 * Reads the word of an outlet. A PATH is taken as it stands: nothing in it is escaped or decoded. Paths
 * of a broker's parameters start from the current folder.
 *
 * @example
 * ```ts
 * import { parseOutlet } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseOutlet("file:/tmp/a b%20c.tic"), { kind: "file", path: "/tmp/a b%20c.tic" });
 * assertEquals(parseOutlet("tcp://:0"), { kind: "tcp", hostname: "127.0.0.1", port: 0 });
 * ```
 *
 * @throws {SyntaxError} where the word is none, with the nearest right one.
 */
export function parseOutlet(word: string): OutletAddress {
  if (word === "-") return { kind: "stdout" };
  const [, scheme = "", rest = ""] = /^([A-Za-z]+):(.*)$/s.exec(word) ?? [];
  switch (scheme) {
    case "pty":
      return rest === "" ? { kind: "pty" } : { kind: "pty", path: rest };
    case "serial":
    case "socat":
    case "file":
      if (rest === "") throw unknown(word, `${scheme}:PATH`);
      return { kind: scheme, path: rest };
    case "tcp": {
      const [, hostname = "", port = ""] = /^\/\/(\[[^\]]+\]|[^:/]*):(\d{1,5})$/.exec(rest) ?? [];
      if (port === "" || Number(port) > 65_535) {
        throw unknown(word, /^[\w.-]+:\d+$/.test(rest) ? `tcp://${rest}` : "tcp://127.0.0.1:PORT");
      }
      return { kind: "tcp", hostname: address(hostname), port: Number(port) };
    }
    case "mqtt":
    case "mqtts":
    case "ws":
    case "wss":
      checkBroker(word);
      return { kind: "mqtt", word, folder: "" };
  }
  throw unknown(word, guess(word));
}

/** A host as it is listened on: this machine unless another address is named. */
function address(hostname: string): string {
  if (hostname === "" || hostname === "localhost") return "127.0.0.1";
  return hostname.replace(/^\[|\]$/g, "");
}

/** A broker of this machine on any port that is free: the sim itself, which then names one. */
export const FREE_BROKER_PORT = /^(mqtt:\/\/(?:127\.0\.0\.1|localhost):)0(?=[/?]|$)/;

function checkBroker(word: string): void {
  try {
    parseSink(word.replace(FREE_BROKER_PORT, "$11"));
  } catch (cause) {
    if (!(cause instanceof SinkError)) throw cause;
    throw new SyntaxError(`${cause.message}. ${cause.next}`, { cause });
  }
}

/** What was probably meant. */
function guess(word: string): string | undefined {
  if (/^\/dev\/(?!shm\/)/.test(word)) return `serial:${word} or pty:${word}`;
  if (/^[/.~]/.test(word)) return `pty:${word} or file:${word}`;
  if (/^[\w.-]*:\d+$/.test(word)) return `tcp://${word}`;
  if (/^(pty|serial|socat|file)[^:]/.test(word)) {
    return word.replace(/^(pty|serial|socat|file)[^\w./]*/, "$1:");
  }
  return undefined;
}

function unknown(word: string, near: string | undefined): SyntaxError {
  const forms = OUTLET_FORMS.join(", ");
  return new SyntaxError(
    `Cannot understand the outlet ${JSON.stringify(word)}: ` +
      (near ? `did you mean ${near}?` : `an outlet is one of ${forms}`),
  );
}
