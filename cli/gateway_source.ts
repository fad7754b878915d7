/**
 * The line of a gateway, with the times at which a recording heard it.
 *
 * @module
 */
import { openSource, type Source, type SourceOptions } from "../decoder/source.ts";
import { openTimedSource } from "./audit_source.ts";

/** A line that is open. */
export interface GatewaySource extends Source {
  /** When the bytes read last were heard, ms since 1970 UTC; undefined where that is now. */
  readonly heard?: number | undefined;
}

/**
 * Opens a source; what is read of a recording has the times of the recording.
 *
 * @throws {SourceError} when it cannot be opened.
 */
export async function openGatewaySource(
  word: string,
  options: SourceOptions & { notice(text: string): void },
): Promise<GatewaySource> {
  if (!await isFile(word, options.folder)) return await openSource(word, options);
  const { pieces, close } = await openTimedSource(word, options);
  let heard: number | undefined;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      if (piece.kind !== "bytes") continue;
      heard = piece.at;
      yield piece.bytes;
    }
  }
  return {
    readable: ReadableStream.from(bytes()),
    description: word,
    live: false,
    baudRate: undefined,
    get heard() {
      return heard;
    },
    close,
  };
}

/** Whether it is a plain file; what cannot be looked at is for `openSource` to judge. */
async function isFile(word: string, folder = "."): Promise<boolean> {
  try {
    return (await Deno.stat(word.startsWith("/") ? word : `${folder}/${word}`)).isFile;
  } catch {
    return false;
  }
}
