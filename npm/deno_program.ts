/**
 * Finds the Deno that npm installed beside ticlab.
 *
 * @module
 */
import { createRequire } from "node:module";

/** What the npm package `deno` says of itself; the same file that its own command uses. */
interface DenoPackage {
  runInstall(): string;
}

/**
 * Path of the pinned Deno; undefined where npm has none for this machine, or was told to leave it out
 * (`npm install --omit=optional`).
 */
export function denoProgram(): string | undefined {
  const require = createRequire(import.meta.url);
  try {
    const { runInstall }: DenoPackage = require("deno/install_api.cjs");
    return runInstall();
  } catch {
    return undefined;
  }
}
