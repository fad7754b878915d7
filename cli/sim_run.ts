/**
 * What commands that send a line share: outlets, ledger, and when to stop.
 *
 * @module
 */
import { fstatSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openLedger } from "../sim/ledger_file.ts";
import { openOutlet } from "../sim/open_outlet.ts";
import { type Outlet, OutletError } from "../sim/outlet.ts";
import { Failure } from "./failure.ts";
import type { OutletWord } from "./sim_settings.ts";

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** Stops at a signal; for programs (`--json`) also when the parent dies or closes standard input. */
export function stopWhenAsked(stop: () => void, { json }: { json: boolean }): void {
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  if (json) watchParent(stop);
}

/**
 * Makes the file of a ledger.
 *
 * @throws {Failure} exit code 3.
 */
export function makeLedger(path: string): ReturnType<typeof openLedger> {
  try {
    return openLedger(path);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const next = cause instanceof Deno.errors.NotCapable
      ? `Allow it: --allow-write=${path}`
      : "Name a file in a folder that exists and that you may write to";
    const why = cause instanceof Deno.errors.NotFound ? "its folder does not exist" : cause.message;
    throw new Failure(`cannot write the ledger ${path}: ${why}`, { exitCode: 3, next, cause });
  }
}

/** Opens the outlet of a word, as `opened` does. */
export function openNamed(
  { address }: OutletWord,
  all: readonly OutletWord[],
): Promise<Outlet> {
  return opened(() => openOutlet(address), all);
}

/**
 * Opens something; where only a permission is missing, says the whole command that has it.
 *
 * @throws {Failure} exit code 3; 2 where its word is wrong.
 */
export async function opened<T>(
  open: () => Promise<T>,
  all: readonly OutletWord[],
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Failure(error.message, {
        exitCode: 2,
        next: "See: ticlab sim --help",
        cause: error,
      });
    }
    if (!(error instanceof OutletError)) throw error;
    const next = error.denied ? `Give it: ${permittedCommand(all)}` : error.next;
    throw new Failure(error.message, { exitCode: 3, next, cause: error });
  }
}

/** The command line as it was typed, with full paths and with every permission that it wants. */
function permittedCommand(outlets: readonly OutletWord[]): string {
  const flags = new Set(["--allow-ffi=/lib,/lib64,/usr/lib", `--allow-env=${ENVIRONMENT}`]);
  let args: readonly string[] = Deno.args;
  for (const { word, address } of outlets) {
    if (address.kind === "socat") flags.add("--allow-run=socat");
    if (address.kind === "file") flags.add(`--allow-write=${address.path}`);
    if (address.kind === "tcp") flags.add(`--allow-net=${address.hostname}`);
    if (address.kind === "mqtt") {
      flags.add("--allow-net");
      flags.add("--allow-read");
      // The client looks at the whole environment; this shows it none but the variables allowed.
      flags.add("--ignore-env");
    }
    if (!("path" in address)) continue;
    const full = `${address.kind}:${address.path}`;
    args = args.map((arg) => arg === word ? full : arg === `--to=${word}` ? `--to=${full}` : arg);
  }
  const program = fileURLToPath(Deno.mainModule);
  return ["deno", "run", ...flags, program, ...args].map(quoted).join(" ");
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

const ENVIRONMENT =
  "INIT_CWD,XDG_RUNTIME_DIR,TMPDIR,TICLAB_MQTT_PASSWORD,TICLAB_MQTT_PASSWORD_FILE";

/** Stops when the parent dies or closes standard input; a standard input that is no pipe says nothing. */
function watchParent(stop: () => void): void {
  const parent = Deno.ppid;
  setInterval(() => Deno.ppid !== parent && stop(), 500);
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) {
    Deno.stdin.readable.pipeTo(new WritableStream()).then(stop, stop);
  }
}
