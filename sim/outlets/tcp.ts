/**
 * The outlet `tcp://HOST:PORT`: the line to whoever connects.
 *
 * @module
 */
import { Feed } from "../feed.ts";
import { type Outlet, OutletError } from "../outlet.ts";

const PATIENCE = 5_000;

/**
 * Listens, and sends the line to every client from the moment it connects. A slow client loses bytes,
 * or is let go where the line would have to wait for it; it never holds up the line.
 *
 * @param patience How long a client may take nothing while the line waits for it, ms.
 * @throws {OutletError} where that address cannot be listened on.
 */
export function openTcp(
  address: { hostname: string; port: number },
  patience = PATIENCE,
): Outlet {
  const { hostname } = address;
  const listener = listen(address);
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  const url = `tcp://${host}:${listener.addr.port}`;
  const clients = new Map<Deno.TcpConn, Feed>();
  let gone = { bytes: 0, lost: 0 };
  let missed = 0;
  let isUnplugged = false;

  const leave = (client: Deno.TcpConn) => {
    const feed = clients.get(client);
    if (!feed || !clients.delete(client)) return;
    gone = { bytes: gone.bytes + feed.bytes, lost: gone.lost + feed.lost };
    client.close();
  };
  const { promise: ended, resolve: end } = Promise.withResolvers<OutletError | undefined>();
  const accept = async () => {
    for await (const client of listener) {
      if (isUnplugged) {
        client.close();
        continue;
      }
      client.setNoDelay(true);
      clients.set(client, new Feed(client, () => leave(client)));
      ignore(client);
    }
  };
  accept().catch((cause) =>
    end(
      new OutletError(`${url} takes no clients: ${cause.message}`, { next: "Start again", cause }),
    )
  );

  const send = async (bytes: Uint8Array<ArrayBuffer>) => {
    if (clients.size === 0) missed += bytes.length;
    await Promise.all(
      [...clients].map(async ([client, feed]) => {
        const timer = setTimeout(() => leave(client), patience);
        await feed.send(bytes);
        clearTimeout(timer);
      }),
    );
  };
  return {
    url,
    ended,
    write: (bytes) => {
      if (clients.size === 0) missed += bytes.length;
      clients.forEach((feed) => feed.write(bytes));
    },
    send,
    unplug: () => {
      isUnplugged = true;
      for (const client of [...clients.keys()]) leave(client);
      return Promise.resolve();
    },
    plug: () => {
      isUnplugged = false;
      return Promise.resolve();
    },
    status: () => ({
      readers: clients.size,
      readerSpeed: null,
      bytes: [...clients.values()].reduce((sum, feed) => sum + feed.bytes, gone.bytes),
      lost: [...clients.values()].reduce((sum, feed) => sum + feed.lost, gone.lost),
      missed,
    }),
    close: () => {
      listener.close();
      for (const client of [...clients.keys()]) leave(client);
      return Promise.resolve();
    },
  };
}

/** A meter has no ears: what a client says is dropped, and one that only listens may half-close. */
async function ignore(client: Deno.TcpConn): Promise<void> {
  const scrap = new Uint8Array(1_024);
  try {
    while (await client.read(scrap) !== null);
  } catch {
    // It hung up: the next write says so.
  }
}

function listen({ hostname, port }: { hostname: string; port: number }): Deno.TcpListener {
  try {
    return Deno.listen({ hostname, port });
  } catch (cause) {
    const taken = cause instanceof Deno.errors.AddrInUse;
    throw new OutletError(
      `cannot listen on tcp://${hostname}:${port}: ${
        taken ? "the port is taken" : (cause as Error).message
      }`,
      {
        next: taken
          ? "Name another port, or 0 for a free one"
          : "Name an address of this machine, such as tcp://127.0.0.1:0",
        cause,
      },
    );
  }
}
