/**
 * The out `mqtt`: a gateway that publishes on a broker.
 *
 * @module
 */
import type { SaidValue } from "../../../decoder/dialects/dialect.ts";
import { dialectNamed } from "../../../decoder/dialects/dialects.ts";
import { ProgramError } from "../../drivers/program_error.ts";
import type { MqttOut } from "../gateway_profile.ts";
import { filled } from "../placeholders.ts";
import { messageReader } from "../said_values.ts";
import type { Out, OutContext } from "./out.ts";

/** A message that is read by a profile. */
type Reader = (topic: string, payload: string) => readonly SaidValue[];

/** How soon a broker that is away is looked for again, ms. */
const AGAIN = 100;

/**
 * Subscribes to what a gateway publishes. What the broker kept from before is none of this run.
 *
 * @throws {ProgramError} where the broker cannot be reached.
 */
export async function watchBroker(
  out: MqttOut,
  { say, values }: Pick<OutContext, "say" | "values">,
): Promise<Out> {
  const topic = filled(out.topic, values);
  const filter = topic.replaceAll(/\{(label|meter)\}/g, "+");
  const read = out.dialect === undefined
    ? byPaths(topic, out)
    : ((dialect) => (topic: string, payload: string) => dialect.values({ topic, payload }))(
      dialectNamed(out.dialect),
    );
  const { connectAsync } = await import("mqtt");
  const password = out.broker === undefined ? undefined : Deno.env.get("TICLAB_MQTT_PASSWORD");
  const url = out.broker ?? values.broker_url!;
  const client = await connectAsync(url, {
    // All brokers speak it; our own speaks no other.
    protocolVersion: 4,
    reconnectPeriod: AGAIN,
    connectTimeout: 30_000,
    ...(password !== undefined && { password }),
  }, false).catch((cause) => {
    // Our own is our own affair.
    if (out.broker === undefined) throw cause;
    throw new ProgramError(`Cannot reach the broker ${url}: ${cause.message || cause.code}`, {
      next: "Is it there? mosquitto_sub -v -t '#' -h HOST shows what it has. " +
        "Its password is taken from TICLAB_MQTT_PASSWORD",
      cause,
    });
  });
  // A broker that goes away is no news here; the client looks for it again.
  client.on("error", () => {});
  client.on("message", (topic, payload, { retain }) => {
    if (retain) return;
    const said = read(topic, new TextDecoder().decode(payload));
    if (said.length > 0) say(said);
  });
  await client.subscribeAsync(filter, { qos: 1 });
  return {
    async [Symbol.asyncDispose]() {
      await client.endAsync(true);
    },
  };
}

/** Reads messages by the paths of a profile, and label and meter from the levels of their topics. */
function byPaths(pattern: string, { values = "$", label }: MqttOut): Reader {
  const levels = pattern.split("/");
  const levelOf = (word: string) => {
    const place = levels.indexOf(word);
    return (topic: string) => place < 0 ? undefined : topic.split("/")[place];
  };
  const [labelOf, meterOf] = [levelOf("{label}"), levelOf("{meter}")];
  const read = messageReader({ values, label });
  return (topic, payload) => {
    const meter = meterOf(topic);
    const said = read(payload, labelOf(topic));
    return meter === undefined ? said : said.map((value) => ({ ...value, meter }));
  };
}
