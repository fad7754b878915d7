/**
 * `ticlab learn`: proposes the profile of a gateway from what it publishes.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { ProgramError } from "../conformance/drivers/program_error.ts";
import { learnedProfile } from "../conformance/gateway/learn_profile.ts";
import type { ListenedTo } from "../conformance/gateway/learn_stage.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import { parseQuantity } from "../sim/quantity.ts";
import type { TicMode } from "../tic/types.ts";
import { Failure } from "./failure.ts";
import { gatewayCommand, learnLine } from "./learn_command.ts";
import type { CommandSpec, Options } from "./options.ts";
import { stopAtSignals } from "./stop_at_signals.ts";
import { userFolder } from "./user_folder.ts";
import { INTERRUPTED } from "./when_told_to_end.ts";

/** Placeholders of what a gateway on a broker is told. */
const USEFUL = [
  "port",
  "mode",
  "baud",
  "broker_host",
  "broker_port",
  "broker_url",
  "topic",
] as const;

/** Options and help of `ticlab learn`. */
export const spec: CommandSpec = {
  name: "learn",
  summary: "propose the profile of a gateway from what it publishes",
  usage: "ticlab learn [OPTIONS] -- COMMAND [ARGUMENTS]",
  options: {
    "env": { value: "NAME=TEXT", help: "a variable for the gateway; many times", many: true },
    "mode": {
      value: "MODE",
      help: "mode of the meter; by default standard, then historique if it reads that",
      choices: ["historique", "standard"],
    },
    "for": { value: "TIME", help: "how long it is listened to, 40 s by default" },
    "within": { value: "TIME", help: "how long its first message is waited for, 60 s by default" },
    "profile": { value: "FILE", help: "write the profile there; it must not be there yet" },
  },
  examples: [
    [
      "ticlab learn --env SERIAL={port} --env MQTT_URL={broker_url} -- node index.js",
      "a gateway that is told by variables",
    ],
    [
      "ticlab learn --profile my.yaml -- ./gateway {port} {broker_host} {broker_port}",
      "one that is told on its command line; then: ticlab test --gateway my.yaml",
    ],
  ],
  exits: [
    [3, "the gateway or the broker does not start, or nothing is published"],
    [4, "no message has a value of the line"],
  ],
  notes: `A meter is played on a virtual port, and everything on a broker of our own is
read. What stands in braces is filled in, as in profiles (docs/gateways.md):
${USEFUL.map((word) => `{${word}}`).join(" ")}`,
};

/**
 * Starts the gateway, listens, and writes the profile.
 *
 * @throws {Failure} exit codes 2, 3 and 4.
 */
export async function run(options: Options): Promise<number> {
  const { run: command, env } = gatewayCommand(options);
  const file = options.get("profile");
  const folder = userFolder() ?? Deno.cwd();
  if (file !== undefined && existsSync(resolve(folder, file))) {
    throw new Failure(`cannot write ${file}: it is there already`, {
      exitCode: 2,
      next: "Name another file, so that nothing of it is lost",
    });
  }
  const [time, within] = [duration(options, "for", "40 s"), duration(options, "within", "60 s")];
  const { learnGateway } = await import("../conformance/gateway/learn_stage.ts");
  using stopping = stopAtSignals();
  const { signal } = stopping;
  const onStep = (text: string) => console.error(`ticlab learn: ${text}`);
  const listen = (mode: TicMode) =>
    learnGateway({ run: command, env, folder, mode, time, within, signal, onStep });
  const chosen = options.get("mode") as TicMode | undefined;
  const played: TicMode[] = [chosen ?? "standard"];
  let heard: ListenedTo;
  try {
    heard = await listen(played[0]!);
    if (chosen === undefined && heard.reads !== undefined) {
      onStep(`${heard.port}: once more, with a meter in that mode`);
      played.push(heard.reads);
      heard = await listen(heard.reads);
    }
  } catch (cause) {
    if (signal.aborted) return INTERRUPTED;
    if (!(cause instanceof ProgramError)) throw cause;
    throw new Failure(cause.message, { exitCode: 3, next: cause.next, cause });
  }
  const { learned, topic } = heard;
  if (learned === null) throw nothingLearned(heard, { played, options });
  const mode = played.at(-1)!;
  const name = nameOf(command);
  const from = file === undefined ? "" : relative(dirname(resolve(folder, file)), folder);
  write(
    file,
    learnedProfile(learned, { name, run: command, folder: from, env, mode, topic }),
    folder,
  );
  return 0;
}

/** Why nothing was learned, and what to do about it. */
function nothingLearned(
  { messages, port, reads }: ListenedTo,
  { played, options }: { played: readonly TicMode[]; options: Options },
): Failure {
  const came = messages === 1
    ? "1 message came, and it has no value of the line"
    : `${messages} messages came, and none has a value of the line`;
  const mode = played.at(-1)!;
  const other = mode === "standard" ? "historique" : "standard";
  const again = learnLine(options, { mode: other });
  const hint = reads !== undefined
    ? [`Try: ${again}`]
    : played.length === 1
    ? [`Does it read ${mode} mode? If not, try: ${again}`]
    : [];
  return new Failure(
    reads === undefined ? came : `it reads ${reads} mode, and ${mode} mode was played`,
    { exitCode: 4, next: [...(port === undefined ? [] : [port]), ...hint].join("\n") },
  );
}

/** What a gateway is called whose command is known: its file, not what runs it. */
function nameOf(command: string): string {
  const word = command.split(/\s+/).find((word) =>
    /^[\w./-]+$/.test(word) && !/^-|^(env|exec|npx|node|deno|run|python3?|sh)$/.test(basename(word))
  );
  return word === undefined ? "my-gateway" : basename(word).replace(/\.\w+$/, "");
}

function duration(options: Options, name: "for" | "within", otherwise: string): number {
  const text = options.get(name) ?? otherwise;
  try {
    return parseQuantity(text, "duration");
  } catch (cause) {
    throw new Failure(`--${name}: ${(cause as Error).message}`, { exitCode: 2, cause });
  }
}

function write(file: string | undefined, text: string, folder: string): void {
  if (file === undefined) return console.log(text.trimEnd());
  try {
    Deno.writeTextFileSync(resolve(folder, file), text, { createNew: true });
  } catch (cause) {
    console.log(text.trimEnd());
    const isThere = cause instanceof Deno.errors.AlreadyExists;
    const why = isThere ? "it is there already" : (cause as Error).message;
    throw new Failure(`cannot write ${file}: ${why}`, {
      exitCode: 2,
      next: "The profile stands above; name another file",
      cause,
    });
  }
  console.error(`ticlab learn: look at ${file}, then: ticlab test --gateway ${shellWord(file)}`);
}
