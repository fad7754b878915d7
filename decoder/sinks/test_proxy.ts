/**
 * A cable between a gateway and a server, for tests that cut it.
 *
 * @module
 */

/** The cable. */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Whether what the server answers is swallowed from now on. */
  deaf: boolean;
  /** Whether nothing gets through any more, and neither side is told: a cable out of the wall. */
  dead: boolean;
  /** Bytes of the server that were swallowed; resolves when there are some. */
  swallowed(): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
}

/** Passes connections on to a port of 127.0.0.1. */
export function openProxy(to: number, hostname = "127.0.0.1"): Proxy {
  const listener = Deno.listen({ hostname, port: 0 });
  const open = new Set<Deno.Conn>();
  const swallowed = Promise.withResolvers<void>();
  const cut = Promise.withResolvers<void>();
  const running: Promise<unknown>[] = [];
  const close = (connection: Deno.Conn) => {
    if (open.delete(connection)) connection.close();
  };
  const pass = async (from: Deno.Conn, to: Deno.Conn, isAnswer: boolean) => {
    const piece = new Uint8Array(16_384);
    try {
      for (let count; (count = await from.read(piece)) !== null;) {
        if (proxy.dead) continue;
        if (isAnswer && proxy.deaf) swallowed.resolve();
        else for (let at = 0; at < count;) at += await to.write(piece.subarray(at, count));
      }
    } catch {
      // Cut.
    }
    if (proxy.dead) await cut.promise;
    close(from);
    close(to);
  };
  const accept = async () => {
    for await (const client of listener) {
      open.add(client);
      try {
        const server = await Deno.connect({ hostname: "127.0.0.1", port: to });
        open.add(server);
        running.push(pass(client, server, false), pass(server, client, true));
      } catch {
        close(client);
      }
    }
  };
  running.push(accept());
  const proxy: Proxy = {
    port: listener.addr.port,
    deaf: false,
    dead: false,
    swallowed: () => swallowed.promise,
    cut() {
      cut.resolve();
      open.forEach(close);
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      proxy.cut();
      await Promise.all(running);
    },
  };
  return proxy;
}
