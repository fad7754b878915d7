/**
 * One real hour: two meters on ptys, each read by `ticlab decode` as a process of its own.
 *
 * @module
 */
import { Watch } from "./watch.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const MINUTES = 60;
/** The decoder outlives its meter, so that it hears the last byte. */
const LINGER_MS = 20_000;
const PATIENCE_MS = 60_000;

/** The heaviest line of each mode that a Linky sends all day. */
const LINES = {
  historique: {
    baud: 1_200,
    options: ["--mode", "historique", "--contract", "tempo"],
  },
  standard: {
    baud: 9_600,
    options: ["--mode", "standard", "--phases", "3", "--role", "producer"],
  },
} as const;

type Fields = readonly (string | null)[];

/** A line of the ledger. */
interface Sent {
  heard?: string[];
  groups: Fields[];
}

/** A line of the decoder. */
interface Said {
  event: string;
  complete?: boolean;
  groups: { label: string; timestamp?: string; value: string }[];
}

/** Plays both modes at speed 1 for so many minutes; every frame that was heard must be said, once. */
export async function hour(minutes = MINUTES): Promise<string> {
  const lines = Object.entries(LINES).map(([mode, { baud, options }]) =>
    line(mode, [...options], { baud, minutes })
  );
  return (await Promise.all(lines)).join("; ");
}

async function line(
  mode: string,
  options: string[],
  { baud, minutes }: { baud: number; minutes: number },
): Promise<string> {
  const folder = Deno.makeTempDirSync();
  const port = `${folder}/linky`;
  const ledger = `${folder}/ledger.jsonl`;
  const sim = start(
    [
      "sim",
      ...options,
      "--for",
      `${minutes}min`,
      "--to",
      `pty:${port}`,
      "--ledger",
      ledger,
    ],
    "null",
  );
  let decode: Deno.ChildProcess | undefined;
  try {
    await present(port);
    const length = `${minutes * 60 + LINGER_MS / 1_000}s`;
    decode = start(
      [
        "decode",
        port,
        "--baud",
        `${baud}`,
        "--json",
        "--events",
        "frame,error",
        "--for",
        length,
      ],
      "piped",
    );
    const text = new Response(decode.stdout).text();
    const watches = [
      new Watch(`${mode} sim`, sim.pid),
      new Watch(`${mode} decode`, decode.pid),
    ];
    await sim.status;
    const figures = watches.map((watch) => watch.end());
    await decode.status;
    const frames = compare(
      jsonLines(Deno.readTextFileSync(ledger)),
      jsonLines(await text),
      mode,
    );
    return `${mode}: ${frames} frames in ${minutes} minutes, each heard once; ${
      figures.join(", ")
    }`;
  } finally {
    for (const process of [sim, decode]) kill(process);
    Deno.removeSync(folder, { recursive: true });
  }
}

function start(args: string[], stdout: "null" | "piped"): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-prompt", MAIN, ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout,
    stderr: "null",
  }).spawn();
}

function kill(process: Deno.ChildProcess | undefined): void {
  try {
    process?.kill("SIGTERM");
  } catch (error) {
    // It has ended.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Resolves when the virtual port is there. */
async function present(port: string): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    try {
      Deno.lstatSync(port);
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`no meter at ${port}`);
}

function jsonLines<Line>(text: string): Line[] {
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** Compares what was heard with what was said; the frames at both ends may be cut. */
function compare(ledger: Sent[], said: Said[], mode: string): number {
  const sent = ledger.filter(({ heard }) => heard?.includes("pty"))
    .map(({ groups }) => groups);
  const errors = said.slice(1).filter(({ event }) => event === "error");
  if (errors.length > 0) {
    throw new Error(`${mode}: ${JSON.stringify(errors[0])}`);
  }
  const frames = said.filter(({ event, complete }) => event === "frame" && complete)
    .map(({ groups }) =>
      groups.map(({ label, timestamp = null, value }): Fields => [label, timestamp, value])
    );
  // The meter is unplugged right behind its last frame, whose end may go with the port.
  if (said.at(-1)?.complete === false) sent.pop();
  // The reader may have opened the port a moment before the meter took notice of it.
  const early = frames.length - sent.length;
  if (early < 0 || early > 1) {
    throw new Error(
      `${mode}: ${frames.length} frames said of ${sent.length} heard`,
    );
  }
  sent.forEach((groups, i) => {
    if (JSON.stringify(groups) !== JSON.stringify(frames[i + early])) {
      throw new Error(
        `${mode}: frame ${i} of those heard is not the one that was said`,
      );
    }
  });
  if (sent.length === 0) throw new Error(`${mode}: no frame was heard`);
  return sent.length;
}
