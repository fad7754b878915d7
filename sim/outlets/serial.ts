/**
 * The outlet `serial:PATH`: a real port, wired to the device under test.
 *
 * @module
 */
import { SerialError } from "../../serial/serial_error.ts";
import { SerialPort } from "../../serial/serial_port.ts";
import { type Outlet, OutletError, type SentCharacters } from "../outlet.ts";
import { characters } from "../uart.ts";

/** Until the first character says another. */
const BAUD = 1_200;
/** What may wait for a port that takes nothing, beside what the system keeps. */
const MOST_WAITING = 4_096;
/** How long it may take to send the rest at the end, ms. */
const GRACE = 500;

/**
 * Opens a port at 8N1 and sends the parity bit as bit 7: on the wire that is 7E1, but the bit is ours, so
 * that it can be wrong on purpose. The port takes the speed of each character.
 *
 * @example
 * ```ts
 * import { openSerial } from "./serial.ts";
 * import { OutletError } from "../outlet.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => openSerial("/dev/there-is-none"), OutletError, "ENOENT");
 * ```
 *
 * @throws {OutletError} where it cannot be opened.
 */
export function openSerial(path: string): Outlet {
  const port = open(path);
  const writer = port.writable.getWriter();
  // A write that fails says so itself; so does the stream, to nobody.
  writer.closed.catch(() => {});
  let [speed, waiting, bytes, lost] = [BAUD, 0, 0, 0];
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();
  const { promise: ended, resolve: end } = Promise.withResolvers<OutletError | undefined>();
  const put = async (piece: Uint8Array<ArrayBuffer>, baudRate: number) => {
    try {
      if (baudRate !== speed) {
        // What the other mode said must leave the port at the speed of that mode.
        await port.drain();
        port.setBaudRate(speed = baudRate);
      }
      await writer.write(piece);
      bytes += piece.length;
    } catch (cause) {
      lost += piece.length;
      if (!isClosed && cause instanceof Error) end(broken(path, cause));
    } finally {
      waiting -= piece.length;
    }
  };
  const offer = (piece: Uint8Array<ArrayBuffer>, sent: SentCharacters | undefined) => {
    const wire = sent?.characters ?? characters(piece);
    if (waiting + wire.length > MOST_WAITING) {
      lost += wire.length;
      return;
    }
    waiting += wire.length;
    queue = queue.then(() => put(wire, sent?.baudRate || speed));
  };
  const drained = async () => {
    await queue;
    await port.drain();
  };
  return {
    url: `serial:${path}`,
    ended,
    wantsCharacters: true,
    write: offer,
    send: async (piece, sent) => {
      offer(piece, sent);
      await drained();
    },
    status: () => ({ readers: null, readerSpeed: null, bytes, lost }),
    close: async () => {
      isClosed = true;
      // The end of the last frame is still in the port.
      await Promise.race([drained(), new Promise((done) => setTimeout(done, GRACE))]);
      await port.close();
      await queue;
    },
  };
}

function open(path: string): SerialPort {
  try {
    return SerialPort.open(path, { baudRate: BAUD, dataBits: 8, parity: "none" });
  } catch (cause) {
    if (!(cause instanceof SerialError || cause instanceof Deno.errors.NotCapable)) throw cause;
    const denied = cause instanceof Deno.errors.NotCapable ||
      cause.operation === "load libc" && cause.code === "EACCES";
    const next = "next" in cause && cause.next || "See which ports there are: ticlab ports";
    throw new OutletError(cause.message, { next, cause, denied });
  }
}

function broken(path: string, cause: Error): OutletError {
  const next = "Plug the adapter in again, and start again";
  return new OutletError(`Cannot write to serial:${path}: ${cause.message}`, { next, cause });
}
