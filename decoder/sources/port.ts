/**
 * A serial port or a pty, read through being unplugged and plugged in again.
 *
 * @module
 */
import { SerialError, SerialPort } from "../../serial/mod.ts";
import { autoBaud } from "./auto_baud.ts";
import { type Pulled, pulled } from "./pulled.ts";
import { shellWord } from "./shell_word.ts";
import { SourceError, type SourceErrorCode } from "./source_error.ts";

/** How often a port that is gone is tried again, ms. */
const RETRY = 500;

/** How a port is read. */
export interface PortOptions {
  /** Its path as the user wrote it, for messages. */
  word: string;
  /** Its speed, in baud; found by listening where none is given. */
  baudRate?: number | undefined;
  /** Told in words what a person should know. */
  notice: (text: string) => void;
  /** Told the speed each time that it is found; undefined when it is lost. */
  found?: (baudRate: number | undefined) => void;
}

/**
 * Opens a port at 7E1 (54E §5.3.5 p12-13). When it is unplugged the stream waits until it is back.
 *
 * @throws {SourceError} when it cannot be opened the first time.
 */
export async function openPort(path: string, options: PortOptions): Promise<Pulled> {
  let line = await open(path, options);
  let reader = line.readable.getReader();
  const stop = new AbortController();

  const read = async () => {
    while (true) {
      const chunk = await reader.read().catch(() => undefined);
      if (chunk?.value) return chunk.value;
      if (stop.signal.aborted) return null;
      await line.close();
      options.notice(`${options.word} is gone: waiting for it to come back`);
      const again = await reopened(path, options, stop.signal);
      if (!again) return null;
      options.notice(`${options.word} is back`);
      line = again;
      reader = line.readable.getReader();
    }
  };
  return pulled(read, () => {
    stop.abort();
    return line.close();
  });
}

async function open(path: string, options: PortOptions): Promise<Pulled> {
  let port: SerialPort;
  try {
    port = await SerialPort.open(path, {
      baudRate: options.baudRate ?? 9600,
      dataBits: 7,
      parity: "even",
      stopBits: 1,
    });
  } catch (error) {
    throw portError(options.word, error);
  }
  return options.baudRate === undefined ? autoBaud(port, options) : port;
}

async function reopened(
  path: string,
  options: PortOptions,
  stop: AbortSignal,
): Promise<Pulled | undefined> {
  while (true) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, RETRY);
      stop.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      }, { once: true });
    });
    if (stop.aborted) return undefined;
    try {
      return await open(path, options);
    } catch {
      // Still gone, or its access rights are not set yet.
    }
  }
}

/** What each errno of opening a port means, and what to do. */
const REASONS: Readonly<
  Record<string, readonly [SourceErrorCode, what: string, next: (word: string) => string]>
> = {
  ENOENT: [
    "not-found",
    "there is no such port",
    () => "Look at the ports of this machine: ls -l /dev/serial/by-id /dev/tty[AU]*",
  ],
  ENXIO: ["not-found", "there is no device behind it", () => "Plug the reader in, then try again."],
  EIO: [
    "not-found",
    "the other end is closed",
    () => "Start what serves this port, then try again.",
  ],
  EBUSY: [
    "busy",
    "another program has it open",
    (word) => `Find that program and end it: fuser -v ${shellWord(word)}`,
  ],
  EACCES: [
    "forbidden",
    "you may not read it",
    () =>
      'Join the group of the port (dialout on Debian, uucp on Arch), then log in again: sudo usermod -aG dialout "$USER"',
  ],
  ENOTTY: [
    "not-a-port",
    "it is no serial port",
    (word) => `If it gives bytes all the same: cat ${shellWord(word)} | ticlab decode -`,
  ],
  EISDIR: ["directory", "it is a directory", (word) => `Name a file in it: ls ${shellWord(word)}`],
};

/** Says in words why a port cannot be opened. */
export function portError(word: string, error: unknown): SourceError {
  if (error instanceof Deno.errors.NotCapable) {
    const flag = "--allow-ffi=/lib,/lib64,/usr/lib";
    return new SourceError(`cannot open ${word}: Deno has no permission for ports`, {
      code: "permission",
      next: `Give Deno the flag ${flag}.`,
      flag,
      cause: error,
    });
  }
  const reason = error instanceof SerialError ? REASONS[error.code] : undefined;
  if (!reason) {
    const text = error instanceof Error ? error.message : String(error);
    return new SourceError(`cannot open ${word}: ${text}`, {
      code: "failed",
      next: `Try what the system says of it: stty -F ${shellWord(word)}`,
      cause: error,
    });
  }
  const [code, what, next] = reason;
  return new SourceError(`cannot open ${word}: ${what}`, { code, next: next(word), cause: error });
}
