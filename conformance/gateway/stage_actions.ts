/**
 * What is done around a gateway while it is played a scenario.
 *
 * @module
 */
import type { StageAction } from "./gateway_case.ts";
import type { Disturbance } from "./gateway_run.ts";
import type { Server } from "./servers/server.ts";
import { type StageLine, wallMs } from "./stage_line.ts";

/** What is acted on. */
export interface ActingOn {
  /** How many times faster than a meter the line is. */
  speed: number;
  line: StageLine;
  /** What is behind the out of the gateway. */
  behind: Server | undefined;
  /** Ends it; what was taken away is given back. */
  signal: AbortSignal;
}

/** Does each action at its time from now on; returns what was done once all of it is over. */
export async function act(actions: readonly StageAction[], on: ActingOn): Promise<Disturbance[]> {
  const { speed, line, behind, signal } = on;
  const done = actions.map(async (action): Promise<Disturbance[]> => {
    if (!await pause(action.at / speed, signal)) return [];
    if (action.do === "unplug") return line.unplug(action.for / speed), [];
    const from = wallMs();
    await behind?.down();
    await pause(action.for / speed, signal);
    await behind?.up();
    return [{ kind: "out-down", from, to: wallMs() }];
  });
  return (await Promise.all(done)).flat();
}

/** Whether the time went by before the signal came. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", end);
      resolve(true);
    }, ms);
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
  });
}
