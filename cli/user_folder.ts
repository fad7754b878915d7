/**
 * The folder that the user stands in.
 *
 * @module
 */

/**
 * Folder from which the user's relative paths start: `deno task` runs in the project's folder and
 * keeps the other one in `INIT_CWD`. Undefined where that is not set or may not be read.
 */
export function userFolder(): string | undefined {
  const allowed = Deno.permissions.querySync({ name: "env", variable: "INIT_CWD" });
  return allowed.state === "granted" ? Deno.env.get("INIT_CWD") : undefined;
}
