/**
 * The word of a sink, taken apart.
 *
 * @module
 */
import { nearest } from "../nearest.ts";
import { SinkError } from "./sink.ts";
import { type SinkEntry, SINKS } from "./sink_table.ts";

/** A word such as `mqtts://linky@broker.lan:8883/teleinfo?dialect=jeedom&qos=1`. */
export interface SinkAddress {
  /** The word as it was typed; it holds no secret, since one with a password is refused. */
  word: string;
  /** What stands before the colon; `-` for standard output. */
  scheme: string;
  /** User, decoded. */
  user?: string;
  /** Host; empty where the scheme has none. */
  host: string;
  /** Port, where it is named. */
  port?: number;
  /** Path without its first slash; for `file:` the path as it stands. */
  path: string;
  /** Parameters after `?`, decoded, each once. */
  parameters: Readonly<Record<string, string>>;
}

/** `//user:password@`; digits up to a slash or the end are a port. */
const PASSWORD = /:\/\/([^:/?#@]*):(?!\d*(?:[/?#]|$)).*@/s;
/** Parameters that somebody may take for the place of a secret. */
const SECRET = /^(?:pass(?:word|wd)?|pwd|token|secret|api-?key|auth)$/i;
const URL_WORD =
  /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/:?#@]*)(?::(\d+))?(?:\/([^?#]*))?(?:\?([^#]*))?$/is;

/**
 * Reads the word of a sink: `-`, `file:PATH` (PATH is literal), or
 * `SCHEME://[USER@]HOST[:PORT][/PATH][?NAME=VALUE&…]` (an IPv6 host in brackets).
 *
 * @example
 * ```ts
 * import { parseSink } from "./sink_address.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { scheme, user, host, port, path, parameters } = parseSink(
 *   "mqtts://linky@broker.lan:8883/teleinfo?dialect=jeedom",
 * );
 * assertEquals([scheme, user, host, port, path], ["mqtts", "linky", "broker.lan", 8883, "teleinfo"]);
 * assertEquals(parameters, { dialect: "jeedom" });
 * ```
 *
 * @throws {SinkError} of kind `usage`; a password in the word is refused, and is not in the error.
 */
export function parseSink(word: string): SinkAddress {
  if (word === "-") return { word, scheme: "-", host: "", path: "", parameters: {} };
  if (word.startsWith("file:")) return fileAddress(word);
  const [, scheme = ""] = /^([a-z][a-z0-9+.-]*):/i.exec(word) ?? [];
  const entry = SINKS.find(({ schemes }) => schemes.includes(scheme.toLowerCase()));
  if (PASSWORD.test(word)) throw passwordIn(word, entry);
  if (!entry) throw noSink(word, scheme);
  const [, , user, host = "", digits, path = "", query] = URL_WORD.exec(word) ?? [];
  if (host === "") {
    throw usage(
      word,
      `it names no host, as ${scheme}://HOST does`,
      `For example: ${entry.example}`,
    );
  }
  const port = Number(digits);
  if (digits !== undefined && (port < (scheme === "http" ? 0 : 1) || port > 65535)) {
    throw usage(word, `${digits} is no port`, "A port is a number from 1 to 65535.");
  }
  return {
    word,
    scheme: scheme.toLowerCase(),
    ...(user !== undefined && { user: decoded(user, word) }),
    host: host.replace(/^\[|\]$/g, ""),
    ...(digits !== undefined && { port }),
    path: decoded(path, word),
    parameters: parametersIn(query, word, entry),
  };
}

function fileAddress(word: string): SinkAddress {
  const path = word.slice("file:".length);
  if (path === "") throw usage(word, "it names no file", "For example: file:readings.jsonl");
  return { word, scheme: "file", host: "", path, parameters: {} };
}

function parametersIn(
  query: string | undefined,
  word: string,
  entry: SinkEntry,
): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const part of query?.split("&").filter((part) => part !== "") ?? []) {
    const [, name = part, value] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    const key = decoded(name, word);
    if (SECRET.test(key)) throw passwordIn(word, entry);
    if (!value) throw usage(word, `${key} has no value`, `Write ${key}=VALUE, or leave it out.`);
    if (Object.hasOwn(parameters, key)) {
      throw usage(word, `${key} is there twice`, "Leave one of them out.");
    }
    parameters[key] = decoded(value, word);
  }
  return parameters;
}

function noSink(word: string, scheme: string): SinkError {
  const near = nearest(scheme, SINKS.flatMap(({ schemes }) => schemes));
  const what = scheme === "" ? "it is no sink" : `${scheme}: is no sink`;
  const list = `A sink is one of ${SINKS.map(({ example }) => example).join(" ")}`;
  const path = scheme === "" ? `For a file: file:${word}. ` : "";
  return usage(word, what, near === undefined ? path + list : `Did you mean ${near}:? ${list}`);
}

/** Says nothing of what was typed but the scheme and the host: others may read this. */
function passwordIn(word: string, entry: SinkEntry | undefined): SinkError {
  const bare = word.replace(PASSWORD, "://$1@").replace(/\?.*$/s, "");
  const name = `TICLAB_${entry?.secret ?? "MQTT_PASSWORD"}`;
  return new SinkError(
    `${bare}: a secret does not belong on a command line, which everybody here can read`,
    {
      kind: "usage",
      next: `Put it into the variable ${name}, or into a file that ${name}_FILE names.`,
    },
  );
}

function decoded(text: string, word: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw usage(word, `"${text}" has a % that begins no character`, "Write a % as %25.");
  }
}

function usage(word: string, what: string, next: string): SinkError {
  return new SinkError(`${word}: ${what}`, { kind: "usage", next });
}
