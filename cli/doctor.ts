/**
 * `ticlab doctor`: tells what is wrong with an adapter before it is scored.
 *
 * @module
 */
import { type Diagnosis, doctor } from "../conformance/drivers/doctor.ts";
import type { DriverOptions } from "../conformance/drivers/driver_options.ts";
import type { Check } from "../conformance/drivers/examine.ts";
import { ProgramError } from "../conformance/drivers/program_error.ts";
import { CAPABILITIES } from "../conformance/suite/capability.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import { endPrograms } from "./end_programs.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { type Palette, palette } from "./screen.ts";
import { userFolder } from "./user_folder.ts";

/** Options and help of `ticlab doctor`. */
export const spec: CommandSpec = {
  name: "doctor",
  summary: "check that a program speaks the adapter protocol, before test scores it",
  usage: "ticlab doctor [--session] [--timeout S] -- CMD",
  options: {
    session: { help: "CMD answers many inputs, as JSON lines" },
    timeout: { value: "S", help: "seconds that CMD has for a short input; 10" },
  },
  examples: [
    ["ticlab doctor -- ./my-decoder", "bytes on its standard input, one JSON event a line out"],
    ["ticlab doctor --session -- python3 adapter.py", "one process for all inputs"],
  ],
  exits: [
    [1, "the program breaks the contract"],
    [3, "the program does not start"],
  ],
  notes:
    "It looks at the adapter, not at the decoder: empty input, noise, a mode that there is not,\n" +
    "a meter number that is drawn anew. Without --session it finds out whether CMD speaks\n" +
    "session, too: test is faster so. The contract is one page: docs/adapter-protocol.md",
};

/**
 * Tries the program after `--` and prints what was found.
 *
 * @throws {Failure} exit code 2 for the command line, 3 where the program cannot be started.
 */
export async function run(options: Options): Promise<number> {
  const driven = driverOptions(options);
  const command = commandLine(driven, driven.session);
  const paint = palette(Deno.stdout);
  using _ = endPrograms();
  try {
    console.log(paint.bold(`ticlab doctor ${command}`) + "\n");
    const found = await print(driven, paint);
    if (found) console.log(summary(found, commandLine(driven, found.session)));
    else console.log(`\nMend what is marked ✗, then try again: ticlab doctor ${command}`);
    return found ? 0 : 1;
  } catch (cause) {
    if (!(cause instanceof ProgramError)) throw cause;
    throw new Failure(cause.message, { exitCode: 3, next: cause.next, cause });
  }
}

function commandLine({ command }: DriverOptions, session = false): string {
  return [...session ? ["--session"] : [], "--", ...command.map(shellWord)].join(" ");
}

async function print(options: DriverOptions, paint: Palette): Promise<Diagnosis | undefined> {
  const checks = doctor(options);
  for (;;) {
    const { value, done } = await checks.next();
    if (done) return value;
    console.log(checkText(value, paint));
  }
}

function checkText({ verdict, what, fix, stderr }: Check, paint: Palette): string {
  const mark = { fine: paint.green("✓"), note: paint.yellow("!"), wrong: paint.red("✗") }[verdict];
  const more = (name: string, text: string) => `    ${paint.dim(name)}  ${text}`;
  return [
    `${mark} ${what}`,
    ...fix ? [more("instead", fix)] : [],
    ...stderr ? stderr.trimEnd().split("\n").slice(-8).map((line) => more("stderr", line)) : [],
  ].join("\n");
}

function summary({ profile }: Diagnosis, command: string): string {
  const { name, capabilities, depth, labels } = profile;
  const missing = Object.keys(CAPABILITIES).filter((name) => !capabilities.includes(name as never));
  return `
${name} can be scored, to the depth "${depth}".
It says that it can, or was seen to:  ${capabilities.join(" ")}
Not held against it:                  ${missing.join(" ") || "nothing"}${
    labels ? `\nScored on these labels only:          ${labels.join(" ")}` : ""
  }

Next: ticlab test ${command}`;
}

function driverOptions(options: Options): DriverOptions {
  if (options.words.length > 0 || options.rest.length === 0) {
    throw new Failure("a program is wanted, after --", {
      exitCode: 2,
      next: `Try: ticlab doctor -- ${options.words.join(" ") || "./my-decoder"}`,
    });
  }
  const seconds = Number(options.get("timeout")?.replace(/ ?s$/, "") ?? 10);
  if (!(seconds > 0)) {
    throw new Failure(`--timeout wants seconds, not "${options.get("timeout")}"`, { exitCode: 2 });
  }
  return {
    command: options.rest,
    session: options.has("session"),
    folder: userFolder() ?? Deno.cwd(),
    timeout: seconds * 1000,
  };
}
