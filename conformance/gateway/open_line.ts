/**
 * The line that a gateway is given, opened.
 *
 * @module
 */
import { openOutlet } from "../../sim/open_outlet.ts";
import { type Outlet, parseOutlet } from "../../sim/outlet.ts";
import { strictLine } from "../../sim/strict_line.ts";

/**
 * Opens the line; on one that we play, a reader at the wrong speed reads what its UART would have read.
 *
 * @param line As a profile names it; `pty` is a virtual port in `folder`.
 * @throws {OutletError} where it cannot be opened.
 *
 * @example
 * ```ts
 * import { openLine } from "./open_line.ts";
 * import { assert } from "@std/assert";
 *
 * const line = await openLine("tcp://127.0.0.1:0", { folder: "/tmp", isPlayed: true });
 * assert(line.url.startsWith("tcp://127.0.0.1:"));
 * await line.close();
 * ```
 */
export async function openLine(
  line: string,
  { folder, isPlayed }: { folder: string; isPlayed: boolean },
): Promise<Outlet> {
  const path = `${folder}/linky`;
  const address = line === "pty" ? { kind: "pty", path } as const : parseOutlet(line);
  const outlet = await openOutlet(address);
  return address.kind === "pty" && isPlayed ? strictLine(attentive(outlet)) : outlet;
}

/**
 * An outlet that looks at its reader's speed before it tells it: on a busy machine a port is noticed late,
 * and what is written looks at it only then.
 */
function attentive(outlet: Outlet): Outlet {
  const nothing = new Uint8Array();
  return {
    ...outlet,
    status() {
      outlet.write(nothing);
      return outlet.status();
    },
  };
}
