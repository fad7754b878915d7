/**
 * `ticlab ctl`: drives a running sim.
 *
 * @module
 */
import { shellWord } from "../decoder/sources/shell_word.ts";
import { commandMessage } from "../sim/control.ts";
import { type ControlAnswer, controlsIn, sendCommand } from "../sim/control_socket.ts";
import { runtimeFolder } from "../sim/runtime_folder.ts";
import { VERBS } from "../sim/verbs.ts";
import { lackingWords } from "./ctl_words.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";

/** Options and help of `ticlab ctl`. */
export const spec: CommandSpec = {
  name: "ctl",
  summary: "drive a running sim: what happens to its meter and to its line",
  usage: "ticlab ctl [OPTIONS] VERB [ARGUMENTS]",
  options: {
    "to": { value: "PATH", help: "control socket of the sim, default the one that runs" },
    "json": { help: "print the answer as the sim gives it, one line of JSON" },
  },
  examples: [
    ["ticlab ctl overload 12 kVA for 30 s", "more than is subscribed, for half a minute"],
    ["ticlab ctl mode standard", "the line goes on in standard mode, at 9600 baud"],
    ["ticlab ctl flip SINSTS byte 3 bit 5 frames 12", "one wrong bit in each of twelve frames"],
    ["ticlab ctl tariff-shift -30 min", "tariffs switch half an hour earlier"],
    ["ticlab ctl status", "where the sim is"],
  ],
  exits: [
    [1, "the sim refused; the message says why"],
    [3, "no sim runs, or more than one and none was named"],
  ],
  notes: `Verbs:\n${verbTable()}

With several sims, ctl lists them, each with its outlets and the path of its control socket;
"ticlab sim --json" prints that path as "control". Programs in any language
write one JSON object a line there, {"do":"overload","power":"12 kVA","for":"30 s"}, and read
one back, {"ok":true,"frame":1842}: the first frame that shows it.`,
};

function verbTable(): string {
  const rows = Object.entries(VERBS).flatMap(([target, verbs]) =>
    Object.entries(verbs).map(([name, verb]) => {
      const args = Object.keys(verb.arguments).map((key) => {
        const { required, choices } = verb.arguments[key]!;
        const value = choices ? Object.keys(choices).join("|") : "…";
        const free = choices ? value : key.toUpperCase();
        const word = verb.words.includes(key) ? free : `${key} ${value}`;
        return required ? word : `[${word}]`;
      });
      const twice = Object.values(VERBS).filter((all) => Object.hasOwn(all, name)).length > 1;
      return [[...(twice ? [target] : []), name, ...args].join(" "), verb.about] as const;
    })
  );
  return rows.map(([usage, about]) => `  ${usage}\n      ${about}`).join("\n");
}

/**
 * Sends one command and prints the answer.
 *
 * @throws {Failure} exit code 2, 1 where the sim refuses, 3 where there is none.
 */
export async function run(options: Options): Promise<number> {
  const message = read(options.words);
  const path = options.get("to") ?? await only(options.words);
  const answer = await send(path, message);
  if (options.has("json")) console.log(JSON.stringify(answer));
  else if (answer.ok) console.log(inWords(answer));
  if (!answer.ok) throw new Failure(uncapitalised(answer.error ?? "it refused"), { exitCode: 1 });
  return 0;
}

function read(words: readonly string[]) {
  if (words.length === 0) {
    throw new Failure("a verb is wanted, such as status", {
      exitCode: 2,
      next: "See: ticlab ctl --help",
    });
  }
  try {
    const message = commandMessage(words);
    const unfinished = lackingWords(words, message);
    if (unfinished === undefined) return message;
    const { lacking, whole } = unfinished;
    throw new Failure(`cannot do "${words.join(" ")}": it wants ${lacking.join(" and ")}`, {
      exitCode: 2,
      next: `Such as: ticlab ctl ${whole.map(shellWord).join(" ")}`,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure(uncapitalised(error.message), {
      exitCode: 2,
      next: "See: ticlab ctl --help",
    });
  }
}

/** The one sim that runs. */
async function only(words: readonly string[]): Promise<string> {
  const paths = await controlsIn(runtimeFolder());
  const [path, another] = paths;
  if (path === undefined) {
    throw new Failure("no sim is running", { exitCode: 3, next: "Start one: ticlab sim" });
  }
  if (another !== undefined) {
    const verb = words.map(shellWord).join(" ");
    const lines = await Promise.all(
      paths.map(async (path) => `  ${await outletsAt(path)}\n    ticlab ctl --to ${path} ${verb}`),
    );
    throw new Failure(`${paths.length} sims are running`, {
      exitCode: 3,
      next: `Name one:\n${lines.join("\n")}`,
    });
  }
  return path;
}

/** How long a sim may take to say what it is, ms: one that hangs is listed without its outlets. */
const PATIENCE = 1_000;

/** The outlets of a sim, in words. */
async function outletsAt(path: string): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<ControlAnswer>((end) => {
    timer = setTimeout(() => end({ ok: false }), PATIENCE);
  });
  const status = sendCommand(path, { do: "status" }).catch(() => ({ ok: false }));
  const { outlets }: ControlAnswer = await Promise.race([status, late]);
  clearTimeout(timer);
  const urls = Array.isArray(outlets) ? outlets.map(({ url }) => String(url)) : [];
  return urls.length > 0 ? urls.join(", ") : "a sim that does not say yet where its line is";
}

async function send(path: string, message: ReturnType<typeof read>): Promise<ControlAnswer> {
  try {
    return await sendCommand(path, message);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Failure(`no sim answers at ${path}: ${cause.message}`, {
      exitCode: 3,
      next: "Start one, whose path is shown: ticlab sim",
      cause,
    });
  }
}

/** `ok, frame 1842`; what else the sim says a line each. */
function inWords({ ok: _, frame, ...rest }: ControlAnswer): string {
  const first = frame === undefined ? "ok" : `ok, frame ${frame}`;
  const word = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);
  return [first, ...Object.entries(rest).map(([key, value]) => `${key}: ${word(value)}`)].join(
    "\n",
  );
}

function uncapitalised(message: string): string {
  return message.replace(/^Cannot/, "cannot");
}
