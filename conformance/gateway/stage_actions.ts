/**
 * What is done around a gateway while it is played a scenario.
 *
 * @module
 */
import type { StageAction } from "./gateway_case.ts";
import type { Server } from "./servers/server.ts";
import { type PlayedLine, wallMs } from "./stage_line.ts";

/** What is acted on. */
export interface ActingOn {
  line: PlayedLine;
  /** What is behind the out of the gateway. */
  behind: Server | undefined;
  /** Ends it; what was taken away is given back. */
  signal: AbortSignal;
}

/** Does each action at its time from now on; resolves when all of it is over. */
export async function act(actions: readonly StageAction[], on: ActingOn): Promise<void> {
  const { line, behind, signal } = on;
  await Promise.all(actions.map(async (action) => {
    const lasts = action.for / line.speed;
    if (!await pause(action.at / line.speed, signal)) return;
    if (action.do === "unplug") return line.unplug(lasts);
    const from = wallMs();
    await behind?.down();
    await pause(lasts, signal);
    await behind?.up();
    line.disturbances.push({ kind: "out-down", from, to: wallMs() });
  }));
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
