/**
 * For tests: the servers that the command lines of the docs name, as real ones on free ports of 127.0.0.1,
 * each started when the first line wants it.
 *
 * @module
 */
import { freePort } from "../decoder/sinks/free_port.ts";
import { influxd, startInfluxdbWith } from "../decoder/sinks/test_influxdb.ts";
import { MARIADB, mariadbd, startMariadb } from "../decoder/sinks/test_mariadb.ts";
import { startMosquitto } from "../decoder/sinks/test_mosquitto.ts";
import { pyserial, run } from "../serial/_programs.ts";
import type { Shell } from "./_shell.ts";

/** A port of pyserial behind RFC 2217, for one client; a pty of ours has no modem lines and refuses 7E1. */
const RFC2217 = `
import socket, sys, termios, threading
import serial, serial.rfc2217
class Port(serial.Serial):
    cts = dsr = ri = cd = False
    def _reconfigure_port(self, force_update=False):
        try: super()._reconfigure_port(force_update)
        except termios.error: pass
port = Port(sys.argv[1], 9600, timeout=0.05)
listener = socket.create_server(("127.0.0.1", int(sys.argv[2])))
print("listening", flush=True)
client, _ = listener.accept()
class Link:
    write = staticmethod(client.sendall)
manager = serial.rfc2217.PortManager(port, Link)
def forward():
    while True:
        client.sendall(b"".join(manager.escape(port.read(1024))))
threading.Thread(target=forward, daemon=True).start()
while data := client.recv(1024):
    for _ in manager.filter(data): pass
`;

/** What the servers need of the surroundings. */
export interface Ground {
  /** A folder for files. */
  folder: string;
  /** Gives a port with a meter on it. */
  port(): Promise<string>;
  /** Starts a line of shell in a folder of its own. */
  shell(text: string): Shell;
}

/** See the module. */
export class ShownServers implements AsyncDisposable {
  readonly #ground: Ground;
  readonly #stack = new AsyncDisposableStack();
  readonly #started = new Map<string, Promise<string>>();

  /** Nothing runs yet. */
  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** HOST:PORT of a broker, on which one message is kept. */
  broker(): Promise<string> {
    return this.#once("broker", async () => {
      const { port } = this.#stack.use(await startMosquitto());
      const kept = ["-r", "-t", "kept", "-m", "by ticlab's tests"];
      await run(
        "mosquitto_pub",
        "-h",
        "127.0.0.1",
        "-p",
        String(port),
        ...kept,
      );
      return `127.0.0.1:${port}`;
    });
  }

  /** HOST:PORT of a broker with TLS; certificate and password are in the folder. */
  secureBroker(): Promise<string> {
    return this.#once("mqtts", async () => {
      const password = crypto.randomUUID();
      const broker = await startMosquitto({
        tls: true,
        user: "linky",
        password,
      });
      const { ca, port } = this.#stack.use(broker);
      Deno.copyFileSync(ca!, `${this.#ground.folder}/ca.pem`);
      Deno.writeTextFileSync(`${this.#ground.folder}/mqtt`, password, {
        mode: 0o600,
      });
      return `127.0.0.1:${port}`;
    });
  }

  /** HOST:PORT/DATABASE of an InfluxDB. */
  influxdb(): Promise<string> {
    return this.#once("influxdb", async () => {
      const { port } = this.#stack.use(
        await startInfluxdbWith(influxd!, "home"),
      );
      return `127.0.0.1:${port}/home`;
    });
  }

  /** USER@HOST:PORT/DATABASE of a MariaDB; the password is in the folder. */
  mysql(): Promise<string> {
    return this.#once("mysql", async () => {
      const { port } = this.#stack.use(await startMariadb(mariadbd!));
      const { user, database, password } = MARIADB;
      Deno.writeTextFileSync(`${this.#ground.folder}/mysql`, password, {
        mode: 0o600,
      });
      return `${user}@127.0.0.1:${port}/${database}`;
    });
  }

  /** HOST:PORT of a meter behind RFC 2217; another one each time. */
  async rfc2217(): Promise<string> {
    const port = freePort();
    await this.#running(
      `'${pyserial}' -c '${RFC2217}' ${await this.#ground.port()} ${port}`,
      /listening/,
    );
    return `127.0.0.1:${port}`;
  }

  /** HOST:PORT of the live page of a meter. */
  page(): Promise<string> {
    return this.#once("page", async () => {
      const place = `127.0.0.1:${freePort()}`;
      await this.#running(
        `ticlab decode ${await this.#ground.port()} --to http://${place}`,
        /reading at/,
      );
      return place;
    });
  }

  /**
   * HOST:PORT of a meter that a line of the docs serves, socat's, which says nothing when it listens.
   *
   * @param line What it is with its port in the place of 2000.
   */
  bridge(line: (port: number) => Promise<string>): Promise<string> {
    return this.#once("bridge", async () => {
      const port = freePort();
      const shell = this.#kept(await line(port));
      let runs = true;
      const ended = shell.ended.then(({ text }) => {
        runs = false;
        throw new Error(text);
      });
      await Promise.race([listening(port, () => runs), ended]);
      return `127.0.0.1:${port}`;
    });
  }

  /** Path of a port whose other end nobody listens to; another one each time. */
  async wire(): Promise<string> {
    const path = /PTY is (\S+)/;
    return await this.#running(
      "socat -d -d -u PTY,raw,echo=0 OPEN:/dev/null",
      path,
    );
  }

  /** Runs until the end; resolves with what the pattern found first. */
  async #running(text: string, ready: RegExp): Promise<string> {
    const shell = this.#kept(text);
    const ended = shell.ended.then(({ text }) => Promise.reject(new Error(text)));
    return await Promise.race([shell.says(ready), ended]);
  }

  #kept(text: string): Shell {
    const shell = this.#ground.shell(text);
    this.#stack.defer(async () => {
      shell.end("SIGKILL");
      await shell.ended;
    });
    return shell;
  }

  #once(name: string, start: () => Promise<string>): Promise<string> {
    const running = this.#started.get(name) ?? start();
    this.#started.set(name, running);
    return running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#started.values());
    await this.#stack.disposeAsync();
  }
}

/** Resolves when a port takes a connection, or when it never will. */
async function listening(port: number, runs: () => boolean): Promise<void> {
  while (runs()) {
    try {
      return (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
    }
  }
}
