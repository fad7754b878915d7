/**
 * The outlet `mqtt://HOST/BASE?dialect=ID`: what a gateway at the end of the line would publish.
 *
 * @module
 */
import { RateLimit } from "../../decoder/dialects/rate_limit.ts";
import { MQTT } from "../../decoder/sinks/mqtt.ts";
import { secret } from "../../decoder/sinks/secrets.ts";
import { type Sink, SinkError } from "../../decoder/sinks/sink.ts";
import { parseSink, type SinkAddress } from "../../decoder/sinks/sink_address.ts";
import { nearest } from "../nearest.ts";
import { FREE_BROKER_PORT, type Outlet, OutletError } from "../outlet.ts";
import { parseQuantity } from "../quantity.ts";
import { LineGateway } from "./line_gateway.ts";

/** How long a line without pace waits for a broker that is away, ms. */
const PATIENCE = 30_000;

/**
 * Connects to a broker and publishes the line to it, faults included, as a gateway with a right decoder
 * would; times are those of the meter's clock, and of a recording, which knows no date, those of its being
 * sent. A line with a pace never waits: what the broker is away or
 * too slow for is lost. The outlet connects again by itself.
 *
 * @param address `folder`: from which the paths of parameters start.
 * @param patience How long a line without pace waits for a broker that is away, ms.
 * @throws {OutletError} where the broker is away or refuses.
 * @throws {SyntaxError} where the word is wrong, with the nearest right one.
 */
export async function openMqtt(
  { word, folder }: { word: string; folder: string },
  patience = PATIENCE,
): Promise<Outlet> {
  if (FREE_BROKER_PORT.test(word)) {
    throw new SyntaxError(
      `${word}: a broker has a port above 0; with --broker embedded the sim is the broker, and chooses one`,
    );
  }
  const address = parseSink(word);
  const { every, ...parameters } = address.parameters;
  checkNames(address);
  const limit = every === undefined ? undefined : new RateLimit({ every: period(address, every) });
  const sink = await open({ ...address, parameters }, folder);
  const gateway = new LineGateway(sink, { patience, limit });
  return {
    url: sink.url,
    ended: gateway.ended.then(broken),
    // Only with its characters does a piece of the line tell when it was sent.
    wantsCharacters: true,
    write: (bytes, sent) => gateway.hear(bytes, sent),
    async send(bytes, sent) {
      gateway.hear(bytes, sent, true);
      await (bytes.length === 0 ? gateway.drained() : gateway.room());
    },
    status: () => gateway.status(),
    close: () => gateway.close(),
  };
}

function checkNames({ word, parameters }: SinkAddress): void {
  const known = ["every", ...Object.keys(MQTT.parameters)];
  for (const name of Object.keys(parameters)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const meant = near === undefined ? `there are ${known.join(", ")}` : `did you mean ${near}=…?`;
    throw new SyntaxError(`${word}: there is no parameter ${name}: ${meant}`);
  }
}

/** Opens the sink; resolves when it is connected. */
async function open(address: SinkAddress, folder: string): Promise<Sink> {
  try {
    const sink = await MQTT.open(address, { secret, folder, notice() {} });
    try {
      await sink.deliver([]);
      return sink;
    } catch (error) {
      await sink.close();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof SinkError)) throw error;
    const isUsers = error.kind === "usage" && !(error.cause instanceof Deno.errors.NotCapable);
    throw isUsers
      ? new SyntaxError(`${error.message}. ${error.next}`, { cause: error })
      : broken(error);
  }
}

function broken(cause: SinkError): OutletError {
  const { next } = cause;
  const hint = cause.kind === "down" && cause.message.includes("nobody listens")
    ? `${next} Or let the sim be the broker: --broker embedded`
    : next;
  const denied = cause.cause instanceof Deno.errors.NotCapable;
  return new OutletError(cause.message, { next: hint, denied, cause });
}

function period({ word }: SinkAddress, every: string): number {
  try {
    return parseQuantity(every, "duration");
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new SyntaxError(`${word}: every=${every}: ${cause.message}`, { cause });
  }
}
