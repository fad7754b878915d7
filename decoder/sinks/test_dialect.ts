/**
 * A dialect for tests of brokers: small, and with a memory that must not get ahead.
 *
 * @module
 */
import type { Message } from "../dialects/dialect.ts";
import type { FrameReading } from "../dialects/frame_reading.ts";
import type { MqttSettings } from "./mqtt_settings.ts";

/** Settings for a broker; its messages say a reading's number, and its values only where they changed. */
export function testSettings(
  url: string,
  more: Partial<MqttSettings> = {},
): MqttSettings & { said: Message[] } {
  const { protocol, hostname, port } = new URL(url);
  const said: Message[] = [];
  const known = new Map<string, string>();
  const say = ({ seq, readings }: FrameReading): Message[] => {
    const announced = known.size === 0
      ? [{ topic: "home/linky/config", payload: "{}", retain: true }]
      : [];
    const changed = readings.filter(({ label, raw }) => known.get(label) !== raw);
    for (const { label, raw } of changed) known.set(label, raw);
    const values = Object.fromEntries(changed.map(({ label, raw }) => [label, raw]));
    const payload = JSON.stringify({ seq, ...values });
    const messages = [...announced, { topic: "t/frame", payload, retain: false }];
    said.push(...messages);
    return messages;
  };
  return {
    url,
    protocol: protocol.slice(0, -1) as MqttSettings["protocol"],
    host: hostname,
    port: Number(port),
    path: "/mqtt",
    user: undefined,
    password: undefined,
    clientId: `test-${crypto.randomUUID().slice(0, 8)}`,
    version: undefined,
    qos: 1,
    retain: undefined,
    keepalive: 30,
    ca: undefined,
    speaker: {
      online: { topic: "t/status", payload: "online", retain: true },
      offline: { topic: "t/status", payload: "offline", retain: true },
      say,
    },
    ...more,
    said,
  };
}

/** A reading of a meter with one power, and one index that never changes. */
export function testReading(seq: number, papp = String(seq).padStart(5, "0")): FrameReading {
  return {
    seq,
    at: 1_768_384_800_000 + seq * 1_500,
    meter: "021861348497",
    mode: "historique",
    kind: "long",
    complete: true,
    readings: [
      { label: "BASE", raw: "002815235", value: 2_815_235, unit: "Wh" },
      { label: "PAPP", raw: papp, value: Number(papp), unit: "VA" },
    ],
    lost: 0,
    events: [],
  };
}
