/**
 * The command of a gateway as `ticlab learn` takes it.
 *
 * @module
 */
import { type Placeholder, placeholdersIn } from "../conformance/gateway/placeholders.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import type { TicMode } from "../tic/types.ts";
import { Failure } from "./failure.ts";
import type { Options } from "./options.ts";

/** How a gateway is started. */
export interface GatewayCommand {
  /** Command of a shell, with placeholders. */
  run: string;
  /** Variables, with placeholders. */
  env: Readonly<Record<string, string>>;
}

/** What a gateway has to be told, each in one of some ways. */
const NEEDED: readonly { words: readonly Placeholder[]; what: string }[] = [
  { words: ["port"], what: "which port to read" },
  { words: ["broker_url", "broker_port"], what: "where the broker is" },
];

/**
 * Reads the command line of `ticlab learn`. Port and broker are those of the run: a gateway that is not
 * told of both would be waited for in vain.
 *
 * @throws {Failure} exit code 2.
 */
export function gatewayCommand(options: Options): GatewayCommand {
  const run = commandOf(options);
  const env = Object.fromEntries(options.all("env").map(variable));
  const told = new Set([run, ...Object.values(env)].flatMap((text) => [...placeholders(text)]));
  const lacking = NEEDED.find(({ words }) => !words.some((word) => told.has(word)));
  if (lacking === undefined) return { run, env };
  const words = lacking.words.map((word) => `{${word}}`);
  throw new Failure(
    `the gateway is not told ${lacking.what}: ${words.join(" or ")} stands nowhere`,
    {
      exitCode: 2,
      next: `Write ${words[0]} in its command where that belongs, or in a variable:\n` +
        learnLine(options, { env: [`NAME=${words[0]}`] }),
    },
  );
}

/** The same command line to be typed again, in a mode or with more variables. */
export function learnLine(
  options: Options,
  { mode, env: more = [] }: { mode?: TicMode; env?: readonly string[] },
): string {
  const kept = ["for", "within", "profile"].flatMap((name) => {
    const value = options.get(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
  const env = [...options.all("env"), ...more].flatMap((word) => ["--env", word]);
  const chosen = mode ?? options.get("mode");
  const words = [
    ...(chosen === undefined ? [] : ["--mode", chosen]),
    ...kept,
    ...env,
    "--",
    ...options.rest,
  ];
  return `ticlab learn ${words.map(quoted).join(" ")}`;
}

/** Braces need no quotes: they have no comma. */
const quoted = (word: string) => /^[\w@%+=:,./{}-]+$/.test(word) ? word : shellWord(word);

/** The command as a shell takes it; what stands in braces is filled in and quoted later. */
function commandOf({ rest, words }: Options): string {
  if (rest.length === 0 || words.length > 0) {
    throw new Failure("the command of the gateway is wanted, after --", {
      exitCode: 2,
      next: `Try: ticlab learn -- ${words.join(" ") || "./my-gateway {port} {broker_url}"}`,
    });
  }
  const [only] = rest;
  return rest.length === 1 ? only! : rest.map(quoted).join(" ");
}

function variable(word: string): [string, string] {
  const [, name, text] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  if (name === undefined) {
    throw new Failure(`--env wants NAME=TEXT, not "${word}"`, {
      exitCode: 2,
      next: "Try: --env SERIAL={port}",
    });
  }
  return [name, text!];
}

function placeholders(text: string): Set<Placeholder> {
  try {
    return placeholdersIn(text);
  } catch (cause) {
    throw new Failure((cause as Error).message, { exitCode: 2, cause });
  }
}
