/**
 * The gateway under test as a running program.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { shellWord } from "../../decoder/sources/shell_word.ts";
import { Program, type ProgramEnd } from "../drivers/program.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import { NPM_PACKAGES } from "./npm_packages.ts";
import { filled, type Placeholder, type PlaceholderValues } from "./placeholders.ts";

/** The end of what a gateway wrote that is kept, characters. */
const KEPT = 4_096;

/** A gateway that was started, or that runs already. */
export interface RunningGateway extends AsyncDisposable {
  /** Resolves when its output has what its profile calls ready; never where nothing is called so. */
  readonly ready: Promise<void>;
  /** Resolves when it ends by itself; never where it was running already. */
  readonly ended: Promise<ProgramEnd>;
  /** The end of what it wrote, on standard output and standard error. */
  wrote(): string;
}

/** The command that starts this ticlab, as a shell takes it. */
export function ticlabCommand(): string {
  const packed = import.meta.url.endsWith(".js");
  const main = fileURLToPath(new URL(`../../main.${packed ? "js" : "ts"}`, import.meta.url));
  const flags = ["--quiet", "--allow-all", ...packed ? NPM_PACKAGES : []];
  return [Deno.execPath(), "run", ...flags, main].map(shellWord).join(" ");
}

/**
 * Starts the gateway of a profile in a shell, with everything that stands in braces filled in. It is ended
 * as a whole, with whatever it started.
 *
 * @param output Takes what it writes on standard output.
 * @throws {ProgramError} where there is no shell, or not the folder.
 */
export async function startGateway(
  { start }: Pick<GatewayProfile, "start">,
  { values, output }: { values: PlaceholderValues; output?(bytes: Uint8Array): void },
): Promise<RunningGateway> {
  const never = new Promise<never>(() => {});
  if (start.run === undefined) {
    return {
      ready: never,
      ended: never,
      wrote: () => "",
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const ready = Promise.withResolvers<void>();
  const pattern = start.ready === undefined ? undefined : new RegExp(start.ready, "m");
  const text = new TextDecoder();
  let wrote = "";
  const keep = (bytes: Uint8Array) => {
    wrote = (wrote + text.decode(bytes)).slice(-KEPT);
    if (pattern?.test(wrote)) ready.resolve();
  };
  // The command of ticlab is several words already.
  const quoted = (value: string, word: Placeholder) => word === "ticlab" ? value : shellWord(value);
  const program = await Program.start({
    command: ["sh", "-c", filled(start.run, values, quoted)],
    folder: start.folder,
    mode: values.mode,
    env: Object.fromEntries(
      Object.entries(start.env).map(([name, value]) => [name, filled(value, values)]),
    ),
    receive(bytes) {
      keep(bytes);
      output?.(bytes);
    },
    receiveError: keep,
  });
  program.closeInput();
  return {
    ready: ready.promise,
    ended: program.ended,
    wrote: () => wrote,
    async [Symbol.asyncDispose]() {
      await program.stop();
    },
  };
}
