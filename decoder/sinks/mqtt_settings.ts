/**
 * How readings go to a broker, read from the word of a sink.
 *
 * @module
 */
import type { Dialect, Speaker } from "../dialects/dialect.ts";
import { dialectNamed } from "../dialects/dialects.ts";
import { readAuthority } from "./authority.ts";
import type { SinkContext } from "./sink.ts";
import type { SinkAddress } from "./sink_address.ts";
import { usageError } from "./usage_error.ts";

/** How readings go to a broker. */
export interface MqttSettings {
  /** What it is, without secrets. */
  url: string;
  protocol: MqttProtocol;
  host: string;
  port: number;
  /** Path of the WebSocket. */
  path: string;
  user: string | undefined;
  password: string | undefined;
  clientId: string;
  /** 4 is MQTT 3.1.1; undefined is 5, or 3.1.1 where the broker has no 5. */
  version: 4 | 5 | undefined;
  qos: 0 | 1 | 2;
  /** Whether every message is kept by the broker, or none; undefined as the dialect says. */
  retain: boolean | undefined;
  /** Seconds without a message after which the broker is asked whether it is there. */
  keepalive: number;
  /** Certificates of the authority that the broker's is signed by, PEM. */
  ca: string | undefined;
  /** Makes messages of readings. */
  speaker: Speaker;
}

/** TCP, TLS, WebSocket, WebSocket over TLS. */
export type MqttProtocol = "mqtt" | "mqtts" | "ws" | "wss";

/** Ports where none is named: those of IANA, and of the web. */
const PORTS: Readonly<Record<MqttProtocol, number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };

/** Parameters of the word, besides the settings of the dialect. */
export const MQTT_PARAMETERS: Readonly<Record<string, string>> = {
  dialect: "how messages look, default ticlab",
  qos: "0, 1 or 2, default 1: the broker has said that it has each message",
  retain: "yes: the broker keeps every message; no: none; default as the dialect does",
  version: "5 or 3.1.1, default 5, or 3.1.1 where the broker has no 5",
  client: "client id, default a random one",
  ca: "PEM file of the authority that signed the broker's certificate",
  keepalive: "seconds of silence after which the broker is asked whether it is there, default 30",
  path: "path of the WebSocket, default /mqtt",
};

/** A choice of a parameter, by its text. */
const CHOICES = {
  qos: { "0": 0, "1": 1, "2": 2 },
  retain: { yes: true, no: false },
  version: { "5": 5, "3.1.1": 4, "4": 4 },
} as const;

/**
 * Reads the word of a broker.
 *
 * @example
 * ```ts
 * import { readMqttSettings } from "./mqtt_settings.ts";
 * import { parseSink } from "./sink_address.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { url, qos, user } = readMqttSettings(
 *   parseSink("mqtts://linky@broker.lan/home?dialect=jeedom&qos=0"),
 *   { secret: () => undefined, folder: "/etc" },
 * );
 * assertEquals([url, qos, user], ["mqtts://broker.lan:8883/home?dialect=jeedom", 0, "linky"]);
 * ```
 *
 * @throws {SinkError} of kind `usage`, with the nearest right thing.
 */
export function readMqttSettings(
  address: SinkAddress,
  context: Pick<SinkContext, "secret" | "folder">,
): MqttSettings {
  const { scheme, host, port, user, path, parameters } = address;
  const protocol = scheme as MqttProtocol;
  const { client, keepalive = "30", ca, path: webPath = "/mqtt" } = parameters;
  const dialect = spoken(address, () => dialectNamed(parameters["dialect"] ?? "ticlab"));
  const base = path.replace(/\/$/, "") || dialect.base;
  const own = Object.entries(parameters).filter(([name]) => !(name in MQTT_PARAMETERS));
  const named = port ?? PORTS[protocol];
  return {
    url: `${scheme}://${
      host.includes(":") ? `[${host}]` : host
    }:${named}/${base}?dialect=${dialect.id}`,
    protocol,
    host,
    port: named,
    path: webPath.startsWith("/") ? webPath : `/${webPath}`,
    user,
    password: user === undefined ? undefined : context.secret("MQTT_PASSWORD"),
    clientId: clientId(address, client),
    version: choice(address, "version"),
    qos: choice(address, "qos") ?? 1,
    retain: choice(address, "retain"),
    keepalive: seconds(address, keepalive),
    ca: ca === undefined ? undefined : authority(address, ca, context.folder),
    speaker: spoken(
      address,
      () => dialect.speaker({ base, settings: Object.fromEntries(own) }),
      dialect,
    ),
  };
}

function choice<Name extends keyof typeof CHOICES>(
  { word, parameters }: SinkAddress,
  name: Name,
): typeof CHOICES[Name][keyof typeof CHOICES[Name]] | undefined {
  const text = parameters[name];
  const choices: Readonly<Record<string, unknown>> = CHOICES[name];
  if (text === undefined) return undefined;
  if (Object.hasOwn(choices, text)) return choices[text] as never;
  throw usageError(
    word,
    `${name}=${text} is none of its values`,
    `It is ${MQTT_PARAMETERS[name]}.`,
  );
}

function clientId({ word }: SinkAddress, named: string | undefined): string {
  // A fixed name would throw out a second gateway, and be thrown out by it, for ever.
  const id = named ?? `ticlab-${crypto.randomUUID().slice(0, 8)}`;
  // deno-lint-ignore no-control-regex
  if (id.length <= 256 && id.isWellFormed() && !/[\x00-\x1f\x7f]/.test(id)) return id;
  throw usageError(word, "this is no client id", "Write up to 256 letters and digits.");
}

function seconds({ word }: SinkAddress, text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  // MQTT counts it in 16 bits.
  if (number >= 1 && number <= 65_535) return number;
  throw usageError(
    word,
    `keepalive=${text} is no number of seconds`,
    "Write such as keepalive=30.",
  );
}

function authority({ word, scheme }: SinkAddress, file: string, folder: string): string {
  if (scheme === "mqtt" || scheme === "ws") {
    throw usageError(word, `${scheme}: has no certificates`, `Did you mean ${scheme}s:?`);
  }
  return readAuthority(word, file, folder);
}

/** What a dialect gives; what it refuses is the user's to mend. */
function spoken<T>({ word }: SinkAddress, give: () => T, dialect?: Dialect): T {
  try {
    return give();
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const names = [...Object.keys(MQTT_PARAMETERS), ...Object.keys(dialect?.settings ?? {})];
    const next = `Parameters of this sink: ${names.join(", ")}.`;
    throw usageError(word, cause.message, next, cause);
  }
}
