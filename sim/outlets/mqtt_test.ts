import { assert, assertEquals, assertRejects } from "@std/assert";
import { dialectNamed } from "../../decoder/dialects/dialects.ts";
import { Aiida } from "../../decoder/dialects/test_aiida.ts";
import { telegrafPoint } from "../../decoder/dialects/test_telegraf.ts";
import { startMosquitto, testWithMosquitto } from "../../decoder/sinks/test_mosquitto.ts";
import { type Received, subscribe } from "../../decoder/sinks/test_subscriber.ts";
import { freePort } from "../../decoder/sinks/free_port.ts";
import { TestClock } from "../_line.ts";
import { type Outlet, OutletError } from "../outlet.ts";
import { playLine } from "../play_line.ts";
import { type PlayedFrame, Player } from "../player.ts";
import { readScenario } from "../scenario.ts";
import { openMqtt } from "./mqtt.ts";
import { until } from "../../serial/_until.ts";

const open = (word: string, patience?: number) => openMqtt({ word, folder: "" }, patience);

/** A meter for some minutes, by its clock. */
function player(meter: string, lasting = "3 min", timeline = "[]"): Player {
  const text = `title: A meter
about: For a test.
meter: { ${meter} }
clock: { start: 2026-01-14T05:58:30 }
load: { base: 1200 W }
seed: 7
timeline: ${timeline}
run: { for: ${lasting} }
`;
  return new Player(readScenario(text, { file: "test.yaml", readText: () => "" }));
}

/** Plays without pace; what the meter meant, a frame each. */
async function play(
  player: Player,
  outlet: Outlet,
  onFrame?: (count: number) => void,
): Promise<PlayedFrame[]> {
  const frames: PlayedFrame[] = [];
  await playLine(player, {
    speed: Infinity,
    outlets: [outlet],
    clock: new TestClock(),
    signal: new AbortController().signal,
    onFrame: (frame) => onFrame?.(frames.push(frame)),
    ...(!onFrame && { onFrame: (frame) => void frames.push(frame) }),
  });
  await outlet.close();
  return frames;
}

const METERS: Record<string, string> = {
  "historique, one phase": "mode: historique, contract: tempo",
  "historique, three phases": "mode: historique, contract: hc, phases: 3, power: 12 kVA",
  "standard, one phase": "mode: standard, contract: base",
  "standard, three phases": "mode: standard, contract: tempo, phases: 3, power: 12 kVA",
};

/** What a consumer of a dialect makes of a message; throws where it would refuse it. */
const CONSUMERS: Record<string, () => (message: Received) => void> = {
  teleinfo2mqtt() {
    const aiida = new Aiida();
    return ({ topic, payload }) => void aiida.hear(topic, payload);
  },
  nodered: () => ({ payload }) => void telegrafPoint(payload),
  tasmota: () => () => {},
  jeedom: () => () => {},
  edgd1er: () => () => {},
  ticlab: () => () => {},
};

for (const [name, meter] of Object.entries(METERS)) {
  testWithMosquitto(`what is published of a meter is what it meant: ${name}`, async () => {
    await using broker = await startMosquitto();
    for (const [id, consumer] of Object.entries(CONSUMERS)) {
      const base = `run/${id}`;
      await using listener = await subscribe(broker);
      // Nothing between the frames: Tasmota would say the first one twice.
      const query = id === "tasmota" ? "&teleperiod=0" : "";
      const outlet = await open(`${broker.url}/${base}?dialect=${id}${query}`);
      assertEquals(outlet.url, `${broker.url}/${base}?dialect=${id}`);
      const frames = await play(player(meter), outlet);
      const dialect = dialectNamed(id);
      const isFrame = (message: Received) =>
        message.topic.includes(base) && dialect.values(message).length > 5;
      const last = frames.at(-1)!;
      await listener.until(() => listener.messages.filter(isFrame).length === frames.length);
      const said = listener.messages.filter(isFrame);
      assertEquals(said.length, frames.length);
      said.forEach(consumer());
      said.forEach((message, i) => {
        const { groups } = frames[i]!;
        for (const { label, value } of dialect.values(message)) {
          const meant = groups.filter((group) => group.label === label).map(({ value }) => value);
          if (meant.length === 0) continue;
          const same = meant.some((text) =>
            text.trim() === String(value).trim() || Number(text) === Number(value) ||
            text.replace(/[. ]+/g, " ").trim() === String(value)
          );
          assert(same || value === null, `${id} ${label}: ${meant} said as ${value}`);
        }
      });
      assertEquals(outlet.status().lost, 0);
      assert(last.instant > frames[0]!.instant);
    }
  });
}

testWithMosquitto("a message tells the instant of the meter's clock", async () => {
  await using broker = await startMosquitto();
  await using listener = await subscribe(broker, { topic: "t" });
  const outlet = await open(`${broker.url}/t?dialect=nodered`);
  const frames = await play(player("mode: historique, contract: base"), outlet);
  await listener.count(frames.length);
  frames.forEach(({ instant, bytes }, i) => {
    // Ten bits a character at 1200 baud (54E §5.3.5).
    const end = Math.round(instant + bytes.length * 10 / 1_200 * 1_000);
    assertEquals(JSON.parse(listener.messages[i]!.payload).timestamp, end);
  });
});

testWithMosquitto("a recording knows no date: it is said as of now", async () => {
  await using broker = await startMosquitto();
  await using listener = await subscribe(broker, { topic: "t" });
  const outlet = await open(`${broker.url}/t?dialect=nodered`);
  const [first, second] = player("mode: historique, contract: base").segment();
  const before = Date.now();
  for (const { bytes, instant } of [first!, second!]) {
    const start = instant - first!.instant;
    await outlet.send(bytes, { characters: bytes, start, baudRate: 1_200 });
  }
  const after = Date.now();
  const [one, two] = (await listener.count(2)).map(({ payload }) => JSON.parse(payload).timestamp);
  const length = first!.bytes.length * 10 / 1.2;
  assert(before + Math.floor(length) <= one && one <= after + Math.ceil(length));
  assertEquals(Math.round((two - one) / 10), Math.round((second!.instant - first!.instant) / 10));
  await outlet.close();
});

testWithMosquitto("every=30s says no more often, by the meter's clock", async () => {
  await using broker = await startMosquitto();
  await using listener = await subscribe(broker, { topic: "t" });
  const outlet = await open(`${broker.url}/t?dialect=nodered&every=30s`);
  const frames = await play(player("mode: historique, contract: base", "5 min"), outlet);
  assert(frames.length > 100);
  await listener.count(10);
  const times = listener.messages.map(({ payload }) => JSON.parse(payload).timestamp);
  times.slice(1).forEach((time, i) => assert(time - times[i] >= 30_000));
});

testWithMosquitto("a damaged group is on the wire, and in no message", async () => {
  await using broker = await startMosquitto();
  await using listener = await subscribe(broker, { topic: "t" });
  const outlet = await open(`${broker.url}/t?dialect=nodered`);
  const fault = "[{ at: +10 s, fault: { flip: { label: PAPP, byte: 3, bit: 0 } } }]";
  const frames = await play(player("mode: historique, contract: base", "30 s", fault), outlet);
  await listener.count(frames.length);
  const without = listener.messages.filter(({ payload }) => !payload.includes(`"PAPP"`));
  assertEquals(without.length, 1);
  assert(without[0]!.payload.includes(`"IINST"`));
});

testWithMosquitto(
  "a line without pace waits for a broker that is away, and loses nothing",
  async () => {
    await using broker = await startMosquitto({ persistence: true });
    await using listener = await subscribe(broker, { topic: "t", session: "kept" });
    const outlet = await open(`${broker.url}/t?dialect=nodered`);
    let restart: Promise<void> | undefined;
    const frames = await play(
      player("mode: historique, contract: base", "1 h"),
      outlet,
      (count) => {
        if (count === 500) restart = broker.kill("SIGTERM").then(() => broker.start());
      },
    );
    await restart;
    assert(frames.length > 2_000);
    const times = () => new Set(listener.messages.map(({ payload }) => timeOf(payload)));
    await listener.until(() => times().size === frames.length);
    // In order, but for what came twice.
    const firsts = [...times()];
    assertEquals(firsts, firsts.toSorted((a, b) => a - b));
    assertEquals([outlet.status().lost, outlet.status().missed], [0, 0]);
  },
);

const timeOf = (payload: string): number => JSON.parse(payload).timestamp;

testWithMosquitto(
  "a line with a pace never waits: what nobody is there for is missed",
  async () => {
    await using broker = await startMosquitto();
    const outlet = await open(`${broker.url}/t?dialect=nodered`);
    const [frame] = player("mode: historique, contract: base").segment();
    const { bytes, instant } = frame!;
    const write = () => outlet.write(bytes, { characters: bytes, start: instant, baudRate: 1_200 });
    await using listener = await subscribe(broker, { topic: "t" });
    write();
    await listener.count(1);
    assertEquals(outlet.status().readers, 1);
    await broker.kill();
    write();
    await until(() => outlet.status().missed! > 0);
    assertEquals(outlet.status(), {
      readers: 0,
      readerSpeed: null,
      bytes: bytes.length,
      lost: 0,
      missed: bytes.length,
    });
    await broker.start();
    await using again = await subscribe(broker, { topic: "t" });
    write();
    await again.count(1);
    assertEquals(outlet.status().readers, 1);
    await outlet.close();
  },
);

testWithMosquitto("a line without pace does not wait for ever", async () => {
  const broker = await startMosquitto();
  const outlet = await open(`${broker.url}/t`, 1);
  await broker[Symbol.asyncDispose]();
  const [frame] = player("mode: historique, contract: base").segment();
  const { bytes, instant } = frame!;
  await outlet.send(bytes, { characters: bytes, start: instant, baudRate: 1_200 });
  const error = await outlet.ended;
  assert(error instanceof OutletError);
  assert(error.message.includes("nobody listens there"), error.message);
  await outlet.close();
});

Deno.test("a broker that is away at the start, and a word that is wrong, are told", async () => {
  const address = `mqtt://127.0.0.1:${freePort()}/t`;
  const error = await assertRejects(() => open(address), OutletError, "nobody listens there");
  assert(error.next.includes("--broker embedded"));
  const wrong = (query: string, message: string) =>
    assertRejects(() => open(`${address}?${query}`), SyntaxError, message);
  await wrong("evry=10s", "did you mean every=…?");
  await wrong("dialect=tasmoto", "did you mean tasmota?");
  await wrong("dialect=tasmota&discovery=x", "has no setting");
  await wrong("every=10", "it has no unit");
  await wrong("qos=3", "qos=3 is none of its values");
  await wrong("version=3.1", "It is 5 or 3.1.1");
  await wrong("ca=nowhere.pem", "mqtt: has no certificates");
});
