/**
 * The broker of a run.
 *
 * @module
 */
import { freePort, installed, type Server } from "./server.ts";
import { ServerProgram } from "./server_program.ts";

/** A broker without its address. */
type Bare = Pick<Server, "down" | "up"> & AsyncDisposable;

/**
 * Starts a broker on a free port of 127.0.0.1: mosquitto where it is installed, else one of our own, which
 * speaks MQTT 3.1.1 alone. It keeps nothing when it is taken away.
 *
 * @param folder A folder for its files.
 */
export async function startBroker(folder: string): Promise<Server> {
  const port = freePort();
  const program = installed("mosquitto");
  const bare = program === undefined
    ? await embedded(port)
    : await mosquitto(program, { port, folder });
  const host = "127.0.0.1";
  return {
    ...bare,
    values: {
      broker_host: host,
      broker_port: String(port),
      broker_url: `mqtt://${host}:${port}`,
    },
  };
}

async function mosquitto(
  program: string,
  { port, folder }: { port: number; folder: string },
): Promise<Bare> {
  const file = `${folder}/mosquitto.conf`;
  const lines = [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    "persistence false",
    // As root it would become another user, who may not read this folder.
    ...(Deno.uid() === 0 ? ["user root"] : []),
    "log_dest stderr",
  ];
  Deno.writeTextFileSync(file, `${lines.join("\n")}\n`);
  const server = new ServerProgram({
    command: [program, "-c", file],
    ready: /mosquitto version \S+ running/,
  });
  await server.start();
  return {
    down: () => server.end(),
    up: () => server.start(),
    [Symbol.asyncDispose]: () => server.end(),
  };
}

async function embedded(port: number): Promise<Bare> {
  const { Aedes } = await import("aedes");
  const { createServer } = await import("node:net");
  type Socket = import("node:net").Socket;
  const aedes = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    aedes.handle(socket);
  });
  const up = () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await up();
  return {
    down,
    up,
    async [Symbol.asyncDispose]() {
      if (server.listening) await down();
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
}
