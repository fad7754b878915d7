/**
 * The broker of a run.
 *
 * @module
 */
import { startEmbeddedBroker } from "../../../sim/embedded_broker.ts";
import { freePort } from "../../../decoder/sinks/free_port.ts";
import { installed } from "../../../decoder/sinks/installed.ts";
import { isRoot, type Server } from "./server.ts";
import { ServerProgram } from "./server_program.ts";

/** A broker without its address. */
type Bare = Pick<Server, "down" | "up"> & AsyncDisposable;

/**
 * Starts a broker on a free port of 127.0.0.1: mosquitto where it is installed, else one of our own, which
 * speaks MQTT 3.1.1 alone. It keeps nothing when it is taken away.
 *
 * @param folder A folder for its files.
 * @param program Path of mosquitto; null for our own.
 */
export async function startBroker(
  folder: string,
  program: string | null = installed("mosquitto") ?? null,
): Promise<Server> {
  const port = freePort();
  const bare = program === null ? await embedded(port) : await mosquitto(program, { port, folder });
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
    ...(isRoot() ? ["user root"] : []),
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
  let broker: AsyncDisposable | undefined = await startEmbeddedBroker(port);
  const down = async () => {
    await broker?.[Symbol.asyncDispose]();
    broker = undefined;
  };
  return {
    down,
    async up() {
      broker ??= await startEmbeddedBroker(port);
    },
    [Symbol.asyncDispose]: down,
  };
}
