/**
 * `ticlab decode --to …` as a process, for tests.
 *
 * @module
 */
import { TextLineStream } from "@std/streams";

const ROOT = new URL("..", import.meta.url).pathname;

/** How it ended: exit code or signal, and what it wrote. */
export interface Ended {
  code: number;
  signal: Deno.Signal | null;
  out: string;
  err: string;
}

/** A gateway that runs. */
export interface GatewayProcess {
  readonly pid: number;
  /** Lines of standard error so far. */
  readonly told: readonly string[];
  /** Resolves with the first line of standard error that matches, now or later. */
  says(what: RegExp): Promise<string>;
  kill(signal: Deno.Signal): void;
  readonly ended: Promise<Ended>;
}

/** Starts it; its queue is in the folder. */
export function startGateway(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): GatewayProcess {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "main.ts", "decode", ...args, "--queue", `${folder}/queue`],
    cwd: ROOT,
    env: { NO_COLOR: "1", LC_ALL: "C", INIT_CWD: folder, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const told: string[] = [];
  const listeners = new Set<() => void>();
  const out = new Response(child.stdout).text();
  const read = (async () => {
    const lines = child.stderr.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      told.push(line);
      listeners.forEach((look) => look());
    }
  })();
  const ended = (async () => {
    const [{ code, signal }, text] = await Promise.all([child.status, out, read]);
    return { code, signal, out: text, err: told.join("\n") };
  })();
  return {
    pid: child.pid,
    told,
    async says(what) {
      const found = Promise.withResolvers<string>();
      const look = () => {
        const line = told.find((line) => what.test(line));
        if (line !== undefined) found.resolve(line);
      };
      listeners.add(look);
      look();
      const over = ended.then(({ err }) => {
        throw new Error(`it ended without saying ${what}:\n${err}`);
      });
      over.catch(() => {});
      return await Promise.race([found.promise, over]);
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Runs it to its end. */
export function gateway(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startGateway(folder, args, env).ended;
}

/** A folder of a test, gone at its end. */
export function testFolder(): { path: string } & Disposable {
  const path = Deno.makeTempDirSync({ prefix: "ticlab-gateway-" });
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}

/** The lines of a file as objects. */
// deno-lint-ignore no-explicit-any
export function jsonLines(path: string): any[] {
  return Deno.readTextFileSync(path).trimEnd().split("\n").filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** Resolves when a file has so many lines. */
export async function grown(path: string, lines: number): Promise<void> {
  await written(path, (text) => text.split("\n").length > lines);
}

/** Resolves when what a file holds passes. */
export async function written(path: string, passes: (text: string) => boolean): Promise<void> {
  const holds = () => {
    try {
      return passes(Deno.readTextFileSync(path));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  };
  using watcher = Deno.watchFs(path.replace(/[^/]*$/, ""));
  if (!holds()) { for await (const _ of watcher) if (holds()) break; }
}
