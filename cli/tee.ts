/**
 * `ticlab tee`: shares one line between several readers.
 *
 * @module
 */
import { resolve } from "node:path";
import { openSource, type Source, SourceError } from "../decoder/source.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import type { Outlet } from "../sim/outlet.ts";
import { LineRecording } from "./line_recording.ts";
import type { CommandSpec, Options } from "./options.ts";
import { LineHeard } from "./record_heard.ts";
import { openNamed, stopWhenAsked } from "./sim_run.ts";
import { type OutletWord, readOutlet } from "./sim_settings.ts";
import { sourceFailure } from "./source_failure.ts";
import { baudOf, durationOf, onlySource, usage } from "./source_options.ts";
import { TeeLine } from "./tee_line.ts";
import { sayTee, TeeShow } from "./tee_show.ts";
import { userFolder } from "./user_folder.ts";

/** Options and help of `ticlab tee`. */
export const spec: CommandSpec = {
  name: "tee",
  summary: "share one line between several readers",
  usage: `ticlab tee SOURCE [OPTIONS]

SOURCE is a port, tcp://HOST:PORT, rfc2217://HOST:PORT, a pipe or - (standard
input). Each --to is a place where the same bytes can be read.`,
  options: {
    to: {
      value: "OUTLET",
      many: true,
      help: "where the line goes, default pty:; may be repeated",
    },
    record: { value: "FILE", help: "keep the line too, as ticlab record does" },
    baud: { value: "N", help: "speed of a port; without it 9600 and 1200 are tried in turn" },
    for: { value: "TIME", help: "end after 10s, 5min, 24h, …" },
    json: { help: "say when ready in one line of JSON; stop when the parent or stdin goes" },
  },
  examples: [
    ["ticlab tee /dev/ttyUSB0 --to pty:./one --to pty:./two", "two programs, one meter"],
    ["ticlab tee /dev/ttyUSB0 --to pty:./gateway --record winter.txt", "a recording beside"],
    ["ticlab tee /dev/ttyUSB0 --to tcp://:2000", "for other programs of this machine"],
    ["ticlab tee /dev/ttyUSB0 --to - | ticlab decode -", "into a pipe"],
  ],
  exits: [
    [3, "the source or an outlet cannot be opened, or something broke on the way"],
  ],
  notes: `Outlets: pty: or pty:PATH, tcp://HOST:PORT (port 0 takes a free one),
serial:PATH, socat:PATH, file:PATH, mqtt://HOST/BASE?dialect=ID and -. Of
tcp://:2000 only programs of this machine hear; name another address to serve a
network.

A slow reader delays nobody: what it has no room for is lost to it alone. An
outlet that breaks is left out and the others go on. A port that is unplugged is
waited for; its readers stay connected and hear nothing meanwhile. Bytes of a
wrong speed go to nobody.`,
};

/**
 * Shares a line until it ends, its time is over or the user ends it.
 *
 * @throws {Failure} with the exit codes of {@linkcode spec}.
 */
export async function run(options: Options): Promise<number> {
  const word = onlySource(options, spec.name);
  if (word === undefined) {
    throw usage(spec.name, "no SOURCE", "For example: ticlab tee /dev/ttyUSB0 --to pty:./one");
  }
  const baudRate = baudOf(options, spec.name);
  const duration = durationOf(options, spec.name, "24h");
  const to = options.all("to");
  const outletWords = (to.length > 0 ? to : ["pty:"]).map(readOutlet);
  const folder = userFolder();
  const heard = new LineHeard();
  const start = performance.now();
  const outlets: Outlet[] = [];
  let source: Source | undefined;
  let tee: TeeLine | undefined;
  let show: TeeShow | undefined;
  const say = (text: string) => show ? show.say(text) : sayTee(text);
  const early: string[] = [];
  const happened = (what: string) => tee ? tee.happened(what) : void early.push(what);
  try {
    source = await openSource(word, { baudRate, folder, notice: say, happened });
    if (!source.live) {
      const next = `Send a recording again: ticlab replay ${shellWord(word)}`;
      throw usage(spec.name, `"${word}" is a file, and anybody can read that`, next);
    }
    await openAll(outletWords, outlets);
    const recording = recordingOf(options, { source, heard, word, folder });
    tee = new TeeLine({ outlets, recording, baudRate: () => source!.baudRate, say });
    for (const what of early) tee.happened(what);
    sayOpen(outlets, options.has("json"));
    show = new TeeShow(() => ({
      summary: heard.summary(performance.now() - start),
      outlets: tee!.outlets,
      recording: recording?.name,
    }));
    const stop = () => void source!.close();
    stopWhenAsked(stop, { json: options.has("json") });
    tee.over.then(stop);
    const timer = duration === undefined ? undefined : setTimeout(stop, duration);
    for await (const bytes of source.readable) {
      heard.push(bytes);
      tee.push(bytes);
    }
    clearTimeout(timer);
    return tee.broken ? 3 : 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw sourceFailure(error, { word, folder, args: Deno.args.slice(1), command: spec.name });
  } finally {
    show?.end();
    await (tee ? tee.end() : Promise.all(outlets.map((outlet) => outlet.close())));
    await source?.close();
  }
}

/** Opens outlets one after the other, so that those of the default path get their numbers in order. */
async function openAll(words: readonly OutletWord[], outlets: Outlet[]): Promise<void> {
  for (const word of words) outlets.push(await openNamed(word, words));
}

function recordingOf(
  options: Options,
  { source, heard, word, folder }: {
    source: Source;
    heard: LineHeard;
    word: string;
    folder: string | undefined;
  },
): LineRecording | undefined {
  const name = options.get("record");
  if (name === undefined) return undefined;
  const fields = { port: word };
  const path = resolve(folder ?? ".", name);
  return LineRecording.open(path, { source, heard, fields, renamed: undefined, folder });
}

/** Says where the line can be read: for programs in one line of JSON, else one line each. */
function sayOpen(outlets: readonly Outlet[], json: boolean): void {
  const talk = outlets.some(({ url }) => url === "-") ? Deno.stderr : Deno.stdout;
  const opened = outlets.map(({ url, path }) => ({ url, ...(path !== undefined && { path }) }));
  const lines = json
    ? [JSON.stringify({ ready: true, outlets: opened })]
    : outlets.map(({ url }) => url).filter((url) => url !== "-");
  talk.writeSync(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
}
