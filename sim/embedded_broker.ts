/**
 * A broker for a machine that has none.
 *
 * @module
 */
import type { AddressInfo } from "node:net";
import { OutletError } from "./outlet.ts";

/** A broker that runs. */
export interface EmbeddedBroker extends AsyncDisposable {
  /** Port of 127.0.0.1 on which it is. */
  readonly port: number;
}

/**
 * Starts a broker of MQTT 3.1.1 (it has no MQTT 5, no TLS, no WebSocket and no passwords) in this process,
 * on 127.0.0.1 alone; it keeps nothing when it ends.
 *
 * @param port 0 for a free one.
 * @throws {OutletError} where the port is taken.
 *
 * @example
 * ```ts
 * import { startEmbeddedBroker } from "./embedded_broker.ts";
 *
 * await using broker = await startEmbeddedBroker(0);
 * (await Deno.connect({ hostname: "127.0.0.1", port: broker.port })).close();
 * ```
 */
export async function startEmbeddedBroker(port: number): Promise<EmbeddedBroker> {
  const [{ Aedes }, { createServer }] = await Promise.all([import("aedes"), import("node:net")]);
  const aedes = await Aedes.createBroker();
  const server = createServer(aedes.handle);
  try {
    await new Promise<void>((listening, failed) => {
      server.once("error", failed);
      server.listen(port, "127.0.0.1", listening);
    });
  } catch (cause) {
    await new Promise<void>((closed) => aedes.close(closed));
    const { code, message } = cause as NodeJS.ErrnoException;
    const taken = code === "EADDRINUSE";
    throw new OutletError(
      `cannot be the broker on 127.0.0.1:${port}: ${taken ? "the port is taken" : message}`,
      {
        next: taken
          ? "A broker may run there already: leave out --broker, or name another port"
          : `Name another port: mqtt://127.0.0.1:${port === 1883 ? 1884 : 1883}/…`,
        cause,
      },
    );
  }
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await new Promise<void>((done) => aedes.close(done));
      await closed;
    },
  };
}
