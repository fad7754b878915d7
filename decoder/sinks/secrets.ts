/**
 * Secrets of sinks: from the environment, or from a file that it names. Never from a command line,
 * which every user of the machine can read.
 *
 * @module
 */
import { SinkError } from "./sink.ts";

/**
 * Reads the secret of a name: the variable `TICLAB_<name>`, or the file that `TICLAB_<name>_FILE` names,
 * without the end of its last line; undefined where there is neither.
 *
 * @example
 * ```ts
 * import { secret } from "./secrets.ts";
 * import { assertEquals } from "@std/assert";
 *
 * Deno.env.set("TICLAB_EXAMPLE_PASSWORD", "open sesame");
 * assertEquals(secret("EXAMPLE_PASSWORD"), "open sesame");
 * ```
 *
 * @throws {SinkError} of kind `usage`, where both are there or the file cannot be read; it says no secret.
 */
export function secret(name: string): string | undefined {
  const variable = `TICLAB_${name}`;
  const [value, path] = [variableOf(variable), variableOf(`${variable}_FILE`)];
  if (path === undefined) return value;
  if (value !== undefined) {
    throw new SinkError(`${variable} and ${variable}_FILE are both set`, {
      kind: "usage",
      next: `Take one of them away: unset ${variable}`,
    });
  }
  try {
    return Deno.readTextFileSync(path).replace(/\r?\n$/, "");
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound
      ? "it does not exist"
      : cause instanceof Deno.errors.NotCapable
      ? "Deno has no permission for it"
      : "it cannot be read";
    throw new SinkError(`${variable}_FILE names ${path}: ${why}`, {
      kind: "usage",
      next: cause instanceof Deno.errors.NotCapable
        ? `Give Deno the flag --allow-read=${path}`
        : `See whose it is: ls -l ${path}`,
      cause,
    });
  }
}

/** A variable that is set; none where the environment may not be read. */
function variableOf(variable: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return (state === "granted" && Deno.env.get(variable)) || undefined;
}
