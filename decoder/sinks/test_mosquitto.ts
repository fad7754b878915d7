/**
 * A real mosquitto for a test: its own folder, a free port of 127.0.0.1, ended by its pid.
 *
 * @module
 */
import { TextLineStream } from "@std/streams";
import { run } from "../../serial/_programs.ts";
import { makeCertificate } from "./test_certificate.ts";

/** How the broker is set up. */
export interface MosquittoOptions {
  /** TLS with a certificate authority of the test's own: see `ca`. */
  tls?: boolean;
  /** MQTT over WebSocket. */
  websocket?: boolean;
  /** Only this user may connect; with `password`. */
  user?: string;
  password?: string;
  /** Keeps sessions and retained messages on disk over a restart. */
  persistence?: boolean;
}

/** A broker that runs. */
export interface Mosquitto extends AsyncDisposable {
  /** `mqtt://127.0.0.1:PORT`, or with mqtts, ws, wss. */
  readonly url: string;
  readonly port: number;
  /** Certificate of the authority, with `tls`. */
  readonly ca?: string;
  /** What it has logged so far, a line each. */
  readonly log: readonly string[];
  /** Ends it: SIGKILL, or another signal; resolves when it is gone. */
  kill(signal?: Deno.Signal): Promise<void>;
  /** Starts it again on the same port; resolves when it listens. */
  start(): Promise<void>;
}

const FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];

/** Path of mosquitto on this machine; undefined where it is absent. */
export const MOSQUITTO = [...(Deno.env.get("PATH") ?? "").split(":"), ...FOLDERS]
  .map((folder) => `${folder}/mosquitto`)
  .find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });

/** A test that needs mosquitto, and says so in its name where that is absent. */
export function testWithMosquitto(name: string, fn: () => Promise<void>): void {
  if (MOSQUITTO !== undefined) Deno.test(name, fn);
  else Deno.test.ignore(`${name} [skipped: no mosquitto here]`, () => {});
}

/** Starts a broker; resolves when it listens. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  if (MOSQUITTO === undefined) throw new Error("no mosquitto here: apt-get install mosquitto");
  const program = MOSQUITTO;
  const folder = await Deno.makeTempDir({ prefix: "ticlab-mosquitto-" });
  const tls = options.tls ? await makeCertificate(folder) : undefined;
  const passwords = `${folder}/passwords`;
  if (options.user !== undefined) {
    await Deno.writeTextFile(passwords, `${options.user}:${options.password ?? ""}\n`);
    await run("mosquitto_passwd", "-U", passwords);
  }
  const config = (port: number) =>
    [
      `listener ${port} 127.0.0.1`,
      ...(options.websocket ? ["protocol websockets"] : []),
      ...(tls ? [`certfile ${tls.certificate}`, `keyfile ${tls.key}`] : []),
      options.user === undefined ? "allow_anonymous true" : `password_file ${passwords}`,
      // As root it would become another user, who may not read this folder.
      "user root",
      "log_dest stderr",
      "log_type all",
      "max_queued_messages 0",
      `persistence ${options.persistence ?? false}`,
      ...(options.persistence
        ? [`persistence_location ${folder}/`, "autosave_interval 1", "autosave_on_changes true"]
        : []),
    ].join("\n") + "\n";

  const log: string[] = [];
  let child: Deno.ChildProcess | undefined;
  let logged: Promise<void> | undefined;
  const kill = async (signal: Deno.Signal = "SIGKILL") => {
    if (!child) return;
    child.kill(signal);
    await Promise.all([child.status, logged]);
    child = undefined;
  };
  const launch = async (port: number) => {
    await Deno.writeTextFile(`${folder}/mosquitto.conf`, config(port));
    child = new Deno.Command(program, {
      args: ["-c", `${folder}/mosquitto.conf`],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const { stderr } = child;
    const running = Promise.withResolvers<boolean>();
    logged = (async () => {
      const lines = stderr.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
      for await (const line of lines) {
        log.push(line);
        if (/mosquitto version \S+ running/.test(line)) running.resolve(true);
      }
      running.resolve(false);
    })();
    if (await running.promise) return true;
    await Promise.all([child.status, logged]);
    child = undefined;
    return false;
  };
  let port = freePort();
  // Somebody else may take the port in between: another one then.
  for (let tries = 0; !await launch(port); port = freePort()) {
    if (++tries === 5) throw new Error(`mosquitto does not start:\n${log.join("\n")}`);
  }
  const scheme = (options.websocket ? "ws" : "mqtt") + (tls ? "s" : "");
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    ...(tls && { ca: tls.ca }),
    log,
    kill,
    async start() {
      if (!await launch(port)) throw new Error(`mosquitto does not start:\n${log.join("\n")}`);
    },
    async [Symbol.asyncDispose]() {
      await kill();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}
