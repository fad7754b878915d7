/**
 * A driver for decoders that run in this very process: the naive one, its mutants, and ours.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import type { TicEvent } from "../../decoder/events.ts";
import type { Said } from "../oracle/said.ts";
import type { Driver, Outcome, RunRequest } from "./driver.ts";

/** A decoder that keeps what it says. */
export interface Listener {
  /** Reads the next piece of the line. */
  push(chunk: Uint8Array): void;
  /** Ends the line; gives all that was said. */
  end(): Said;
}

/**
 * Drives a decoder of this process; `make` makes a fresh one for each run, and is told the mode.
 *
 * What it throws is a crash. A decoder that hangs hangs the process.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { inProcess, ourDecoder } from "./in_process.ts";
 *
 * const line = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03");
 * const outcome = await inProcess(ourDecoder).run({ mode: "auto", chunks: [line] });
 * assertEquals(outcome.kind === "said" && outcome.said.groups, [{ label: "PAPP", value: "00360" }]);
 * ```
 */
export function inProcess(make: (mode: string) => Listener): Driver {
  return {
    keepsChunks: true,
    run: (request) => Promise.resolve(outcomeOf(make, request)),
    close: () => Promise.resolve(),
  };
}

function outcomeOf(make: (mode: string) => Listener, { mode, chunks }: RunRequest): Outcome {
  try {
    const listener = make(mode);
    for (const chunk of chunks) listener.push(chunk);
    return { kind: "said", said: listener.end() };
  } catch (error) {
    const { message, stack } = error as Error;
    return { kind: "crash", what: `threw ${message}`, exit: "exception", stderr: stack ?? "" };
  }
}

/**
 * Our decoder, as the oracle hears it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ourDecoder } from "./in_process.ts";
 *
 * const decoder = ourDecoder();
 * decoder.push(new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03"));
 * assertEquals(decoder.end().frames[0]?.complete, true);
 * ```
 */
export function ourDecoder(): Listener {
  const decoder = new TicDecoder();
  const said: Said = { groups: [], frames: [], values: [], errors: [], modes: [], logs: [] };
  return {
    push: (chunk) => decoder.push(chunk).forEach((event) => hear(event, said)),
    end: () => {
      decoder.end().forEach((event) => hear(event, said));
      return said;
    },
  };
}

function hear(event: TicEvent, said: Said): void {
  if (event.event === "group") said.groups.push(fieldsOf(event));
  else if (event.event === "value") said.values.push(event);
  else if (event.event === "error") said.errors.push(event);
  else if (event.event === "mode") {
    if (said.modes.at(-1) !== event.mode) said.modes.push(event.mode);
  } else if (event.event === "frame") {
    const { complete, kind, mode } = event;
    const groups = event.groups.map(fieldsOf);
    said.frames.push(mode === null ? { groups, complete, kind } : { groups, complete, kind, mode });
  }
}

function fieldsOf(
  { label, value, timestamp }: { label: string; value: string; timestamp?: string },
) {
  return timestamp === undefined ? { label, value } : { label, value, timestamp };
}
