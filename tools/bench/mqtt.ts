/**
 * A thousand meters into mosquitto over MQTT 5, each with a connection of its own: at their own pace, and as
 * fast as it goes.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import { dialectNamed } from "../../decoder/dialects/dialects.ts";
import { FrameGatherer } from "../../decoder/dialects/frame_gatherer.ts";
import type { FrameReading } from "../../decoder/dialects/frame_reading.ts";
import { MqttSink } from "../../decoder/sinks/mqtt_sink.ts";
import { startMosquitto } from "../../decoder/sinks/test_mosquitto.ts";
import { monotonicMs, sleepUntil } from "../../serial/sleep_until.ts";
import { frames } from "../../sim/frames.ts";
import { Meter } from "../../sim/meter.ts";
import type { Figure } from "./figure.ts";

const METERS = 1_000;
const DIALECT = "ticlab";
/** Frames of each meter at its own pace: a standard frame takes nearly a second. */
const PACED = 20;
const FAST = 20;
const START = Date.UTC(2026, 0, 14, 12);
/** Ticks of the kernel's clock in a second, as in /proc. */
const TICKS = 100;

/** A meter's line, and the gateway at its end. */
interface Virtual {
  /** Frames, and when the last byte of each is sent, ms after the start. */
  line: { bytes: Uint8Array; end: number }[];
  hear(bytes: Uint8Array): FrameReading[];
  sink: MqttSink;
}

/** Measures messages a second and what they cost. */
export async function mqtt(): Promise<Figure[]> {
  const mosquitto = await startMosquitto();
  const meters = Array.from({ length: METERS }, (_, i) => virtual(i, mosquitto.url));
  await Promise.all(meters.map(({ sink }) => sink.deliver([])));
  const paced = await measured(() => playPaced(meters));
  const fast = await measured(() => playFast(meters));
  await Promise.all(meters.map(({ sink }) => sink.close()));
  const before = ticks("children");
  await mosquitto[Symbol.asyncDispose]();
  const broker = (ticks("children") - before) / TICKS;
  const name = `${METERS} meters over MQTT 5, QoS 1`;
  const messages = METERS * (PACED + FAST);
  return [
    {
      name: `${name}, at their own pace`,
      value: METERS * PACED / paced.seconds,
      unit: "messages/s",
      note: `${(paced.cpu / paced.seconds * 100).toFixed(0)} % of a core, decoding included`,
    },
    {
      name: `${name}, as fast as it goes`,
      value: METERS * FAST / fast.seconds,
      unit: "messages/s",
      note: `${(fast.cpu / METERS / FAST * 1e6).toFixed(0)} µs of CPU each; mosquitto ` +
        `${(broker / messages * 1e6).toFixed(0)} µs`,
    },
  ];
}

function virtual(number: number, url: string): Virtual {
  const meter = new Meter({
    contract: "hc",
    power: 9_000,
    load: 500 + number,
    serialNumber: `0221620${String(number).padStart(5, "0")}`,
    deliveryPoint: "01234567890123",
    start: START,
  });
  const line: Virtual["line"] = [];
  for (
    const { bytes, instant } of frames(meter, { mode: "standard", start: START, seed: number })
  ) {
    line.push({ bytes: bytes.slice(), end: instant - START + bytes.length * 10 / 9.6 });
    if (line.length === PACED + FAST) break;
  }
  const decoder = new TicDecoder({ events: ["group", "value", "frame"] });
  const gatherer = new FrameGatherer();
  const { hostname, port } = new URL(url);
  return {
    line,
    hear: (bytes) => decoder.push(bytes).flatMap((event) => gatherer.hear(event, Date.now()) ?? []),
    sink: new MqttSink({
      url,
      protocol: "mqtt",
      host: hostname,
      port: Number(port),
      path: "",
      user: undefined,
      password: undefined,
      clientId: `bench-${number}`,
      version: 5,
      qos: 1,
      retain: undefined,
      keepalive: 30,
      ca: undefined,
      speaker: dialectNamed(DIALECT).speaker({ base: `bench/${number}`, settings: {} }),
    }),
  };
}

async function playPaced(meters: readonly Virtual[]): Promise<void> {
  const start = monotonicMs();
  // Lines of different houses do not begin together.
  const due = meters.flatMap(({ line, hear, sink }, i) =>
    line.slice(0, PACED).map(({ bytes, end }) => ({ at: end + i, bytes, hear, sink }))
  ).sort((a, b) => a.at - b.at);
  const delivered: Promise<void>[] = [];
  for (const { at, bytes, hear, sink } of due) {
    if (start + at > monotonicMs()) await sleepUntil(start + at);
    delivered.push(sink.deliver(hear(bytes)));
  }
  await Promise.all(delivered);
}

async function playFast(meters: readonly Virtual[]): Promise<void> {
  await Promise.all(meters.map(async ({ line, hear, sink }) => {
    for (const { bytes } of line.slice(PACED)) await sink.deliver(hear(bytes));
  }));
}

async function measured(play: () => Promise<void>): Promise<{ seconds: number; cpu: number }> {
  const before = [monotonicMs(), ticks("self")] as const;
  await play();
  return {
    seconds: (monotonicMs() - before[0]) / 1_000,
    cpu: (ticks("self") - before[1]) / TICKS,
  };
}

/** CPU of this process, or of its children that have ended, in ticks (proc(5), fields 14 to 17). */
function ticks(whose: "self" | "children"): number {
  const fields = Deno.readTextFileSync("/proc/self/stat").split(") ")[1]!.split(" ");
  const at = whose === "self" ? 11 : 13;
  return Number(fields[at]) + Number(fields[at + 1]);
}
