/**
 * Commands to a running sim: what `ctl` sends, as words and as JSON.
 *
 * @module
 */
import { type ArgumentValue, readArgument } from "./argument.ts";
import { nearest } from "./nearest.ts";
import { type Action, actionOf, type Target, type Verb, VERBS } from "./verbs.ts";

/** A command as JSON: the verb under `do`, its target under `on` where two have that verb, arguments. */
export type CommandMessage = Readonly<Record<string, unknown>>;

/** A command that was read. */
export interface Command {
  /** What it acts on. */
  readonly target: Target;
  /** The verb and its arguments. */
  readonly action: Action;
}

/**
 * Turns the words of a command line into a message: `overload 12 kVA for 30 s`. What stands before the
 * first name of an argument are the arguments that need no name; `meter` or `fault` may stand first.
 *
 * @example
 * ```ts
 * import { commandMessage } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(commandMessage(["overload", "12", "kVA", "for", "30", "s"]), {
 *   do: "overload",
 *   power: "12 kVA",
 *   for: "30 s",
 * });
 * ```
 *
 * @throws {SyntaxError} where a word has no meaning, with the nearest right thing.
 */
export function commandMessage(words: readonly string[]): CommandMessage {
  const [first = "", ...others] = words;
  const named = isTarget(first) && others.length > 0;
  const [name = "", ...rest] = named ? others : words;
  const { verb } = find(name, named ? first : undefined);
  const message: Record<string, string> = { do: name, ...(named && { on: first }) };
  const free = verb.words.slice();
  for (let i = 0; i < rest.length;) {
    const word = rest[i]!;
    // `cover open`: the last word is a value, whatever arguments are called.
    const last = i === rest.length - 1 && free.length > 0;
    const known = Object.hasOwn(verb.arguments, word) && !(word in message) && !last;
    const key = known ? word : free.shift();
    if (key === undefined) throw new SyntaxError(meaningless(name, verb, word));
    if (known) {
      i++;
      if (free.includes(key)) free.splice(free.indexOf(key), 1);
    }
    const end = endOfValue(rest, i, { verb, last: free.length === 0 });
    if (end === i) throw new SyntaxError(`Cannot do "${name}": "${key}" has no value`);
    message[key] = rest.slice(i, end).join(" ");
    i = end;
  }
  return message;
}

/** Where a value ends: at the next name; one of several without names is a word, or a number and a unit. */
function endOfValue(
  words: readonly string[],
  from: number,
  { verb, last }: { verb: Verb; last: boolean },
): number {
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(words[from] ?? "");
  const most = last ? words.length : isNumber ? from + 2 : from + 1;
  const limit = words.findIndex((word, i) => i > from && Object.hasOwn(verb.arguments, word));
  return Math.min(words.length, most, limit < 0 ? Infinity : limit);
}

function meaningless(name: string, verb: Verb, word: string): string {
  const names = Object.keys(verb.arguments);
  const near = nearest(word, names);
  if (names.length === 0) return `Cannot do "${name} ${word}": "${name}" stands alone`;
  return `Cannot do "${name}" with "${word}": ` +
    (near ? `did you mean "${near}"?` : `it takes ${names.join(", ")}`);
}

/**
 * Reads a message; moments count from `now` (milliseconds since 1970 UTC on the meter's clock).
 *
 * @example
 * ```ts
 * import { readCommand } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readCommand({ do: "cut", for: "5 s" }, 0), {
 *   target: "line",
 *   action: { do: "cut", for: 5_000 },
 * });
 * ```
 *
 * @throws {SyntaxError} where it is no command, with the nearest right thing.
 */
export function readCommand(message: CommandMessage, now: number): Command {
  const { do: name, on, ...args } = message;
  if (typeof name !== "string") {
    throw new SyntaxError('Cannot read the command: write such as {"do":"status"}');
  }
  const { target, verb } = find(name, on === undefined ? undefined : String(on));
  const read: Record<string, ArgumentValue> = {};
  for (const [key, value] of Object.entries(args)) {
    const argument = Object.hasOwn(verb.arguments, key) ? verb.arguments[key] : undefined;
    if (!argument) throw new SyntaxError(meaningless(name, verb, key));
    try {
      const written = { text: String(value), isText: typeof value === "string" };
      read[key] = readArgument(argument, written, now);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new SyntaxError(`Cannot do "${name}": ${key}: ${error.message}`, { cause: error });
    }
  }
  const lacking = Object.keys(verb.arguments)
    .filter((key) => verb.arguments[key]!.required && !(key in read));
  if (lacking.length > 0) {
    throw new SyntaxError(`Cannot do "${name}": it wants ${lacking.join(" and ")}`);
  }
  return { target, action: actionOf(name, read) };
}

function isTarget(word: string): word is Target {
  return Object.hasOwn(VERBS, word);
}

function find(name: string, on: string | undefined): { target: Target; verb: Verb } {
  if (on !== undefined && !isTarget(on)) {
    throw new SyntaxError(
      `Cannot act on "${on}": it is one of ${Object.keys(VERBS).join(", ")}`,
    );
  }
  const targets = (on === undefined ? Object.keys(VERBS) : [on]) as Target[];
  const [target, another] = targets.filter((each) => Object.hasOwn(VERBS[each], name));
  if (target === undefined) {
    const all = targets.flatMap((each) => Object.keys(VERBS[each]));
    const near = nearest(name, all);
    throw new SyntaxError(
      `Cannot do ${JSON.stringify(name)}: ` +
        (near ? `did you mean "${near}"?` : `the verbs are ${all.join(", ")}`),
    );
  }
  if (another !== undefined) {
    throw new SyntaxError(
      `Cannot do "${name}" alone: say "${target} ${name}" or "${another} ${name}"`,
    );
  }
  return { target, verb: VERBS[target][name]! };
}
