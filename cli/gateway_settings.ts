/**
 * What `ticlab decode --to …` is asked to do.
 *
 * @module
 */
import { SinkError } from "../decoder/sinks/sink.ts";
import { parseSink, type SinkAddress } from "../decoder/sinks/sink_address.ts";
import { parseQuantity } from "../sim/quantity.ts";
import type { Options } from "./options.ts";
import { usage } from "./source_options.ts";

/** A gateway as the command line asks for it. */
export interface GatewaySettings {
  /** Where readings go. */
  sinks: readonly SinkAddress[];
  /** Least time between two readings with which nothing happens, ms. */
  every: number;
  /** Folder of the queues; undefined where the environment does not tell where state is kept. */
  queue: string | undefined;
  /** Most that a queue holds, bytes. */
  queueSize: number;
  /** How long the end waits for the sinks, ms. */
  flush: number;
}

/** Options of `ticlab decode` that make it a gateway, by name. */
export const GATEWAY_OPTIONS = {
  to: { value: "SINK", help: "pass the readings on; may be given several times", many: true },
  every: {
    value: "TIME",
    help: "with --to, one in 10s, 5min, … but to a page; events at once",
  },
  queue: { value: "DIR", help: "with --to, where readings wait for a sink that is away" },
  "queue-size": {
    value: "SIZE",
    help: "with --to, most that waits for each sink, default 256MB",
  },
  flush: { value: "TIME", help: "with --to, how long the end waits for the sinks, default 30s" },
} as const;

const BYTES: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9 };
const LEAST_QUEUE = 1e6;

/**
 * Reads the options of a gateway; undefined where no sink is named.
 *
 * @param folder Folder from which relative paths start.
 * @throws {Failure} exit code 2.
 */
export function gatewaySettings(options: Options, folder: string): GatewaySettings | undefined {
  const words = options.all("to");
  if (words.length === 0) {
    const lonely = Object.keys(GATEWAY_OPTIONS).find((name) => options.get(name) !== undefined);
    if (lonely === undefined) return undefined;
    throw usage(
      "decode",
      `--${lonely} is for --to`,
      "Say where readings go, for example: --to file:a.jsonl",
    );
  }
  const twice = words.find((word, i) => words.indexOf(word) < i);
  if (twice !== undefined) {
    throw usage("decode", `--to ${twice} is there twice`, "Leave one of them out.");
  }
  if (words.includes("-") && options.has("json")) {
    throw usage(
      "decode",
      "--json and --to - both write to standard output",
      "Leave one of them out.",
    );
  }
  const queue = options.get("queue") ?? stateFolder();
  return {
    sinks: words.map(address),
    every: time(options, "every", 0),
    queue: queue === undefined || queue.startsWith("/") ? queue : `${folder}/${queue}`,
    queueSize: size(options.get("queue-size") ?? "256MB"),
    flush: time(options, "flush", 30_000),
  };
}

function address(word: string): SinkAddress {
  try {
    return parseSink(word);
  } catch (error) {
    if (!(error instanceof SinkError)) throw error;
    throw usage("decode", error.message, error.next);
  }
}

function time(options: Options, name: string, otherwise: number): number {
  const text = options.get(name);
  if (text === undefined) return otherwise;
  try {
    const duration = parseQuantity(text, "duration");
    if (duration >= 0) return duration;
  } catch (error) {
    if (error instanceof SyntaxError) throw usage("decode", `--${name}: ${error.message}`);
    throw error;
  }
  throw usage("decode", `--${name} ${text} is less than nothing`);
}

function size(text: string): number {
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text) ?? [];
  const bytes = Number(digits) * (BYTES[unit.toUpperCase()] ?? NaN);
  if (Number.isNaN(bytes)) {
    throw usage(
      "decode",
      `--queue-size: "${text}" is no size`,
      "Write for example --queue-size 256MB.",
    );
  }
  if (bytes < LEAST_QUEUE) {
    throw usage(
      "decode",
      `--queue-size ${text} is too small`,
      "It is 1MB at least: five minutes of standard frames.",
    );
  }
  return bytes;
}

/** Where the state of programs is kept (XDG Base Directory Specification). */
function stateFolder(): string | undefined {
  const home = variable("HOME");
  const state = variable("XDG_STATE_HOME") ?? (home && `${home}/.local/state`);
  return state && `${state}/ticlab/queue`;
}

function variable(name: string): string | undefined {
  const allowed = Deno.permissions.querySync({ name: "env", variable: name }).state === "granted";
  return (allowed && Deno.env.get(name)) || undefined;
}
