/**
 * `ticlab check`: says what a line is, why, and what to do.
 *
 * @module
 */
import { diagnose, type Diagnosis } from "../decoder/diagnosis/diagnose.ts";
import { SourceError } from "../decoder/source.ts";
import { parseQuantity } from "../sim/quantity.ts";
import { checkJson } from "./check_json.ts";
import { hearSource } from "./check_source.ts";
import { checkScreen } from "./check_screen.ts";
import { Failure } from "./failure.ts";
import { language } from "./language.ts";
import type { CommandSpec, Options } from "./options.ts";
import { portsHere } from "./ports.ts";
import { palette, terminalSize } from "./screen.ts";
import { sourceFailure } from "./source_failure.ts";
import { writeOut } from "./stdout.ts";
import { userFolder } from "./user_folder.ts";

/** How long a live line is listened to at most, ms, unless it is said. */
const LIMIT = 15_000;

/** Options and help of `ticlab check`. */
export const spec: CommandSpec = {
  name: "check",
  summary: "say what a line is, whether it is good, and what to do if not",
  usage: `ticlab check [SOURCE] [OPTIONS]

SOURCE is one of
  /dev/ttyUSB0            a serial port: every speed of a meter is tried
  recording.txt           a recording of ticlab record, or a file of bytes
  -                       standard input
  tcp://HOST:PORT         a line served as it is (ser2net raw, socat)
  rfc2217://HOST:PORT     a serial port behind the network
Without SOURCE, the port of this machine is taken, if there is just one.`,
  options: {
    json: { help: "print cause, facts and states of the LED as one JSON object" },
    baud: { value: "N", help: "listen at this speed only" },
    for: {
      value: "TIME",
      help: "listen for 10s, 2min, …; else until all is clear, 15 s at most",
    },
  },
  examples: [
    ["ticlab check /dev/ttyUSB0", "is my meter wired right?"],
    ["ticlab check /dev/ttyUSB0 --for 5min", "find a loose contact"],
    ["ticlab check recording.txt --json", "what a recording is, for a script"],
  ],
  exits: [
    [1, "a trouble was found"],
    [3, "the source cannot be opened, or breaks off"],
    [4, "not sure what it is"],
  ],
  notes: `It speaks French where LANG (or LC_ALL, LC_MESSAGES) begins with "fr".

On a machine that runs no Deno (a 32-bit Raspberry Pi), serve the port there:
  socat TCP-LISTEN:2000,reuseaddr,fork FILE:/dev/serial0,b9600,raw,echo=0
and check it from a bigger one:
  ticlab check tcp://THE-PI:2000
With b1200 instead of b9600 for historique mode. ser2net serves both speeds:
  connection: &tic
    accepter: telnet(rfc2217),2000
    connector: serialdev,/dev/serial0,9600e71,local
  ticlab check rfc2217://THE-PI:2000`,
};

/**
 * Runs `ticlab check`.
 *
 * @throws {Failure} with the exit codes of {@linkcode spec}.
 */
export async function run(options: Options): Promise<number> {
  const word = sourceWord(options);
  const folder = userFolder();
  const asked = timeLimit(options);
  let diagnosis: Diagnosis;
  try {
    const facts = await hearSource(word, {
      folder,
      baudRate: speed(options),
      limit: asked ?? LIMIT,
      early: asked === undefined,
      lang: language(),
    });
    diagnosis = diagnose(facts);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw sourceFailure(error, { word, folder, args: Deno.args.slice(1), command: "check" });
  }
  const lines = options.has("json") ? [JSON.stringify(checkJson(word, diagnosis))] : checkScreen(
    diagnosis,
    {
      source: word,
      lang: language(),
      columns: terminalSize().columns,
      paint: palette(Deno.stdout),
    },
  );
  writeOut(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  return diagnosis.cause === null ? 4 : diagnosis.cause.healthy ? 0 : 1;
}

function sourceWord({ words }: Options): string {
  if (words.length > 1) {
    throw usage(`one SOURCE at a time, not ${words.length}: ${words.join(" ")}`);
  }
  if (words[0] !== undefined) return words[0];
  if (!Deno.stdin.isTerminal()) return "-";
  const ports = portsHere().filter(({ notes }) => !notes.includes("console"));
  if (ports.length === 1) return ports[0]!.path;
  throw ports.length === 0
    ? usage("no SOURCE, and no port here is a meter's", "Plug the adapter in; see: ticlab ports")
    : usage(`no SOURCE, and there are ${ports.length} ports`, "See which: ticlab ports");
}

function timeLimit(options: Options): number | undefined {
  const text = options.get("for");
  if (text === undefined) return undefined;
  try {
    const duration = parseQuantity(text, "duration");
    if (duration > 0) return duration;
  } catch (error) {
    if (error instanceof SyntaxError) throw usage(`--for: ${error.message}`);
    throw error;
  }
  throw usage(`--for ${text} is over before it begins`, "Write for example --for 10s.");
}

function speed(options: Options): number | undefined {
  const text = options.get("baud");
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{1,6}$/.test(text)) {
    throw usage(`--baud: "${text}" is no speed`, "Say --baud 1200 or --baud 9600.");
  }
  return Number(text);
}

function usage(message: string, next = "See: ticlab check --help"): Failure {
  return new Failure(message, { exitCode: 2, next });
}
