/**
 * Opens what `ticlab check` is to look at, and listens to it.
 *
 * @module
 */
import type { LineFacts } from "../decoder/diagnosis/line_facts.ts";
import { openSource } from "../decoder/source.ts";
import { CHECK_SPEEDS, listenTo } from "../decoder/sources/listen.ts";
import { listenToFile } from "../decoder/sources/listen_file.ts";
import { openLive } from "../decoder/sources/live_line.ts";
import { palette, Screen } from "./screen.ts";
import { whenToldToEnd } from "./when_told_to_end.ts";

/** How it is listened to. */
export interface HearOptions {
  folder: string | undefined;
  /** The only speed, baud. */
  baudRate: number | undefined;
  /** How long at most, ms. */
  limit: number;
  /** Whether it may end as soon as the line is known to be good. */
  early: boolean;
  lang: "en" | "fr";
}

/**
 * Listens to a source: a file and standard input to their end, a live line as long as is needed.
 *
 * @throws {SourceError} when it cannot be opened, or breaks off.
 */
export async function hearSource(word: string, options: HearOptions): Promise<LineFacts> {
  const path = options.folder === undefined || word.startsWith("/")
    ? word
    : `${options.folder}/${word}`;
  if (word === "-") {
    const { readable } = Deno.stdin;
    const { limit, early } = options;
    if (early) return await listenToFile(readable);
    return await listenTo({ readable }, { speeds: [], format: null, limit, early });
  }
  if (await isFile(path)) return await listenToFile((await Deno.open(path)).readable);
  // A relative path that is no file is one of a port, or wrong: the source knows the words for it.
  if (!word.includes("://") && !path.startsWith("/dev/") && !await exists(path)) {
    await openSource(word, { folder: options.folder });
  }
  return await hearLive(word.includes("://") ? word : path, options);
}

async function hearLive(word: string, options: HearOptions): Promise<LineFacts> {
  const { baudRate, limit, early, lang } = options;
  const speeds = baudRate === undefined ? CHECK_SPEEDS : [baudRate];
  const line = await openLive(word, { folder: undefined, baudRate: speeds[0]! });
  const screen = Deno.stderr.isTerminal() ? new Screen(Deno.stderr) : undefined;
  const paint = palette(Deno.stderr);
  const stop = new AbortController();
  using _ = whenToldToEnd(["SIGINT"], () => stop.abort());
  try {
    return await listenTo(line, {
      speeds,
      format: line.format,
      limit,
      early,
      signal: stop.signal,
      progress: (state) => screen?.draw([paint.dim(progressText(state, lang))]),
    });
  } finally {
    screen?.draw([]);
    screen?.close();
    await line.close();
  }
}

function progressText(
  { baudRate, bytes, good }: { baudRate: number | null; bytes: number; good: number },
  lang: "en" | "fr",
): string {
  const speed = baudRate === null
    ? ""
    : lang === "fr"
    ? ` à ${baudRate} bauds`
    : ` at ${baudRate} baud`;
  return lang === "fr"
    ? `écoute${speed} : ${bytes} octets, ${good} groupes justes`
    : `listening${speed}: ${bytes} bytes, ${good} right groups`;
}

const isFile = (path: string) => Deno.stat(path).then((info) => info.isFile, () => false);
const exists = (path: string) => Deno.stat(path).then(() => true, () => false);
