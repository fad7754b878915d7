/**
 * A port for a server that is to be ended and started again.
 *
 * @module
 */

/**
 * Below the ports that systems give to those who ask for any: one of those could be another's while
 * the server is down, and a client that calls such a port can even meet itself.
 */
const PORTS = { from: 15_000, count: 15_000 };
/** Ports that were given out. */
const given = new Set<number>();

/**
 * A port of 127.0.0.1 that nobody listens on, another one each time.
 *
 * @example
 * ```ts
 * import { freePort } from "./free_port.ts";
 * import { assertNotEquals } from "@std/assert";
 *
 * assertNotEquals(freePort(), freePort());
 * ```
 */
export function freePort(): number {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    if (given.has(port)) continue;
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse) continue;
      throw error;
    }
    given.add(port);
    return port;
  }
}
