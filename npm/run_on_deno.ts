/**
 * Runs a command line of ticlab on Deno.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { constants } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { NPM_PACKAGES } from "../conformance/gateway/npm_packages.ts";
import { denoFlags } from "./deno_flags.ts";
import { startedBy } from "./started_by.ts";

/** They are sent to Deno, too; a Ctrl-C of a terminal reaches it by itself. */
const SIGNALS = ["SIGTERM", "SIGHUP"] as const;

/** Starts Deno with the permissions of the command and resolves with its exit code. */
export function runOnDeno(deno: string, args: readonly string[]): Promise<number> {
  const flags = denoFlags(args, {
    here: process.cwd(),
    env: process.env,
    user: process.geteuid?.() ?? 0,
    isFile,
  });
  const main = fileURLToPath(new URL("../main.js", import.meta.url));
  const child = spawn(deno, ["run", "--no-prompt", ...NPM_PACKAGES, ...flags, main, ...args], {
    stdio: "inherit",
    // INIT_CWD is for `deno task`, which starts elsewhere than the user stands; npm sets it, too.
    env: {
      ...process.env,
      INIT_CWD: undefined,
      TICLAB_BY: startedBy(),
      DENO_NO_UPDATE_CHECK: "1",
    },
  });
  process.on("SIGINT", () => {});
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on(
      "exit",
      (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]),
    );
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
