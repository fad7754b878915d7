/**
 * How a gateway opened its port, for somebody who wonders why it says nothing.
 *
 * @module
 */
import { BAUD_RATE } from "../../sim/frames.ts";
import type { TicMode } from "../../tic/types.ts";
import type { GatewayRun } from "./gateway_run.ts";

/**
 * The mode whose lines go at a speed, in baud; undefined where no meter speaks so.
 *
 * @example
 * ```ts
 * import { modeOfSpeed } from "./opened_port.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([modeOfSpeed(9_600), modeOfSpeed(19_200)], ["standard", undefined]);
 * ```
 */
export function modeOfSpeed(speed: number | undefined): TicMode | undefined {
  return (Object.keys(BAUD_RATE) as TicMode[]).find((mode) => BAUD_RATE[mode] === speed);
}

/**
 * Says in one sentence at which speeds it opened the port, or that it did not; undefined where neither can
 * be seen.
 *
 * @example
 * ```ts
 * import { openedPort } from "./opened_port.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   openedPort({ speeds: [1_200], frames: [] }),
 *   "It opened the port at 1200 baud, the speed of historique mode",
 * );
 * ```
 */
export function openedPort(
  { speeds, frames }: Pick<GatewayRun, "speeds"> & {
    frames: readonly Pick<GatewayRun["frames"][number], "heard">[];
  },
): string | undefined {
  if (speeds.length === 0) {
    const isSilent = frames.length > 0 && frames.every(({ heard }) => !heard);
    return isSilent ? "It did not open the port" : undefined;
  }
  const opened = `It opened the port at ${speeds.join(", then ")} baud`;
  const modes = new Set(speeds.map(modeOfSpeed));
  if (modes.size > 1) return opened;
  const [mode] = modes;
  return mode === undefined
    ? `${opened}; a meter speaks at ${BAUD_RATE.historique} in historique mode, at ` +
      `${BAUD_RATE.standard} in standard mode`
    : `${opened}, the speed of ${mode} mode`;
}
