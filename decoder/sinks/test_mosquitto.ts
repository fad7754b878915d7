/**
 * A real mosquitto for a test: its own folder, a free port of 127.0.0.1, ended by its pid.
 *
 * @module
 */
import { run } from "../../serial/_programs.ts";
import { type CertificateFault, makeCertificate } from "./test_certificate.ts";
import { freePort } from "./free_port.ts";
import { installed } from "./installed.ts";
import { TestServer } from "./test_server.ts";

/** How the broker is set up. */
export interface MosquittoOptions {
  /** TLS with a certificate authority of the test's own: see `ca`. */
  tls?: boolean;
  /** What is wrong with its certificate. */
  fault?: CertificateFault;
  /** MQTT over WebSocket. */
  websocket?: boolean;
  /** Only this user may connect; with `password`. */
  user?: string;
  password?: string;
  /** Topic beneath which everybody may publish, and no other. */
  writable?: string;
  /** Keeps sessions and retained messages when it is ended by SIGTERM and started again. */
  persistence?: boolean;
}

/** A broker that runs. */
export interface Mosquitto extends AsyncDisposable {
  /** `mqtt://127.0.0.1:PORT`, or with mqtts, ws, wss. */
  readonly url: string;
  readonly port: number;
  /** Certificate of the authority, with `tls`. */
  readonly ca?: string;
  /** Port of plain MQTT beside the WebSocket, with `websocket`: for subscribers that speak no other. */
  readonly plain?: number;
  /** Ends it: SIGKILL, or another signal; resolves when it is gone. */
  kill(signal?: "SIGKILL" | "SIGTERM"): Promise<void>;
  /** Starts it again on the same port; resolves when it listens. */
  start(): Promise<void>;
}

/** Path of mosquitto on this machine; undefined where it is absent. */
export const MOSQUITTO = installed("mosquitto");

/** A test that needs mosquitto, and says so in its name where that is absent. */
export function testWithMosquitto(name: string, fn: () => Promise<void>): void {
  if (MOSQUITTO !== undefined) Deno.test(name, fn);
  else Deno.test.ignore(`${name} [skipped: no mosquitto here]`, () => {});
}

/** Starts a broker; resolves when it listens. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const { tls = false, websocket = false } = options;
  const plain = websocket ? freePort() : undefined;
  const server = await TestServer.start({
    program: MOSQUITTO ?? "mosquitto",
    ready: /mosquitto version \S+ running/,
    args(port, folder) {
      const config = `${folder}/mosquitto.conf`;
      Deno.writeTextFileSync(config, settings(options, { port, plain, folder }));
      return ["-c", config];
    },
    prepare: (folder) => prepare(options, folder),
  });
  return {
    url: `${websocket ? "ws" : "mqtt"}${tls ? "s" : ""}://127.0.0.1:${server.port}`,
    port: server.port,
    ...(tls && { ca: `${server.folder}/ca.crt` }),
    ...(plain !== undefined && { plain }),
    kill: (signal = "SIGKILL") => signal === "SIGKILL" ? server.kill() : server.stop(),
    start: () => server.start(),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function prepare({ tls, fault, ...options }: MosquittoOptions, folder: string) {
  const { user, password, writable } = options;
  if (tls) await makeCertificate(folder, fault);
  if (writable !== undefined) {
    await Deno.writeTextFile(
      `${folder}/rights`,
      `topic read #\ntopic readwrite ${writable}/#\n`,
    );
  }
  if (user === undefined) return;
  await Deno.writeTextFile(`${folder}/passwords`, `${user}:${password ?? ""}\n`);
  await run("mosquitto_passwd", "-U", `${folder}/passwords`);
}

function settings(
  { tls, websocket, user, writable, persistence = false }: MosquittoOptions,
  { port, plain, folder }: { port: number; plain: number | undefined; folder: string },
): string {
  return [
    `listener ${port} 127.0.0.1`,
    ...(websocket ? ["protocol websockets"] : []),
    ...(tls ? [`certfile ${folder}/server.crt`, `keyfile ${folder}/server.key`] : []),
    // With a WebSocket alone, mosquitto 2.0.11 says that it cannot listen, and ends.
    ...(plain === undefined ? [] : [`listener ${plain} 127.0.0.1`]),
    user === undefined ? "allow_anonymous true" : `password_file ${folder}/passwords`,
    ...(writable === undefined ? [] : [`acl_file ${folder}/rights`]),
    // As root it would become another user, who may not read this folder.
    "user root",
    "log_dest stderr",
    "max_queued_messages 0",
    `persistence ${persistence}`,
    ...(persistence ? [`persistence_location ${folder}/`] : []),
    "",
  ].join("\n");
}
