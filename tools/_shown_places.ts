/**
 * For tests: a command line of the docs with what is here in the place of what is elsewhere: ports, brokers,
 * databases, files.
 *
 * @module
 */
import { PYTHON } from "../conformance/drivers/test_processes.ts";
import { freePort } from "../decoder/sinks/free_port.ts";
import type { ShownServers } from "./_shown_servers.ts";

/** What is here. */
export interface Here {
  /** Folder with the secrets of the servers. */
  folder: string;
  servers: ShownServers;
  /** Gives a port with a meter on it. */
  port(): Promise<string>;
  /** The line that serves a port to the network. */
  bridge(port: number): Promise<string>;
}

type Place = (here: Here) => string | Promise<string>;

const loopback = () => `127.0.0.1:${freePort()}`;

/** What is elsewhere, in the order in which it is looked for. */
const PLACES: readonly (readonly [RegExp, Place])[] = [
  [/(?<=serial:)\/dev\/ttyUSB0/g, ({ servers }) => servers.wire()],
  [/\/dev\/(?:ttyUSB0|ttyAMA0|serial0)|\/run\/user\/1000\/ticlab\/linky/g, ({ port }) => port()],
  [/(?<=mqtts:\/\/linky@)broker\.lan/g, ({ servers }) => servers.secureBroker()],
  [/(?<=--broker embedded .*mqtt:\/\/)127\.0\.0\.1(?=\/)/g, loopback],
  [/(?<=mqtt:\/\/)127\.0\.0\.1(?=\/)/g, ({ servers }) => servers.broker()],
  [
    /(?<=mosquitto_sub )-h 127\.0\.0\.1/g,
    async ({ servers }) => (await servers.broker()).replace(/(.*):(.*)/, "-h $1 -p $2"),
  ],
  [/(?<=influxdb:\/\/)127\.0\.0\.1:8086\/home/g, ({ servers }) => servers.influxdb()],
  [/(?<=mysql:\/\/)linky@127\.0\.0\.1\/home/g, ({ servers }) => servers.mysql()],
  [/(?<=rfc2217:\/\/)THE-PI:2000/g, ({ servers }) => servers.rfc2217()],
  [
    /(?<=tcp:\/\/)(?:THE-PI|192\.168\.1\.20):2000/g,
    ({ servers, bridge }) => servers.bridge(bridge),
  ],
  [/(?<=curl .*http:\/\/)127\.0\.0\.1:8080/g, ({ servers }) => servers.page()],
  [/(?<=http:\/\/)127\.0\.0\.1:8080/g, loopback],
  [/(?<=tcp:\/\/):2000/g, loopback],
  [/\/etc\/ticlab(?=\/)/g, ({ folder }) => folder],
  [/(?<=socat:)\/tmp/g, () => "."],
  [/\bADDRESS\b/g, ({ folder }) => `${folder}/address`],
  [/(?<=ctl --to )PATH/g, ({ folder }) => `${folder}/driven/ticlab/control`],
  [/(?<= -- )python3 /g, () => `${PYTHON} `],
];

/** The line as it can be run here. */
export async function placed(text: string, here: Here): Promise<string> {
  for (const [what, place] of PLACES) {
    const [before, ...parts] = text.split(what);
    text = before!;
    for (const part of parts) text += await place(here) + part;
  }
  return text;
}
