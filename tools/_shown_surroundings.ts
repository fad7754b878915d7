/**
 * For tests: a folder in which the command lines of the docs can be run as they stand: meters on ports, a
 * sim to be driven, brokers and databases, recordings and results under the names that the docs use.
 *
 * @module
 */
import { PYTHON } from "../conformance/drivers/test_processes.ts";
import { SerialError, SerialPort } from "../serial/mod.ts";
import { type Ended, type Shell, started } from "./_shell.ts";
import { copyOfSources, type Made, provide } from "./_shown_files.ts";
import { placed } from "./_shown_places.ts";
import { ShownServers } from "./_shown_servers.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const DENO = Deno.execPath();
const HOME = Deno.env.get("HOME");

/** Ports of the meter. */
const PORTS = 10;

/** Milliseconds after which a line that has not ended is ended, and has failed. */
const PATIENCE_MS = 180_000;

/** Programs of the docs, as they are called in a clone or by the package. */
const PROGRAMS: Readonly<Record<string, string>> = {
  ticlab: `exec '${DENO}' run -A --no-check '${ROOT}main.ts' "$@"`,
  deno: `[ "$1" = task ] || { cd "$SOURCES"; exec '${DENO}' "$@"; }
shift; [ "$1" = --cwd ] && shift 2
exec '${DENO}' task --quiet --cwd '${ROOT}' "$@"`,
  npx: `[ "$1" = --yes ] && shift; program=\${1%@*}; shift
[ -x "node_modules/.bin/$program" ] && program="node_modules/.bin/$program"
exec "$program" "$@"`,
  // It would reset a board.
  "esptool.py": `echo "$@"`,
};

/** Lines of the docs that are run because others need what they make. */
export interface Needed {
  /** Makes the tarball of the package. */
  pack: string;
  /** Serves a port to the network. */
  bridge: string;
}

/** See the module. */
export class ShownSurroundings implements AsyncDisposable {
  readonly #folder = Deno.makeTempDirSync({ prefix: "ticlab-docs-" });
  readonly #stack = new AsyncDisposableStack();
  readonly #needed: Needed;
  readonly #servers: ShownServers;
  #made: Made | undefined;
  #tarball: Promise<void> | undefined;
  #sources: Promise<string> | undefined;
  /** Ports that nobody has. */
  readonly #free = Array.from({ length: PORTS }, (_, i) => `${this.#folder}/port${i}`);
  #folders = 0;

  /** Nothing runs yet. */
  constructor(needed: Needed) {
    this.#needed = needed;
    this.#servers = new ShownServers({
      folder: this.#folder,
      port: () => this.#port([]),
      shell: (text) => this.#shell(text, { folder: this.#newFolder() }),
    });
  }

  /** Starts the meters, and makes what many lines read. */
  async start(): Promise<void> {
    this.#stack.defer(() => Deno.remove(this.#folder, { recursive: true }));
    this.#stack.use(this.#servers);
    Deno.mkdirSync(`${this.#folder}/bin`);
    for (const [name, script] of Object.entries(PROGRAMS)) {
      const path = `${this.#folder}/bin/${name}`;
      Deno.writeTextFileSync(path, `#!/usr/bin/env bash\n${script}\n`, {
        mode: 0o755,
      });
    }
    const adapter = "init adapter --lang python && cd ticlab-adapter && ticlab test --session " +
      `--only 'eot/**' --results results.jsonl -- ${PYTHON} adapter.py`;
    await Promise.all([
      this.#sim("driven", ["--step"]),
      this.#sim("meter", this.#free.map((path) => `--to pty:${path}`)),
      this.#prepared(
        "ticlab sim --mode standard --speed max --for 20s --to - > line.tic",
      ),
      this.#prepared(
        "ticlab sim --speed max --for 20s --to - | ticlab record - line.txt",
      ),
      this.#prepared(`ticlab ${adapter}`),
      this.#prepared(
        "git init -q address && cd address && " +
          "git -c user.name=x -c user.email=x commit -q --allow-empty -m x",
      ),
    ]);
    this.#made = {
      bytes: Deno.readFileSync(`${this.#folder}/line.tic`),
      recording: Deno.readTextFileSync(`${this.#folder}/line.txt`),
      results: Deno.readTextFileSync(
        `${this.#folder}/ticlab-adapter/results.jsonl`,
      ),
      adapter: `${this.#folder}/ticlab-adapter`,
    };
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
    const above = this.#newFolder();
    const folder = `${above}/here`;
    Deno.mkdirSync(folder);
    provide(folder, { text, page, made: this.#made! });
    if (text.includes("ticlab-0.1.0.tgz")) {
      await (this.#tarball ??= this.#prepared(
        await this.#placed(this.#needed.pack),
      ));
      const to = text.includes("../ticlab") ? above : folder;
      Deno.copyFileSync(
        `${this.#folder}/ticlab-0.1.0.tgz`,
        `${to}/ticlab-0.1.0.tgz`,
      );
    }
    const runtime = / ctl /.test(text) ? `${this.#folder}/driven` : folder;
    const sources = text.includes("tools/") ? await (this.#sources ??= this.#copied()) : ROOT;
    const given: string[] = [];
    const shell = this.#shell(await this.#placed(text, given), {
      folder,
      runtime,
      sources,
    });
    if (ready) void shell.says(ready).then(() => shell.end("SIGINT"));
    const guard = setTimeout(() => shell.end("SIGKILL"), PATIENCE_MS);
    try {
      return await shell.ended;
    } finally {
      clearTimeout(guard);
      this.#free.push(...given);
    }
  }

  #placed(text: string, given: string[] = []): Promise<string> {
    return placed(text, {
      folder: this.#folder,
      servers: this.#servers,
      port: () => this.#port(given),
      bridge: async (port) =>
        (await this.#placed(this.#needed.bridge)).replace(":2000", `:${port},bind=127.0.0.1`),
    });
  }

  /**
   * A port with a meter on it, for one line. The system gives numbers of ptys anew: a reader of another
   * test that waits for a port that is gone finds ours under its number, and holds it (EBUSY). Such a port
   * is left to it.
   *
   * @param given Where it is noted down.
   */
  async #port(given: string[]): Promise<string> {
    for (let path = this.#free.shift(); path; path = this.#free.shift()) {
      try {
        await SerialPort.open(path, { baudRate: 9600 }).close();
        given.push(path);
        return path;
      } catch (error) {
        if (!(error instanceof SerialError && error.code === "EBUSY")) throw error;
      }
    }
    throw new Error("Cannot give a port: all are taken");
  }

  #newFolder(): string {
    const folder = `${this.#folder}/${this.#folders++}`;
    Deno.mkdirSync(folder);
    return folder;
  }

  async #copied(): Promise<string> {
    const folder = this.#newFolder();
    await copyOfSources(folder);
    return folder;
  }

  async #prepared(text: string): Promise<void> {
    const { code, text: said } = await this.#shell(text, {
      folder: this.#folder,
    }).ended;
    if (code !== 0) {
      throw new Error(`Cannot prepare: ${text} ended with ${code}: ${said}`);
    }
  }

  /** Starts a sim that runs until the end. */
  async #sim(name: string, words: readonly string[]): Promise<void> {
    const folder = `${this.#folder}/${name}`;
    Deno.mkdirSync(folder, { mode: 0o700 });
    const sim = this.#shell(`ticlab sim --mode standard ${words.join(" ")}`, {
      folder,
    });
    this.#stack.defer(async () => {
      sim.end("SIGINT");
      await sim.ended;
    });
    await Promise.race([
      sim.says(/pty:/),
      sim.ended.then(({ text }) => Promise.reject(text)),
    ]);
  }

  #shell(
    text: string,
    { folder, runtime = folder, sources = ROOT }: {
      folder: string;
      runtime?: string;
      sources?: string;
    },
  ): Shell {
    return started(text, {
      cwd: folder,
      env: {
        PATH: `${this.#folder}/bin:${Deno.env.get("PATH")}`,
        SOURCES: sources,
        XDG_RUNTIME_DIR: runtime,
        HOME: folder,
        NO_COLOR: "1",
        LANG: "C",
        LC_ALL: "",
        GITHUB_STEP_SUMMARY: "summary.md",
        npm_config_audit: "false",
        npm_config_fund: "false",
        npm_config_prefer_offline: "true",
        // What programs keep for the next time is where it is for others.
        DENO_DIR: Deno.env.get("DENO_DIR") ?? `${HOME}/.cache/deno`,
        GOCACHE: Deno.env.get("GOCACHE") ?? `${HOME}/.cache/go-build`,
        npm_config_cache: Deno.env.get("npm_config_cache") ?? `${HOME}/.npm`,
        npm_config_userconfig: Deno.env.get("npm_config_userconfig") ??
          `${HOME}/.npmrc`,
      },
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}
