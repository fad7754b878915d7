/**
 * Opening a port that may be away, as an adapter that is unplugged.
 *
 * @module
 */
import { SerialError } from "./serial_error.ts";
import { SerialPort, type SerialPortOptions } from "./serial_port.ts";
import { monotonicMs, sleepUntil } from "./sleep_until.ts";

/** How long to wait for a port. */
export interface OpenWhenPresentOptions extends SerialPortOptions {
  /** Gives up when it is aborted. */
  signal?: AbortSignal;
}

const EVERY_MS = 200;
const AWAY: readonly string[] = ["ENOENT", "ENODEV", "ENXIO", "EIO"];
/** A port that has just come belongs to root until udev has run, or to a program that tries it. */
const NOT_YET_OURS: readonly string[] = ["EACCES", "EBUSY"];
const NOT_YET_OURS_MS = 2000;

/**
 * Opens a port as soon as it is there, looking for it five times a second.
 *
 * A reader survives unplugging by opening again where the stream failed:
 *
 * ```ts ignore
 * import { openWhenPresent, SerialError } from "@ticlab/ticlab/serial";
 *
 * for (;;) {
 *   const port = await openWhenPresent("/dev/ttyUSB0", { baudRate: 1200 });
 *   try {
 *     for await (const bytes of port.readable) console.log(bytes);
 *   } catch (error) {
 *     if (!(error instanceof SerialError)) throw error;
 *   }
 *   await port.close();
 * }
 * ```
 *
 * @throws {SerialError} where it is there and does not open. One that has just come may be refused to
 * this user, or held by another program, for up to 2 s.
 * @throws the signal's reason when it is aborted.
 */
export async function openWhenPresent(
  path: string,
  options: OpenWhenPresentOptions,
): Promise<SerialPort> {
  const { signal, ...settings } = options;
  /** When it was last found away. */
  let away = -Infinity;
  for (let at = monotonicMs();; at += EVERY_MS) {
    signal?.throwIfAborted();
    try {
      return SerialPort.open(path, settings);
    } catch (error) {
      if (!(error instanceof SerialError)) throw error;
      if (AWAY.includes(error.code)) away = at;
      else if (!NOT_YET_OURS.includes(error.code) || at - away > NOT_YET_OURS_MS) throw error;
    }
    await sleepUntil(at + EVERY_MS, signal ? { signal } : {});
  }
}
