/**
 * `ticlab record`: keeps every byte of a line, with its time.
 *
 * @module
 */
import { relative, resolve } from "node:path";
import { openSource, type Source, SourceError } from "../decoder/source.ts";
import { parseQuantity } from "../sim/quantity.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { RecordFile } from "./record_file.ts";
import { LineHeard } from "./record_heard.ts";
import { palette, terminalSize } from "./screen.ts";
import { sourceFailure } from "./source_failure.ts";
import { userFolder } from "./user_folder.ts";
import { VERSION } from "./version.ts";

/** How often the line on the terminal is drawn, ms. */
const REDRAW = 200;

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
    throw usage("no SOURCE", "For example: ticlab record /dev/ttyUSB0");
  }
  if (another !== undefined) {
    throw usage(`one SOURCE and one FILE, not "${another}" too`);
  }
  const baudRate = readBaud(options.get("baud"));
  const duration = readTime(options.get("for"));
  const folder = userFolder();
  const started = Date.now();
  const path = resolve(folder ?? ".", name ?? `${fileDate(started)}.txt`);

  /** What happened while the source was opened, before there was a file. */
  const early: string[] = [];
  let recorder: Recorder | undefined;
  let source: Source | undefined;
  try {
    source = await openSource(word, {
      baudRate,
      folder,
      notice: (text) => recorder ? recorder.say(text) : console.error(`ticlab record: ${text}`),
      happened: (what) => recorder ? recorder.happened(what) : void early.push(what),
      everything: true,
    });
    const fields = {
      software: `ticlab ${VERSION}`,
      port: word,
      ...(options.get("adapter") !== undefined &&
        { adapter: options.get("adapter")! }),
      anonymised: "no",
    };
    const file = RecordFile.open(path);
    recorder = new Recorder(source, file, {
      fields,
      folder,
      isNamed: name !== undefined,
    });
    for (const what of early) recorder.happened(what);
    await record(source, recorder, duration);
    return 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw sourceFailure(error, {
      word,
      folder,
      args: Deno.args.slice(1),
      command: "record",
    });
  } finally {
    await recorder?.end();
    await source?.close();
  }
}

async function record(
  source: Source,
  recorder: Recorder,
  duration: number | undefined,
): Promise<void> {
  const stop = () => void source.close();
  const timer = duration === undefined ? undefined : setTimeout(stop, duration);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  try {
    for await (const bytes of source.readable) recorder.chunk(bytes);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) Deno.removeSignalListener(signal, stop);
  }
}

/** Writes a line down, and shows how it goes. */
class Recorder {
  readonly #source: Source;
  readonly #file: RecordFile;
  readonly #folder: string;
  readonly #isNamed: boolean;
  readonly #heard = new LineHeard();
  readonly #start = performance.now();
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  #written = { meter: "", settings: "" };

  constructor(
    source: Source,
    file: RecordFile,
    { fields, folder = Deno.cwd(), isNamed }: {
      fields: Record<string, string>;
      folder: string | undefined;
      isNamed: boolean;
    },
  ) {
    this.#source = source;
    this.#file = file;
    this.#folder = folder;
    this.#isNamed = isNamed;
    file.begin({ started: Date.now(), fields });
    this.say(`recording ${source.description} to ${this.#name}; Ctrl-C ends it`);
    if (Deno.stderr.isTerminal()) {
      this.#timer = setInterval(() => this.#draw(), REDRAW);
    }
  }

  /** Keeps bytes that have just come. */
  chunk(bytes: Uint8Array): void {
    this.#file.chunk(this.#now(), bytes);
    this.#heard.push(bytes);
    this.#tellFields();
  }

  /** Keeps what happened to the line. */
  happened(what: string): void {
    this.#file.event(this.#now(), what);
  }

  /** Tells the user something. */
  say(text: string): void {
    const clear = this.#timer === undefined ? "" : "\r\x1b[K";
    console.error(`${clear}ticlab record: ${text}`);
  }

  /** Closes the file and says what is in it. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer !== undefined &&
      Deno.stderr.writeSync(new TextEncoder().encode("\r\x1b[K"));
    await this.#file.close();
    console.log(`${this.#name}\n  ${this.#heard.summary(this.#now())}`);
  }

  /** The file as the user would call it. */
  get #name(): string {
    const near = relative(this.#folder, this.#file.path);
    return near.startsWith("..") ? this.#file.path : near;
  }

  #now(): number {
    return performance.now() - this.#start;
  }

  /** Writes what has become known of the meter and its line into the file. */
  #tellFields(): void {
    const { baudRate } = this.#source;
    const fields = {
      meter: this.#heard.meter,
      settings: baudRate === undefined ? "" : `${baudRate} 7E1`,
    };
    for (const key of ["settings", "meter"] as const) {
      if (fields[key] === "" || fields[key] === this.#written[key]) continue;
      if (key === "meter" && this.#written.meter === "" && !this.#isNamed) {
        this.#rename();
      }
      this.#written[key] = fields[key];
      this.#file.field(key, fields[key]);
    }
  }

  #rename(): void {
    this.#file.rename(
      this.#file.path.replace(
        /[^/]*$/,
        (name) => `${this.#heard.kind}-${name}`,
      ),
    );
    this.say(
      `this is a ${this.#heard.meter}, and now ${this.#name}`,
    );
  }

  #draw(): void {
    const { columns } = terminalSize();
    const text = this.#heard.summary(this.#now()).slice(0, columns - 1);
    const { bold } = palette(Deno.stderr);
    Deno.stderr.writeSync(new TextEncoder().encode(`\r${bold(text)}\x1b[K`));
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

function readBaud(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{1,6}$/.test(text)) return Number(text);
  throw usage(
    `--baud: "${text}" is no speed`,
    "Say --baud 1200 or --baud 9600.",
  );
}

function readTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    const duration = parseQuantity(text, "duration");
    if (duration > 0) return duration;
  } catch (error) {
    if (error instanceof SyntaxError) throw usage(`--for: ${error.message}`);
    throw error;
  }
  throw usage(
    `--for ${text} is over before it begins`,
    "Write for example --for 24h.",
  );
}

function usage(message: string, next = "See: ticlab record --help"): Failure {
  return new Failure(message, { exitCode: 2, next });
}
