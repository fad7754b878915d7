/**
 * Where a program of this machine is.
 *
 * @module
 */

/**
 * The path of a program on PATH or where servers are, which is not on every user's PATH; undefined where it is not.
 *
 * @example
 * ```ts
 * import { installed } from "./installed.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(installed("no-such-program"), undefined);
 * ```
 */
export function installed(name: string): string | undefined {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => `${folder}/${name}`).find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}
