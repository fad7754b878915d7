/**
 * Options of a command as a table, which reads the command line and writes the help.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";

/** One `--option`. */
export interface OptionSpec {
  /** Name of its value in the help (`POWER`); without one the option is a switch. */
  value?: string;
  /** One line of help. */
  help: string;
  /** The only values allowed. */
  choices?: readonly string[];
  /** May be given several times. */
  many?: boolean;
}

/** A command: its options, and the words around them in `--help`. */
export interface CommandSpec {
  name: string;
  /** One line, also shown by `ticlab --help`. */
  summary: string;
  usage: string;
  options: Readonly<Record<string, OptionSpec>>;
  /** Command lines worth copying, each with what it does. */
  examples: readonly (readonly [command: string, what: string])[];
  /** Exit codes besides 0 and 2. */
  exits: readonly (readonly [code: number, when: string])[];
  /** Anything else that `--help` should say. */
  notes?: string;
}

/** A command line that was read. */
export interface Options {
  /** Words that are not options. */
  words: string[];
  /** What stands after `--`. */
  rest: string[];
  /** Whether a switch was given. */
  has(name: string): boolean;
  /** Value of an option, the last one where it was given several times. */
  get(name: string): string | undefined;
  /** Every value of an option. */
  all(name: string): string[];
}

/**
 * Reads a command line by the table of a command.
 *
 * @throws {Failure} exit code 2, with the nearest option or choice.
 */
export function readOptions(spec: CommandSpec, args: readonly string[]): Options {
  const names = Object.keys(spec.options);
  const valued = names.filter((n) => spec.options[n]!.value !== undefined);
  const usage = (message: string, next?: string) =>
    new Failure(message, { exitCode: 2, next: next ?? `See: ticlab ${spec.name} --help` });
  const parsed = parseArgs(withValues(args, valued), {
    "--": true,
    string: ["_", ...valued],
    collect: valued,
    boolean: names.filter((n) => spec.options[n]!.value === undefined),
    unknown: (arg, key) => {
      if (key === undefined || arg === "-") return true;
      const near = nearest(key, names);
      throw usage(`unknown option ${arg}`, near && `Did you mean --${near}?`);
    },
  });
  const all = (name: string) => (parsed[name] as string[] | undefined) ?? [];
  for (const name of valued) {
    const { choices, many } = spec.options[name]!;
    if (!many && all(name).length > 1) throw usage(`--${name} is given more than once`);
    for (const value of all(name)) {
      if (value === "") throw usage(`--${name} wants a value`);
      if (choices && !choices.includes(value)) {
        const near = nearest(value, choices);
        throw usage(
          `--${name} cannot be "${value}": it is one of ${choices.join(", ")}`,
          near && `Did you mean --${name} ${near}?`,
        );
      }
    }
  }
  return {
    words: parsed._.map((word) => String(word).replace(NEGATIVE, "")),
    rest: parsed["--"] ?? [],
    has: (name) => parsed[name] === true,
    get: (name) => all(name).at(-1),
    all,
  };
}

/** Before a word that is a negative number, so that it is no option: `ctl load -500 W`. */
const NEGATIVE = "\0";

/** Joins each option to its value, which may be `-` or begin with one: `--to -`, `--load -500W`. */
function withValues(args: readonly string[], valued: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (word === "--") return [...joined, ...args.slice(i)];
    const next = args[i + 1];
    const takes = word.startsWith("--") && valued.includes(word.slice(2));
    if (takes && next !== undefined && !next.startsWith("--")) {
      joined.push(`${word}=${next}`);
      i++;
    } else joined.push(/^-\d/.test(word) ? NEGATIVE + word : word);
  }
  return joined;
}

/** Writes the help of a command. */
export function helpText(spec: CommandSpec): string {
  const rows = Object.entries(spec.options).map(([name, o]) => {
    const choices = o.choices ? ` (${o.choices.join("|")})` : "";
    return [`--${name}${o.value ? ` ${o.value}` : ""}`, o.help + choices] as const;
  });
  const table = (list: readonly (readonly [string, string])[]) => {
    const width = Math.max(...list.map(([left]) => left.length));
    return list.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
  };
  const exits = [
    ["0", "done"] as const,
    ["2", "the command line is wrong"] as const,
    ...spec.exits.map(([code, when]) => [String(code), when] as const),
  ];
  return [
    `ticlab ${spec.name}: ${spec.summary}`,
    `Usage: ${spec.usage}`,
    `Options:\n${table(rows)}`,
    `Examples:\n${spec.examples.map(([c, what]) => `  # ${what}\n  ${c}`).join("\n")}`,
    ...(spec.notes ? [spec.notes] : []),
    `Exit codes:\n${table(exits)}`,
  ].join("\n\n");
}
