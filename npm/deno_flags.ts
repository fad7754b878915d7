/**
 * The permissions of a command line of ticlab, as flags of Deno: as narrow as Deno can say them.
 *
 * @module
 */
import { dirname, resolve } from "node:path";

/** What the flags depend on besides the command line. */
export interface Surroundings {
  /** Folder that the user stands in. */
  here: string;
  /** Environment. */
  env: Readonly<Record<string, string | undefined>>;
  /** Number of the user. */
  user: number;
  /** Whether a path is one of a file; a port or a pipe is none. */
  isFile(path: string): boolean;
}

interface Line extends Surroundings {
  args: readonly string[];
}

/** What is allowed, by kind: named things, or everything where there is `null`. */
type Allowed = Readonly<Record<string, readonly string[] | null>>;

/** A set of permissions, from what the user named. */
type Need = (line: Line) => Allowed;

/** Variables that ticlab and the packages below it look at. */
const VARIABLES = [
  "INIT_CWD",
  "TICLAB_BY",
  "XDG_RUNTIME_DIR",
  "TMPDIR",
  "NO_COLOR",
  "LANG",
  "LC_ALL",
  "LC_MESSAGES",
  "LOG_TOKENS",
  "LOG_STREAM",
];

/** Secrets of sinks; each may be in a file that NAME_FILE names. */
const SECRETS = ["MQTT_PASSWORD", "INFLUXDB_PASSWORD", "INFLUXDB_TOKEN", "MYSQL_PASSWORD"]
  .flatMap((name) => [`TICLAB_${name}`, `TICLAB_${name}_FILE`]);

/** Where libc is; Deno wants the folder of a library. */
const LIBRARIES = ["/lib", "/lib64", "/usr/lib"];

/** Control sockets of sims that run at once; Deno allows a Unix socket by its path alone. */
const SIMS = 20;

/** Ports of schemes where none is named. */
const PORTS: Readonly<Record<string, number>> = {
  mqtt: 1883,
  mqtts: 8883,
  ws: 80,
  wss: 443,
  influxdb: 8086,
  influxdbs: 8086,
  mysql: 3306,
};

const words: Need = () => ({ env: VARIABLES });
const libc: Need = () => ({ ffi: LIBRARIES });
const read: Need = () => ({ read: null });
/** The program of the user gets the user's environment, and may do what the user may do. */
const programs: Need = () => ({ run: null, env: null, read: null, write: null });
/** A gateway is given a port, a broker and a database of ours. */
const stage: Need = ({ args }) =>
  args.some((arg) => /^--gateway\b/.test(arg)) ? { ffi: LIBRARIES, net: null } : {};

/** Writing in the folder that the user stands in, and in those that they named. */
const write: Need = ({ args, here }) => {
  const named = args.map((arg) => arg.replace(/^--[\w-]+=/, "").replace(/^(?:file|pty|socat):/, ""))
    .filter((arg) => /[./]/.test(arg) && !/^-|:\/\//.test(arg))
    .map((arg) => resolve(here, arg));
  return { write: [here, ...named, ...named.map((path) => dirname(path))] };
};

/** Hosts and ports of every `scheme://` that is named. */
const hosts: Need = ({ args }) => {
  const named = args.flatMap((arg) => {
    const [, scheme, authority = ""] = /(?:^|=)([a-z][a-z0-9+]*):\/\/([^/?#]*)/.exec(arg) ?? [];
    if (scheme === undefined) return [];
    const [, host = "", port] = /^(?:.*@)?(\[.*\]|[^:]*)(?::(\d+))?$/.exec(authority) ?? [];
    const name = host === "" || host === "localhost" ? "127.0.0.1" : host;
    const known = Number(port) > 0 ? port : port === undefined ? PORTS[scheme] : undefined;
    return [known === undefined ? name : `${name}:${known}`];
  });
  return named.length === 0 ? {} : { net: named };
};

/** The folder of running sims, and their control sockets. */
const control: Need = ({ env, user }) => {
  const folders = [`${env.TMPDIR ?? "/tmp"}/ticlab-${user}`];
  if (env.XDG_RUNTIME_DIR) folders.unshift(`${env.XDG_RUNTIME_DIR}/ticlab`);
  const numbers = Array.from({ length: SIMS }, (_, i) => i === 0 ? "" : `-${i + 1}`);
  return {
    net: folders.flatMap((folder) => numbers.map((number) => `unix:${folder}/control${number}`)),
    write: folders,
  };
};

const helpers: Need = ({ args }) => {
  const run = [
    ...args.some((arg) => /^(?:--to=)?socat:/.test(arg)) ? ["socat"] : [],
    ...args.some((arg) => /^--reset\b/.test(arg)) ? ["sh"] : [],
  ];
  return run.length === 0 ? {} : { run };
};

/** A broker of our own is on loopback. */
const brokers: Need = ({ args }) => ({
  ...outs(args).some((out) => /^(?:mqtts?|wss?):/.test(out)) && { env: SECRETS },
  ...args.some((arg) => /^--broker\b/.test(arg)) && { net: ["127.0.0.1"] },
});

/** A line that is read: nothing for standard input, the file alone for a file, else libc. */
const source: Need = (line) => {
  const { args, here, isFile } = line;
  const files = args.map((arg) => resolve(here, arg)).filter(isFile);
  if (files.length > 0) return { read: files };
  return args.some((arg) => !arg.startsWith("-") && !arg.includes("://"))
    ? { ...libc(line), read: null }
    : {};
};

/** Values of `--to`. */
function outs(args: readonly string[]): string[] {
  return args.flatMap((arg, i) =>
    arg.startsWith("--to=") ? [arg.slice("--to=".length)] : args[i - 1] === "--to" ? [arg] : []
  );
}

/** Where a gateway's readings go: its hosts, its files, its queue; and what has its secrets. */
const sinks: Need = (line) => {
  const { args, env, here } = line;
  const away = outs(args).filter((out) => /^(?:mqtts?|wss?|influxdbs?|mysql):/.test(out));
  const files = outs(args).filter((out) => out.startsWith("file:"));
  const named = args.flatMap((arg, i) =>
    arg.startsWith("--queue=")
      ? [arg.slice("--queue=".length)]
      : args[i - 1] === "--queue"
      ? [arg]
      : []
  );
  const state = `${env.XDG_STATE_HOME || `${env.HOME ?? "."}/.local/state`}/ticlab/queue`;
  const queue = resolve(here, named.at(-1) ?? state);
  return {
    ...outs(args).length > 0 && hosts(line),
    ...away.length > 0 && { env: [...SECRETS, "HOME", "XDG_STATE_HOME"], read: null },
    ...(away.length > 0 || files.length > 0) && {
      write: [
        ...away.length > 0 ? [queue] : [],
        ...files.map((file) => resolve(here, file.slice("file:".length))),
      ],
    },
  };
};

/** What each command needs; one that is not here does nothing but print. */
const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  sim: [libc, read, write, control, hosts, helpers, brokers],
  replay: [libc, read, write, control, hosts, helpers],
  ctl: [libc, read, control],
  tee: [libc, read, write, hosts, helpers],
  scenarios: [read],
  explain: [read, write],
  list: [read],
  report: [read, write],
  export: [read, write],
  init: [read, write],
  anonymise: [read, write],
  decode: [source, hosts, sinks],
  check: [source, hosts],
  record: [libc, read, write, hosts],
  audit: [libc, read, write, hosts],
  ports: [libc, read],
  test: [programs, stage],
  learn: [programs, libc, () => ({ net: null })],
  doctor: [programs],
};

/**
 * Flags of Deno for a command line.
 *
 * @example
 * ```ts
 * import { denoFlags } from "./deno_flags.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const flags = denoFlags(["decode", "line.tic"], {
 *   here: "/home/linky",
 *   env: {},
 *   user: 1000,
 *   isFile: (path) => path === "/home/linky/line.tic",
 * });
 * assertEquals(flags[1], "--allow-read=/home/linky/line.tic");
 * assertEquals(flags.some((flag) => flag.startsWith("--allow-net")), false);
 * ```
 */
export function denoFlags(
  [command = "", ...args]: readonly string[],
  surroundings: Surroundings,
): string[] {
  const line = { ...surroundings, args };
  const needs = [...NEEDS[command] ?? [], words].map((need) => need(line));
  const kinds = new Set(needs.flatMap((need) => Object.keys(need)));
  // The client of a broker looks through the whole environment; what is not named is not there. With
  // all of it allowed the flag would leave nothing, to a program that is started neither.
  return [
    ...needs.some(({ env }) => env === null) ? [] : ["--ignore-env"],
    ...Array.from(kinds, (kind) => {
      const named = needs.map((need) => need[kind]).filter((names) => names !== undefined);
      const names = named.includes(null) ? [] : [...new Set(named.flat())];
      // Deno separates names by commas, so that one with a comma inside cannot be named.
      return names.length === 0 || names.some((name) => name!.includes(","))
        ? `--allow-${kind}`
        : `--allow-${kind}=${names.join(",")}`;
    }),
  ];
}
