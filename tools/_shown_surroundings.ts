/**
 * For tests: a folder in which the command lines of the docs can be run as they stand: a meter on a
 * port, a sim to be driven, a broker, recordings and results under the names that the docs use.
 *
 * @module
 */
import { startBroker } from "../conformance/gateway/servers/broker.ts";
import { freePort } from "../decoder/sinks/free_port.ts";
import { PYTHON } from "../conformance/drivers/test_processes.ts";
import { segments, shownScenario } from "./_docs_commands.ts";
import { type Ended, started } from "./_shell.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const DENO = Deno.execPath();

/** Meters, and ports of each; one sim serves no more than some thirty at once. */
const METERS = 3;
const PORTS = 20;

/** Milliseconds after which a line that has not ended is ended, and has failed. */
const PATIENCE_MS = 60_000;

/** Programs of the docs, as they are called in a clone; npx fetches nothing here. */
const PROGRAMS: Readonly<Record<string, string>> = {
  ticlab: `exec '${DENO}' run -A --no-check '${ROOT}main.ts' "$@"`,
  deno: `[ "$1" = task ] || { cd '${ROOT}'; exec '${DENO}' "$@"; }
shift; [ "$1" = --cwd ] && shift 2
exec '${DENO}' task --quiet --cwd '${ROOT}' "$@"`,
  npx: `[ "$1" = --yes ] && shift; program=\${1%@*}; shift; exec "$program" "$@"`,
};

/** Ports of real adapters. */
const ADAPTER = /\/dev\/(?:ttyUSB0|ttyAMA0|serial0)/g;

/** See the module. */
export class ShownSurroundings implements AsyncDisposable {
  readonly #folder = Deno.makeTempDirSync({ prefix: "ticlab-docs-" });
  readonly #stack = new AsyncDisposableStack();
  #results = "";
  #recording = "";
  #bytes = new Uint8Array();
  #broker = "";
  #ports = 0;
  #folders = 0;

  /** Starts what the command lines talk to. */
  async start(): Promise<void> {
    this.#stack.defer(() => Deno.remove(this.#folder, { recursive: true }));
    Deno.mkdirSync(`${this.#folder}/bin`);
    for (const [name, script] of Object.entries(PROGRAMS)) {
      const path = `${this.#folder}/bin/${name}`;
      Deno.writeTextFileSync(path, `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
    }
    const made = "init adapter --lang python && cd ticlab-adapter && ticlab test --session " +
      `--only 'eot/**' --results results.jsonl -- ${PYTHON} adapter.py`;
    const [broker] = await Promise.all([
      startBroker(this.#folder),
      this.#sim("driven", []),
      ...Array.from({ length: METERS }, (_, meter) => {
        const outlets = Array.from({ length: PORTS }, (_, i) => `--to pty:${this.#path(meter, i)}`);
        return this.#sim(`meter${meter}`, outlets);
      }),
      this.#made("ticlab sim --mode standard --speed max --for 20s --to - > line.tic"),
      this.#made("ticlab sim --speed max --for 20s --to - | ticlab record - line.txt"),
      this.#made(`ticlab ${made}`),
    ]);
    this.#stack.use(broker);
    this.#broker = String(broker.values.broker_url).replace(/^mqtt:\/\//, "");
    const read = (path: string) => Deno.readTextFileSync(`${this.#folder}/${path}`);
    this.#bytes = Deno.readFileSync(`${this.#folder}/line.tic`);
    this.#recording = read("line.txt");
    this.#results = read("ticlab-adapter/results.jsonl");
  }

  /**
   * Runs a command line; one that would go on for ever is ended by Ctrl-C when it has said that it runs.
   *
   * @param options.page Where it stands; the scenario of that page is there under its name.
   * @param options.ready What it says when it runs.
   */
  async run(
    text: string,
    { page, ready }: { page: string; ready: RegExp | undefined },
  ): Promise<Ended> {
    const folder = `${this.#folder}/${this.#folders++}`;
    Deno.mkdirSync(folder);
    this.#provide(folder, text);
    const [scenario] = / (\.\/[\w-]+\.yaml)\b/.exec(text)?.slice(1) ?? [];
    if (scenario) Deno.writeTextFileSync(`${folder}/${scenario}`, shownScenario(page));
    const runtime = / ctl /.test(text) ? `${this.#folder}/driven` : folder;
    const shell = this.#shell(this.#placed(text), { folder, runtime });
    if (ready) void shell.says(ready).then(() => shell.end("SIGINT"));
    const guard = setTimeout(() => shell.end("SIGKILL"), PATIENCE_MS);
    try {
      return await shell.ended;
    } finally {
      clearTimeout(guard);
    }
  }

  /** The line with ports that are there in the place of those of the reader's machine. */
  #placed(text: string): string {
    return text
      .replace(ADAPTER, () => this.#port())
      .replace("/run/user/1000/ticlab/linky", () => this.#port())
      .replaceAll(
        "mqtt://127.0.0.1",
        `mqtt://${/--broker/.test(text) ? `127.0.0.1:${freePort()}` : this.#broker}`,
      )
      .replace(/(tcp:\/\/|http:\/\/127\.0\.0\.1):\d+/g, (_all, host) => `${host}:${freePort()}`)
      .replace(/ -- python3 /, ` -- ${PYTHON} `);
  }

  #port(): string {
    const port = this.#ports++;
    if (port === METERS * PORTS) throw new Error(`Cannot give a port: all ${port} are taken`);
    return this.#path(port % METERS, Math.floor(port / METERS));
  }

  #path(meter: number, port: number): string {
    return `${this.#folder}/port${meter}-${port}`;
  }

  /** Writes the files that a command line reads, under the names that it has for them. */
  #provide(folder: string, text: string): void {
    const words = segments(text).flatMap((segment) =>
      segment.filter((_word, i) => segment[i - 1] !== "--to" && !segment.includes("record"))
    );
    for (const word of words.filter((word) => !/^-|:|^\//.test(word))) {
      if (word.endsWith(".tic")) Deno.writeFileSync(`${folder}/${word}`, this.#bytes);
      if (word.endsWith(".txt")) Deno.writeTextFileSync(`${folder}/${word}`, this.#recording);
      if (word.endsWith(".jsonl")) Deno.writeTextFileSync(`${folder}/${word}`, this.#results);
    }
    // An adapter lies in the folder of `init`, or the reader stands in that.
    if (/ init /.test(text)) return;
    Deno.mkdirSync(`${folder}/ticlab-adapter`);
    for (const { name } of Deno.readDirSync(`${this.#folder}/ticlab-adapter`)) {
      if (!name.endsWith(".py")) continue;
      for (const to of [folder, `${folder}/ticlab-adapter`]) {
        Deno.copyFileSync(`${this.#folder}/ticlab-adapter/${name}`, `${to}/${name}`);
      }
    }
  }

  async #made(text: string): Promise<void> {
    const { code, text: said } = await this.#shell(text, { folder: this.#folder }).ended;
    if (code !== 0) throw new Error(`Cannot prepare: ${text} ended with ${code}: ${said}`);
  }

  /** Starts a sim that runs until the end. */
  async #sim(name: string, outlets: readonly string[]): Promise<void> {
    const folder = `${this.#folder}/${name}`;
    Deno.mkdirSync(folder, { mode: 0o700 });
    const sim = this.#shell(`ticlab sim --mode standard ${outlets.join(" ")}`, { folder });
    this.#stack.defer(async () => {
      sim.end("SIGINT");
      await sim.ended;
    });
    await Promise.race([sim.says(/pty:/), sim.ended.then(({ text }) => Promise.reject(text))]);
  }

  #shell(text: string, { folder, runtime = folder }: { folder: string; runtime?: string }) {
    return started(text, {
      cwd: folder,
      env: {
        PATH: `${this.#folder}/bin:${Deno.env.get("PATH")}`,
        XDG_RUNTIME_DIR: runtime,
        HOME: folder,
        NO_COLOR: "1",
        LC_ALL: "C",
        DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`,
      },
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}
