/**
 * `ticlab record`: keeps every byte of a line, with its time.
 *
 * @module
 */
import { resolve } from "node:path";
import { openSource, type Source, SourceError } from "../decoder/source.ts";
import { LineRecording } from "./line_recording.ts";
import type { CommandSpec, Options } from "./options.ts";
import { LineHeard } from "./record_heard.ts";
import { palette, terminalSize } from "./screen.ts";
import { sourceFailure } from "./source_failure.ts";
import { baudOf, durationOf, usage } from "./source_options.ts";
import { userFolder } from "./user_folder.ts";
import { whenToldToEnd } from "./when_told_to_end.ts";

/** How often the line on the terminal is drawn, ms. */
const REDRAW = 200;
/** Empties the line that the cursor is in. */
const CLEAR = "\r\x1b[K";
const encoder = new TextEncoder();

/** Options and help of `ticlab record`. */
export const spec: CommandSpec = {
  name: "record",
  summary: "keep every byte of a line and its time in a text file",
  usage: `ticlab record SOURCE [FILE] [OPTIONS]

SOURCE is a port, tcp://HOST:PORT, rfc2217://HOST:PORT, a pipe or - (standard
input). FILE is gone on with where it is a recording; without one it is named by
the date and, once that is known, by the meter.`,
  options: {
    baud: {
      value: "N",
      help: "speed of a port; without it 9600 and 1200 are tried in turn",
    },
    for: { value: "TIME", help: "end after 10s, 5min, 24h, …" },
    adapter: {
      value: "WORDS",
      help: "what the line is read with, for the header",
    },
  },
  examples: [
    ["ticlab record /dev/ttyUSB0", "until Ctrl-C"],
    [
      'ticlab record /dev/ttyUSB0 winter.txt --for 24h --adapter "PiTInfo 1.2"',
      "a day",
    ],
    ["ticlab decode winter.txt", "read it"],
    ["ticlab anonymise winter.txt --to share.txt", "before you give it away"],
  ],
  exits: [[
    3,
    "the source cannot be opened or breaks off, or the file cannot be written",
  ]],
  notes: `The file is text: see docs/recordings.md. Bytes of a wrong speed are kept too.
A port that is unplugged is waited for, and the file says so. Each chunk is
written as it comes and synced to the disk once a second: SIGKILL loses one
chunk at most, a power cut a second. Ctrl-C is a good end: exit code 0.`,
};

/**
 * Records a line until it ends, its time is over or the user ends it.
 *
 * @throws {Failure} with the exit codes of {@linkcode spec}.
 */
export async function run(options: Options): Promise<number> {
  const [word, name, another] = options.words;
  if (word === undefined) {
    throw usage(spec.name, "no SOURCE", "For example: ticlab record /dev/ttyUSB0");
  }
  if (another !== undefined) {
    throw usage(spec.name, `one SOURCE and one FILE, not "${another}" too`);
  }
  const baudRate = baudOf(options, spec.name);
  const duration = durationOf(options, spec.name, "24h");
  const folder = userFolder();
  const path = resolve(folder ?? ".", name ?? `${fileDate(Date.now())}.txt`);
  const heard = new LineHeard();

  /** What happened while the source was opened, before there was a file. */
  const early: string[] = [];
  let recording: LineRecording | undefined;
  let show: Show | undefined;
  let source: Source | undefined;
  const say = (text: string) => show ? show.say(text) : console.error(`ticlab record: ${text}`);
  try {
    source = await openSource(word, {
      baudRate,
      folder,
      notice: say,
      happened: (what) => recording ? recording.happened(what) : void early.push(what),
      everything: true,
    });
    const adapter = options.get("adapter");
    recording = LineRecording.open(path, {
      source,
      heard,
      fields: { port: word, ...(adapter !== undefined && { adapter }) },
      renamed: name === undefined ? say : undefined,
      folder,
    });
    if (recording.goesOn) say(`${recording.name} is there: this is added at its end`);
    say(`recording ${source.description} to ${recording.name}; Ctrl-C ends it`);
    show = new Show(() => recording!.summary);
    for (const what of early) recording.happened(what);
    await record(source, (bytes) => {
      heard.push(bytes);
      recording!.chunk(bytes);
    }, duration);
    return 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw sourceFailure(error, { word, folder, args: Deno.args.slice(1), command: "record" });
  } finally {
    show?.end();
    await recording?.end();
    if (recording) console.log(`${recording.name}\n  ${recording.summary}`);
    await source?.close();
  }
}

async function record(
  source: Source,
  chunk: (bytes: Uint8Array) => void,
  duration: number | undefined,
): Promise<void> {
  const stop = () => void source.close();
  const timer = duration === undefined ? undefined : setTimeout(stop, duration);
  using _ = whenToldToEnd(["SIGINT", "SIGTERM", "SIGHUP"], stop);
  try {
    for await (const bytes of source.readable) chunk(bytes);
  } finally {
    clearTimeout(timer);
  }
}

/** Tells the user how it goes, on standard error. */
class Show {
  readonly #summary: () => string;
  readonly #timer: ReturnType<typeof setInterval> | undefined;

  constructor(summary: () => string) {
    this.#summary = summary;
    if (Deno.stderr.isTerminal()) this.#timer = setInterval(() => this.#draw(), REDRAW);
  }

  /** Tells something, in a line of its own. */
  say(text: string): void {
    console.error(`${this.#timer === undefined ? "" : CLEAR}ticlab record: ${text}`);
  }

  /** Leaves the terminal as it was. */
  end(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    Deno.stderr.writeSync(encoder.encode(CLEAR));
  }

  #draw(): void {
    const { columns } = terminalSize();
    const { bold } = palette(Deno.stderr);
    const text = bold(this.#summary().slice(0, columns - 1));
    Deno.stderr.writeSync(encoder.encode(`\r${text}\x1b[K`));
  }
}

/** `2026-11-22-142741`, in local time. */
function fileDate(instant: number): string {
  const date = new Date(instant);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = [
    date.getFullYear(),
    two(date.getMonth() + 1),
    two(date.getDate()),
  ].join("-");
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
