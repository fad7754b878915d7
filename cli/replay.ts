/**
 * `ticlab replay`: sends a recorded line once more.
 *
 * @module
 */
import { resolve } from "node:path";
import { monotonicMs, sleepUntil } from "../serial/sleep_until.ts";
import { commandMessage, readCommand } from "../sim/control.ts";
import { type FaultAction, FaultInjector } from "../sim/fault_injector.ts";
import { BAUD_RATE } from "../sim/frames.ts";
import { play } from "../sim/line.ts";
import type { Outlet } from "../sim/outlet.ts";
import { modeOf, replay } from "../sim/replay.ts";
import { replayRecording } from "../sim/replay_recording.ts";
import { strictLine } from "../sim/strict_line.ts";
import { Failure } from "./failure.ts";
import { recordedLine } from "./recorded_line.ts";
import type { CommandSpec, Options } from "./options.ts";
import { spec as sim } from "./sim.ts";
import { runReset } from "./reset_hook.ts";
import { makeLedger, openNamed, stopWhenAsked } from "./sim_run.ts";
import {
  read,
  readDuration,
  readOutlet,
  readSeed,
  readSpeed,
  workingFolder,
} from "./sim_settings.ts";
import { sayReady } from "./sim_show.ts";

const SHARED = [
  "speed",
  "for",
  "seed",
  "to",
  "ledger",
  "strict-line",
  "bit7",
  "invert",
  "reset",
  "json",
] as const;

/** Options and help of `ticlab replay`. */
export const spec: CommandSpec = {
  name: "replay",
  summary: "send a recorded line once more, when it was sent, with faults if wanted",
  usage: "ticlab replay FILE [OPTIONS]",
  options: {
    "fault": {
      value: "WORDS",
      many: true,
      help: 'done from the first frame on, in the words of ctl: "noise rate 0.001 frames 60"',
    },
    "cap-silence": {
      value: "TIME",
      help: 'silences of a recording that are longer are shortened to this: "2 s"',
    },
    ...Object.fromEntries(SHARED.map((name) => [name, sim.options[name]!])),
  },
  examples: [
    ["ticlab replay winter.txt", "the recording on a virtual serial port"],
    ["ticlab replay winter.txt --speed 10 --cap-silence 2s", "in a tenth of the time or less"],
    ['ticlab replay winter.tic --fault "flip PAPP byte 4 frames 10"', "with a wrong bit"],
    ["ticlab replay winter.tic --speed max --to tcp://:2000", "as fast as it is read"],
  ],
  exits: [
    [3, "the file or an outlet cannot be opened, or broke"],
    [5, "a fault never happened"],
  ],
  notes:
    `A recording is sent with its own times, those of "ticlab record". A file of bytes knows none:
frames follow each other at the speed of their mode, with the silence of a meter between
them. See "ticlab ctl --help" for the faults.`,
};

/**
 * Sends a recording to its end, or until it is told to stop.
 *
 * @throws {Failure} exit code 2, 3.
 */
export async function run(options: Options): Promise<number> {
  const [word, another] = options.words;
  if (word === undefined || another !== undefined) {
    throw new Failure("one recording is wanted", {
      exitCode: 2,
      next: "See: ticlab replay --help",
    });
  }
  const line = recordedLine(resolve(workingFolder(), word), word);
  const cap = options.get("cap-silence");
  if (cap !== undefined && line.chunks === undefined) {
    throw new Failure("--cap-silence is for recordings: a file of bytes knows no times", {
      exitCode: 2,
      next: "Leave it out, or record the line with its times: ticlab record --help",
    });
  }
  const capSilence = cap === undefined ? Infinity : read("--cap-silence", () => readDuration(cap));
  const seed = readSeed(options.get("seed") ?? "42");
  const faults = new FaultInjector({ seed });
  for (const words of options.all("fault")) faults.add(read("--fault", () => readFault(words)));
  const speed = readSpeed(options.get("speed") ?? "1");
  const time = options.get("for");
  const duration = time === undefined ? undefined : read("--for", () => readDuration(time));
  const words = options.all("to");
  const outletWords = (words.length > 0 ? words : ["pty:"]).map(readOutlet);
  const bit7 = options.get("bit7") === "parity" ? "parity" : "zero";
  const stop = new AbortController();
  stopWhenAsked(() => stop.abort(), { json: options.has("json") });
  const outlets: Outlet[] = [];
  const book = options.get("ledger");
  const ledger = book === undefined ? undefined : makeLedger(resolve(workingFolder(), book));
  try {
    for (const word of outletWords) {
      const outlet = await openNamed(word, outletWords);
      const invert = options.has("invert");
      const strict = invert || options.has("strict-line");
      outlets.push(strict ? strictLine(outlet, { bit7, invert }) : outlet);
    }
    let sent = 0;
    const reset = options.get("reset");
    if (reset !== undefined) await runReset(reset);
    const talk = outlets.some(({ url }) => url === "-") ? Deno.stderr : Deno.stdout;
    if (options.has("json")) sayReady({ outlets, control: undefined }, seed, talk);
    else for (const { url } of outlets) talk.writeSync(new TextEncoder().encode(`${url}\n`));
    const mode = modeOf(line.bytes);
    const baudRate = line.baudRate ?? BAUD_RATE[mode];
    const frames = line.chunks
      ? replayRecording(line.chunks, { mode, baudRate, capSilence, faults })
      : replay(line.bytes, { start: 0, seed, faults });
    const played = play(frames, {
      baudRate,
      speed,
      outlets,
      bit7,
      clock: { now: monotonicMs, sleepUntil },
      signal: stop.signal,
      ...(duration !== undefined && { duration }),
      onSent: (frame, heard) => {
        const { bytes: { length }, marks } = frame;
        sent += length;
        ledger?.ledger.frame({ ...frame, kind: "long", length, faults: marks, heard });
      },
    });
    const stopped = new Promise<void>((end) => stop.signal.addEventListener("abort", () => end()));
    const broken = await Promise.race([played, stopped, ...outlets.map(({ ended }) => ended)]);
    if (!options.has("json")) {
      talk.writeSync(new TextEncoder().encode(`Sent ${sent} bytes of ${word}\n`));
    }
    if (broken) throw new Failure(broken.message, { exitCode: 3, next: broken.next });
  } finally {
    stop.abort();
    ledger?.close();
    await Promise.all(outlets.map((outlet) => outlet.close()));
  }
  return faults.unhappened.length === 0 ? 0 : 5;
}

function readFault(words: string): FaultAction {
  const { target, action } = readCommand(commandMessage(words.trim().split(/\s+/)), 0);
  if (target === "fault") return action as FaultAction & typeof action;
  throw new SyntaxError(`Cannot do "${action.do}" to a recording: it is a verb of the ${target}`);
}
