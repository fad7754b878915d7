/**
 * `ticlab check`: says what a line is, why, and what to do.
 *
 * @module
 */
import { diagnose, type Diagnosis } from "../decoder/diagnosis/diagnose.ts";
import { SourceError } from "../decoder/source.ts";
import { asTyped } from "./as_typed.ts";
import { checkJson } from "./check_json.ts";
import { hearSource } from "./check_source.ts";
import { checkScreen } from "./check_screen.ts";
import { language } from "./language.ts";
import type { CommandSpec, Options } from "./options.ts";
import { portsHere } from "./ports.ts";
import { palette, terminalSize } from "./screen.ts";
import { baudOf, durationOf, onlySource, usage } from "./source_options.ts";
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
  const asked = durationOf(options, spec.name, "10s");
  let diagnosis: Diagnosis;
  try {
    const facts = await hearSource(word, {
      folder,
      baudRate: baudOf(options, spec.name),
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
  ).map((line) => asTyped(line));
  writeOut(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  return diagnosis.cause === null ? 4 : diagnosis.cause.healthy ? 0 : 1;
}

function sourceWord(options: Options): string {
  const word = onlySource(options, spec.name);
  if (word !== undefined) return word;
  if (!Deno.stdin.isTerminal()) return "-";
  const ports = portsHere().filter(({ notes }) => !notes.includes("console"));
  if (ports.length === 1) return ports[0]!.path;
  const [message, next] = ports.length === 0
    ? ["no SOURCE, and no port here is a meter's", "Plug the adapter in; see: ticlab ports"]
    : [`no SOURCE, and there are ${ports.length} ports`, "See which: ticlab ports"];
  throw usage(spec.name, message, next);
}
