/**
 * Words in braces that a profile may use where ticlab knows the value only when it runs.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";

/** Every placeholder, with what stands there. */
export const PLACEHOLDERS = {
  port: "path of the serial port to read; HOST:PORT where the line is a socket",
  mode: "historique or standard; {mode:history|standard} says it in the gateway's own words",
  baud: "speed of that mode, 1200 or 9600",
  ticlab: "the command that starts this ticlab",
  folder: "an empty folder, taken away in the end",
  http_port: "a free TCP port on 127.0.0.1, for a gateway that serves pages",
  topic: "a topic of this run alone, such as ticlab-3f9a2c",
  client: "a client id of this run alone",
  broker_host: "host of the broker",
  broker_port: "its TCP port",
  broker_url: "both: mqtt://127.0.0.1:1883",
  influx_host: "host of the database that takes line protocol",
  influx_port: "its TCP port",
  influx_url: "both: http://127.0.0.1:8086",
  database: "name of the database",
  sql_host: "host of the MariaDB server",
  sql_port: "its TCP port",
  sql_user: "its user",
  sql_password: "the password of that user; in env alone",
} as const;

/** One of those words. */
export type Placeholder = keyof typeof PLACEHOLDERS;

/** What stands for each of them in a run. */
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>;

/** `{port}` or `{mode:history|standard}`; `${port}` is the shell's. */
const WORD = /(?<!\$)\{([a-z_]+)(?::([^{}|]*)\|([^{}|]*))?\}/g;

/**
 * The placeholders that a text uses.
 *
 * @param more Other words that may stand in braces there.
 * @throws {SyntaxError} where a word in braces is none, with the nearest.
 */
export function placeholdersIn(text: string, more: readonly string[] = []): Set<Placeholder> {
  const found = new Set<Placeholder>();
  for (const [whole, word = "", first] of text.matchAll(WORD)) {
    if (more.includes(word)) continue;
    if (!Object.hasOwn(PLACEHOLDERS, word)) {
      const words = [...Object.keys(PLACEHOLDERS), ...more];
      const near = nearest(word, words);
      const hint = near ? `did you mean {${near}}?` : `known are ${words.join(", ")}`;
      throw new SyntaxError(`${whole} is no placeholder: ${hint}`);
    }
    if (first !== undefined && word !== "mode") {
      throw new SyntaxError(`${whole}: only {mode:history|standard} has words of its own`);
    }
    found.add(word as Placeholder);
  }
  return found;
}

/**
 * Puts the values in.
 *
 * @param quoted Makes a value a word of a shell.
 *
 * @example
 * ```ts
 * import { filled } from "./placeholders.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = { port: "/tmp/linky", mode: "standard" };
 * assertEquals(filled("--port {port} --tic {mode:history|std}", values), "--port /tmp/linky --tic std");
 * ```
 */
export function filled(
  text: string,
  values: PlaceholderValues,
  quoted: (value: string, word: Placeholder) => string = (value) => value,
): string {
  return text.replaceAll(
    WORD,
    (whole, word: Placeholder, historique?: string, standard?: string) => {
      if (historique !== undefined) return values.mode === "standard" ? standard! : historique;
      const value = values[word];
      return value === undefined ? whole : quoted(value, word);
    },
  );
}
