/**
 * A line on which a reader at the wrong speed reads what its UART would have read.
 *
 * @module
 */
import type { Outlet, SentCharacters } from "./outlet.ts";
import { UartReceiver } from "./uart.ts";

/** How a line is made strict. */
export interface StrictLineOptions {
  /** Whether readers see the parity bit as bit 7, as a UART at 8N1 does; they are at 7E1 otherwise. */
  bit7?: "zero" | "parity";
  /** Whether its levels are inverted, as behind one transistor too many. */
  invert?: boolean;
}

/**
 * Makes an outlet strict: the bits of each character are sampled at the speed that the reader has set
 * (that of the line where it has set none), and a character in error is delivered as 0x00.
 *
 * @example
 * ```ts
 * import { openOutlet, strictLine } from "@ticlab/ticlab/sim";
 * import { assert } from "@std/assert";
 *
 * const outlet = strictLine(await openOutlet({ kind: "tcp", hostname: "127.0.0.1", port: 0 }));
 * assert(outlet.wantsCharacters);
 * await outlet.close();
 * ```
 */
export function strictLine(
  outlet: Outlet,
  { bit7 = "zero", invert = false }: StrictLineOptions = {},
): Outlet {
  // An outlet that puts characters on a wire gets all eight bits; its reader judges the parity.
  const eight = bit7 === "parity" || outlet.wantsCharacters === true;
  const receiver = new UartReceiver(eight ? "8N1" : "7E1", { inverted: invert });
  let speed = 0;
  const hear = (sent: SentCharacters) => {
    speed = outlet.status().readerSpeed ?? sent.baudRate;
    return receiver.hear(sent.characters, sent, speed);
  };
  return {
    ...outlet,
    wantsCharacters: true,
    write(_, sent) {
      const heard = hear(sent!);
      if (heard.length > 0) outlet.write(heard, { ...sent!, characters: heard });
    },
    async send(_, sent) {
      const heard = sent ? hear(sent) : receiver.end(speed || 1);
      await outlet.send(heard, { start: 0, baudRate: speed, ...sent, characters: heard });
    },
  };
}
