/**
 * A serial port or a pty, read through being unplugged and plugged in again.
 *
 * @module
 */
import { openWhenPresent, SerialError, SerialPort } from "../../serial/mod.ts";
import { autoBaud, type AutoBaudOptions } from "./auto_baud.ts";
import { type Pulled, pulled } from "./pulled.ts";
import { shellWord } from "./shell_word.ts";
import { SourceError, type SourceErrorCode } from "./source_error.ts";

/** How a port is read. */
export interface PortOptions extends AutoBaudOptions {
  /** Its speed, in baud; found by listening where none is given. */
  baudRate: number | undefined;
  /** How long bytes are gathered before they are given, ms; at once where there is none. */
  gather?: number | undefined;
}

/** Speed at which a port is opened whose own is not known. */
const ANY_SPEED = 9600;

/**
 * Opens a port at 7E1 (54E §5.3.5 p12-13). When it is unplugged the stream waits until it is back.
 *
 * @throws {SourceError} when it cannot be opened; so does the stream when it is back and then refuses.
 */
export async function openPort(path: string, options: PortOptions): Promise<Pulled> {
  const stop = new AbortController();
  const { gather = 0 } = options;
  let baudRate = options.baudRate ?? ANY_SPEED;
  const found = (speed: number | undefined) => {
    // A port that is back is listened to at the speed that was right before.
    baudRate = speed ?? baudRate;
    options.found?.(speed);
  };
  const listen = (port: SerialPort) => {
    options.happened?.(`${baudRate} baud`);
    if (options.baudRate !== undefined) return port;
    return autoBaud(port, { ...options, found, current: baudRate });
  };
  let line: Pulled = listen(await refused(path, () => SerialPort.open(path, { baudRate, gather })));
  let reader = line.readable.getReader();

  const read = async () => {
    while (true) {
      const chunk = await reader.read().catch(() => undefined);
      if (chunk?.value) return chunk.value;
      if (stop.signal.aborted) return null;
      await line.close();
      options.notice(`${path} is gone: waiting for it to come back`);
      options.happened?.("unplugged");
      const back = { baudRate, gather, signal: stop.signal };
      const port = await refused(path, () => openWhenPresent(path, back));
      options.notice(`${path} is back`);
      options.happened?.("plugged in again");
      line = listen(port);
      reader = line.readable.getReader();
    }
  };
  return pulled(read, () => {
    stop.abort();
    return line.close();
  }, { ahead: 0 });
}

/** What the errors of a port are among those of sources. */
const CODES: Readonly<Record<string, SourceErrorCode>> = {
  ENOENT: "not-found",
  ENODEV: "not-found",
  ENXIO: "not-found",
  EIO: "not-found",
  EBUSY: "busy",
  EACCES: "forbidden",
  ENOTTY: "not-a-port",
};

/** Opens a port; its errors say what to do. */
export async function refused<T>(path: string, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new SourceError(cause.message, {
        code: "usage",
        next: "Say 1200, 9600 or nothing.",
        cause,
      });
    }
    if (!(cause instanceof SerialError)) throw cause;
    const { message, code, operation, next = `See what it is: ls -l ${shellWord(path)}` } = cause;
    if (operation === "load libc" && code === "EACCES") {
      const flag = "--allow-ffi=/lib,/lib64,/usr/lib";
      throw new SourceError(`Cannot open "${path}": Deno has no permission for ports`, {
        code: "permission",
        next: `Give Deno the flag ${flag}`,
        flag,
        cause,
      });
    }
    throw new SourceError(message, { code: CODES[code] ?? "failed", next, cause });
  }
}
