/**
 * On which port the sim is the broker itself, and which outlets that is.
 *
 * @module
 */
import { parseSink } from "../decoder/sinks/sink_address.ts";
import { FREE_BROKER_PORT } from "../sim/outlet.ts";
import { Failure } from "./failure.ts";
import type { OutletWord } from "./sim_settings.ts";

/**
 * The port of the first outlet that is a plain broker on this machine: no other can be the sim itself; 0
 * for a free one.
 *
 * @throws {Failure} exit code 2 where there is none.
 */
export function brokerPort(outlets: readonly OutletWord[]): number {
  for (const { address } of outlets) {
    if (address.kind !== "mqtt") continue;
    if (FREE_BROKER_PORT.test(address.word)) return 0;
    const { scheme, host, port = 1883 } = parseSink(address.word);
    if (scheme === "mqtt" && (host === "127.0.0.1" || host === "localhost")) return port;
  }
  throw new Failure("--broker embedded wants an outlet that is a plain broker on this machine", {
    exitCode: 2,
    next: "Add one: --to mqtt://127.0.0.1/teleinfo",
  });
}

/** The same outlet, at the port that the broker has. */
export function atBroker({ word, address }: OutletWord, port: number): OutletWord {
  if (address.kind !== "mqtt") return { word, address };
  return {
    word,
    address: { ...address, word: address.word.replace(FREE_BROKER_PORT, `$1${port}`) },
  };
}
