/**
 * A sink, made from its word.
 *
 * @module
 */
import { nearest } from "../nearest.ts";
import { secret } from "./secrets.ts";
import { type Sink, SinkError, type SinkKind } from "./sink.ts";
import type { SinkAddress } from "./sink_address.ts";
import { SINKS } from "./sink_table.ts";

/** A sink that is open, and how readings come to it. */
export interface OpenedSink {
  /** Takes readings. */
  sink: Sink;
  /** Whether they wait for it in a queue on disk. */
  queued: boolean;
}

/**
 * Loads the kind of a sink, checks the parameters of its word, and makes it.
 *
 * @param options `folder`: from which relative paths start; `notice`: told in words what happens.
 * @throws {SinkError} of kind `usage`, with the nearest right parameter.
 */
export async function openSink(
  address: SinkAddress,
  options: { folder: string; notice(text: string): void },
): Promise<OpenedSink> {
  const entry = SINKS.find(({ schemes }) => schemes.includes(address.scheme))!;
  const kind = await entry.load();
  checkParameters(address, kind);
  return { sink: await kind.open(address, { ...options, secret }), queued: kind.queued };
}

function checkParameters({ word, parameters }: SinkAddress, kind: SinkKind): void {
  const known = Object.keys(kind.parameters);
  for (const name of Object.keys(parameters)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new SinkError(`${word}: there is no parameter ${name}`, {
      kind: "usage",
      next: near !== undefined
        ? `Did you mean ${near}=…?`
        : known.length > 0
        ? `There are ${known.join(", ")}.`
        : "It takes none.",
    });
  }
}
