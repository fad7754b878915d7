/**
 * The command `ticlab`: plays, reads and judges the télé-information client (TIC) of French
 * electricity meters. Each subcommand is a file of `cli/`, loaded on demand.
 *
 * @module
 */
import { COMMANDS } from "./cli/commands.ts";
import { consoleAsTyped } from "./cli/console_as_typed.ts";
import { Failure } from "./cli/failure.ts";
import { nearest } from "./cli/nearest.ts";
import { helpText, readOptions } from "./cli/options.ts";
import { VERSION } from "./cli/version.ts";

const HELP = `ticlab ${VERSION}: a French electricity meter for your tests

ticlab plays, reads and judges the TIC, the serial line that every Linky offers to
the home (télé-information client; historique mode at 1200 baud, standard at 9600).

Usage: ticlab COMMAND [OPTIONS]

Commands:
${Object.entries(COMMANDS).map(([name, c]) => `  ${name.padEnd(12)}${c.summary}`).join("\n")}

Start here:
  # a meter on a virtual serial port; its path is printed
  ticlab sim --mode standard
  # read it, in a second terminal
  ticlab decode PATH
  # check a recording, one JSON object a frame
  ticlab decode recording.tic --json --events frame,error
  # pass a meter on to a broker, and watch it in a browser
  ticlab decode /dev/ttyUSB0 --to mqtt://127.0.0.1/linky --to http://127.0.0.1:8080
  # score a decoder of yours, in any language
  ticlab init adapter --lang python
  ticlab test -- python3 ticlab-adapter/adapter.py

Each command has its own page: ticlab COMMAND --help
Exit codes: 0 done, 2 the command line is wrong, 3 a port, source or program cannot be
opened; the others are on each command's page.`;

/**
 * Runs one command line and returns the exit code of the process.
 *
 * @param args The words after `ticlab`.
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const own = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  consoleAsTyped(own);
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    console.log(HELP);
    return 0;
  }
  if (name === "--version") {
    console.log(VERSION);
    return 0;
  }
  const command = COMMANDS[name];
  if (!command) {
    const near = nearest(name, Object.keys(COMMANDS));
    console.error(`ticlab: there is no command "${name}"`);
    console.error(near ? `Did you mean: ticlab ${near}?` : "See: ticlab --help");
    return 2;
  }
  const { spec, run } = await command.load();
  if (own.includes("--help") || own.includes("-h")) {
    console.log(helpText(spec));
    return 0;
  }
  try {
    return await run(readOptions(spec, rest));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`ticlab ${name}: ${error.message}`);
    if (error.next) console.error(error.next);
    return error.exitCode;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
