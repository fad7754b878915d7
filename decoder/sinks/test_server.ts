/**
 * A server of the tests: a real program as a child, on a loopback port, in a folder of its own.
 *
 * @module
 */
import { freePort } from "./free_port.ts";

/** How a program becomes a server. */
export interface ServerPlan {
  /** Path of the program. */
  program: string;
  /** Its arguments, for a port and a folder. */
  args(port: number, folder: string): string[];
  /** What it writes on standard error when it takes connections. */
  ready: RegExp;
  /** Fills the folder, once. */
  prepare?(folder: string): Promise<void>;
}

/** After this time a server that is not ready is given up, ms. */
const PATIENCE = 60_000;

/** A running server; its port and its data stay when it is killed and started again. */
export class TestServer implements AsyncDisposable {
  readonly folder = Deno.makeTempDirSync({ prefix: "ticlab-server-" });
  port = freePort();
  #child: Deno.ChildProcess | undefined;
  #said: Promise<string> = Promise.resolve("");

  private constructor(readonly plan: ServerPlan) {}

  /** Prepares and starts it; resolves when it takes connections. */
  static async start(plan: ServerPlan): Promise<TestServer> {
    const server = new TestServer(plan);
    try {
      await plan.prepare?.(server.folder);
      await server.start();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Starts it (again); resolves when it takes connections. */
  async start(): Promise<void> {
    const command = new Deno.Command(this.plan.program, {
      args: this.plan.args(this.port, this.folder),
      cwd: this.folder,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    });
    this.#child = command.spawn();
    const ready = Promise.withResolvers<boolean>();
    this.#said = this.#listen(this.#child.stderr, () => ready.resolve(true))
      .finally(() => ready.resolve(false));
    const guard = setTimeout(() => ready.resolve(false), PATIENCE);
    const isReady = await ready.promise;
    clearTimeout(guard);
    if (isReady && await this.#answers()) return;
    await this.kill();
    throw new Error(`${this.plan.program} did not start: ${(await this.#said).slice(-2000)}`);
  }

  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** Ends it as its service manager would, and waits until it is gone. */
  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.folder, { recursive: true });
  }

  async #end(signal: Deno.Signal): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    const tell = () => {
      try {
        child.kill(signal);
      } catch {
        // It has ended by itself.
      }
    };
    tell();
    // Mosquitto forgets a signal that comes between its word that it runs and its first turn.
    const again = setInterval(tell, 100);
    await child.status;
    clearInterval(again);
    await this.#said;
  }

  /** Whether it takes a connection: some tell that they listen a moment before they do. */
  async #answers(): Promise<boolean> {
    for (let attempt = 0; attempt < 10_000; attempt++) {
      try {
        (await Deno.connect({ hostname: "127.0.0.1", port: this.port })).close();
        return true;
      } catch {
        // Refused as yet.
      }
    }
    return false;
  }

  /** Reads all that it writes, so that it never waits for us; keeps the beginning. */
  async #listen(stream: ReadableStream<Uint8Array>, ready: () => void): Promise<string> {
    let said = "";
    for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
      if (said.length > 100_000) continue;
      said += piece;
      if (this.plan.ready.test(said)) ready();
    }
    return said;
  }
}
