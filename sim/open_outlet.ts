/**
 * Opens outlets.
 *
 * @module
 */
import type { Outlet, OutletAddress } from "./outlet.ts";
import { openFile } from "./outlets/file.ts";
import { openPty } from "./outlets/pty.ts";
import { openSerial } from "./outlets/serial.ts";
import { openSocat } from "./outlets/socat.ts";
import { openStdout } from "./outlets/stdout.ts";
import { openTcp } from "./outlets/tcp.ts";

/**
 * Opens an outlet; readers can come as soon as it is open.
 *
 * @example
 * ```ts
 * import { openOutlet, parseOutlet } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const outlet = await openOutlet(parseOutlet("tcp://127.0.0.1:0"));
 * assertEquals(outlet.status().readers, 0);
 * await outlet.close();
 * ```
 *
 * @throws {OutletError} where it cannot be opened, with the next step.
 */
export async function openOutlet(address: OutletAddress): Promise<Outlet> {
  switch (address.kind) {
    case "pty":
      return openPty(address.path);
    case "serial":
      return openSerial(address.path);
    case "socat":
      return await openSocat(address.path);
    case "tcp":
      return openTcp(address);
    case "mqtt": {
      // Dialects and their client are much to load for a line that goes to a port.
      const { openMqtt } = await import("./outlets/mqtt.ts");
      return await openMqtt(address);
    }
    case "file":
      return openFile(address.path);
    case "stdout":
      return openStdout();
  }
}
