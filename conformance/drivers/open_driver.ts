/**
 * Opens the driver that a program under test needs.
 *
 * @module
 */
import type { Driver } from "./driver.ts";
import type { DriverOptions } from "./driver_options.ts";
import { PipeDriver } from "./pipe.ts";
import { SessionDriver } from "./session.ts";

/**
 * Opens a worker of a pool: nothing is started before its first run. A worker takes one run at a
 * time; several workers run beside each other.
 *
 * Its `run()` rejects only with a `ProgramError`, where the program cannot be started at all.
 *
 * @example
 * ```ts
 * import { openDriver } from "./open_driver.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const driver = openDriver({ command: ["cat"], timeout: 5_000 });
 * const line = new TextEncoder().encode('{"event":"log","text":"hello"}\n');
 * const outcome = await driver.run({ mode: "auto", chunks: [line] });
 * assertEquals(outcome.kind === "said" && outcome.said.logs, ["hello"]);
 * await driver.close();
 * ```
 */
export function openDriver(options: DriverOptions): Driver {
  return options.session ? new SessionDriver(options) : new PipeDriver(options);
}
