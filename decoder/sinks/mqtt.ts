/**
 * Readings to an MQTT broker: TCP, TLS, WebSocket; MQTT 5 and 3.1.1.
 *
 * @module
 */
import { DIALECTS } from "../dialects/dialects.ts";
import { MQTT_PARAMETERS, type MqttSettings, readMqttSettings } from "./mqtt_settings.ts";
import { MqttSink } from "./mqtt_sink.ts";
import { SinkError, type SinkKind } from "./sink.ts";

/** The sinks `mqtt://`, `mqtts://`, `ws://` and `wss://`. */
export const MQTT: SinkKind = {
  schemes: ["mqtt", "mqtts", "ws", "wss"],
  queued: true,
  parameters: Object.assign({}, ...DIALECTS.map(({ settings }) => settings), MQTT_PARAMETERS),
  async open(address, context) {
    const settings = readMqttSettings(address, context);
    await mayConnect(settings);
    warnOfClearText(settings, (text) => context.notice(text));
    return new MqttSink(settings);
  },
};

async function mayConnect({ url, host, port }: MqttSettings): Promise<void> {
  const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const { state } = await Deno.permissions.query({ name: "net", host: place });
  if (state === "granted") return;
  throw new SinkError(`${url}: Deno has no permission to connect to ${place}`, {
    kind: "usage",
    next: `Give it: --allow-net=${place}`,
  });
}

function warnOfClearText(
  { protocol, host, password, url }: MqttSettings,
  notice: (text: string) => void,
): void {
  const isHere = /^(localhost|127\..*|::1)$/.test(host);
  if (password === undefined || isHere || protocol === "mqtts" || protocol === "wss") return;
  notice(`${url}: the password crosses the network in clear text; ${protocol}s: hides it`);
}
