/**
 * What commands that read a line ask in the same words: which one, at what speed, for how long.
 *
 * @module
 */
import { parseQuantity } from "../sim/quantity.ts";
import { Failure } from "./failure.ts";
import type { Options } from "./options.ts";

/** The end of a command whose words are wrong: exit code 2, and where to read on. */
export function usage(
  command: string,
  message: string,
  next = `See: ticlab ${command} --help`,
): Failure {
  return new Failure(message, { exitCode: 2, next });
}

/**
 * The only source of a command line; undefined where it names none.
 *
 * @throws {Failure} exit code 2: it names several.
 */
export function onlySource({ words }: Options, command: string): string | undefined {
  if (words.length <= 1) return words[0];
  throw usage(command, `one SOURCE at a time, not ${words.length}: ${words.join(" ")}`);
}

/**
 * `--baud`: the speed of a port, in baud.
 *
 * @throws {Failure} exit code 2.
 */
export function baudOf(options: Options, command: string): number | undefined {
  const text = options.get("baud");
  if (text === undefined) return undefined;
  if (/^[1-9]\d{1,6}$/.test(text)) return Number(text);
  throw usage(command, `--baud: "${text}" is no speed`, "Say --baud 1200 or --baud 9600.");
}

/**
 * `--for`: how long a line is listened to, ms.
 *
 * @param example A time that would do, for the message.
 * @throws {Failure} exit code 2.
 */
export function durationOf(
  options: Options,
  command: string,
  example: string,
): number | undefined {
  const text = options.get("for");
  if (text === undefined) return undefined;
  try {
    const duration = parseQuantity(text, "duration");
    if (duration > 0) return duration;
  } catch (error) {
    if (error instanceof SyntaxError) throw usage(command, `--for: ${error.message}`);
    throw error;
  }
  const next = `Write for example --for ${example}.`;
  throw usage(command, `--for ${text} is over before it begins`, next);
}
