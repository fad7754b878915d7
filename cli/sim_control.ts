/**
 * A running `ticlab sim`, driven over its control socket.
 *
 * @module
 */
import { SerialError } from "../serial/serial_error.ts";
import { readCommand } from "../sim/control.ts";
import { type ControlAnswer, type ControlSocket, openControl } from "../sim/control_socket.ts";
import type { Outlet } from "../sim/outlet.ts";
import { parisIso } from "../sim/paris_iso.ts";
import type { Player } from "../sim/player.ts";
import type { Stepper } from "../sim/stepper.ts";
import { runtimeFolder } from "../sim/runtime_folder.ts";

/** What the commands of a run act on. */
export interface Driven {
  outlets: readonly Outlet[];
  stepper: Stepper | undefined;
  /** Ends the run. */
  quit(): void;
}

/**
 * Opens the control socket of a run; undefined where the permissions for it were not given (reading and
 * writing the folder, and the socket as `--allow-net`).
 */
export async function openSimControl(
  player: Player,
  driven: Driven,
): Promise<ControlSocket | undefined> {
  try {
    return await openControl(runtimeFolder(), async (message) => {
      const command = readCommand(message, player.instant);
      if (command.target !== "run") return { ok: true, frame: player.perform(command) };
      return await runVerb(command.action, player, driven);
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable || error instanceof SerialError) return undefined;
    throw error;
  }
}

async function runVerb(
  action: Readonly<Record<string, unknown>>,
  player: Player,
  { outlets, stepper, quit }: Driven,
): Promise<ControlAnswer> {
  switch (action.do) {
    case "status":
      return { ok: true, ...status(player, outlets) };
    case "step":
      if (!stepper) {
        throw new RangeError("Cannot step: start the sim with --step, so that it waits");
      }
      await stepper.allow(Number(action.frames ?? 1));
      return { ok: true, frame: player.frame?.number };
    default:
      quit();
      return { ok: true };
  }
}

function status(player: Player, outlets: readonly Outlet[]): Record<string, unknown> {
  const { frame } = player;
  const open = outlets.map((outlet) => ({ url: outlet.url, ...outlet.status() }));
  if (!frame) return { frame: null, mode: player.mode, outlets: open };
  const { number, instant, state, kind } = frame;
  const { tariff, contract, apparent, injected, power, energy, breaker } = state;
  return {
    frame: number,
    kind,
    time: parisIso(instant),
    mode: state.mode,
    contract: contract.option,
    tariff: tariff.index,
    apparent,
    injected,
    subscribed: power,
    energy,
    breaker,
    outlets: open,
  };
}
