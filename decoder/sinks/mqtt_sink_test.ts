import { assert, assertEquals, assertRejects } from "@std/assert";
import { MqttSink } from "./mqtt_sink.ts";
import { SinkError } from "./sink.ts";
import { testReading, testSettings } from "./test_dialect.ts";
import { type MosquittoOptions, startMosquitto, testWithMosquitto } from "./test_mosquitto.ts";
import { openProxy } from "./test_proxy.ts";
import { subscribe } from "./test_subscriber.ts";

const TRANSPORTS: Record<string, MosquittoOptions> = {
  mqtt: {},
  mqtts: { tls: true },
  ws: { websocket: true },
  wss: { tls: true, websocket: true },
};

/** The frames of a subscriber. */

const seqs = (messages: readonly { topic: string; payload: string }[]) =>
  messages.filter(({ topic }) => topic === "t/frame").map(({ payload }) => JSON.parse(payload).seq);

for (const [name, options] of Object.entries(TRANSPORTS)) {
  testWithMosquitto(`readings arrive over ${name}, in MQTT 5 and 3.1.1, at every QoS`, async () => {
    await using broker = await startMosquitto({ ...options, user: "linky", password: "s3cret é" });
    await using listener = await subscribe(broker, { user: "linky", password: "s3cret é" });
    const ca = broker.ca === undefined ? undefined : await Deno.readTextFile(broker.ca);
    const login = { user: "linky", password: "s3cret é", ca };
    for (const version of [5, 4] as const) {
      for (const qos of [0, 1, 2] as const) {
        const before = listener.messages.length;
        const settings = testSettings(broker.url, { ...login, version, qos });
        const sink = new MqttSink(settings);
        await sink.deliver([testReading(1), testReading(2)]);
        await sink.deliver([testReading(3)]);
        await sink.close();
        const got = (await listener.count(before + 6)).slice(before);
        assertEquals(
          got.map(({ topic, payload, retain }) => ({ topic, payload, retain })),
          [settings.speaker.online, ...settings.said, settings.speaker.offline],
          `version ${version}, QoS ${qos}`,
        );
        // mosquitto_sub subscribes at QoS 1.
        assertEquals(got[1]!.qos, Math.min(qos, 1));
      }
    }
  });
}

const reachedByIpv6 = "a broker is reached by its IPv6 address";

const hasIpv6 = Deno.networkInterfaces().some(({ address }) => address === "::1");

if (!hasIpv6) Deno.test.ignore(`${reachedByIpv6} [skipped: no IPv6 here]`, () => {});
else {testWithMosquitto(reachedByIpv6, async () => {
    for (const websocket of [false, true]) {
      await using broker = await startMosquitto({ websocket });
      await using cable = openProxy(broker.port, "::1");
      const settings = testSettings(broker.url, { host: "::1", port: cable.port });
      const sink = new MqttSink(settings);
      await sink.deliver([testReading(1)]);
      await sink.close();
    }
  });}

testWithMosquitto(
  "the broker says that the gateway is gone when the line to it is cut",
  async () => {
    await using broker = await startMosquitto();
    await using cable = openProxy(broker.port);
    await using listener = await subscribe(broker, { topic: "t/status" });
    const sink = new MqttSink(testSettings(`mqtt://127.0.0.1:${cable.port}`));
    await sink.deliver([]);
    assert(sink.isConnected);
    cable.cut();
    const [online, offline] = await listener.count(2);
    assertEquals([online!.payload, offline!.payload], ["online", "offline"]);
    await sink.deliver([]);
    assertEquals((await listener.count(3))[2]!.payload, "online");
    await sink.close();
  },
);

testWithMosquitto(
  "nothing is lost or out of order when the broker dies again and again, and a dialect that says " +
    "changes alone is not ahead of it",
  async () => {
    await using broker = await startMosquitto({ persistence: true });
    await using listener = await subscribe(broker, { topic: "t/frame", session: "keeps" });
    const settings = testSettings(broker.url);
    const sink = new MqttSink(settings);
    for (let seq = 1; seq <= 40; seq += 2) {
      const batch = [testReading(seq), testReading(seq + 1)];
      if (seq % 8 === 1) {
        await broker.kill("SIGTERM");
        const error = await assertRejects(() => sink.deliver(batch), SinkError);
        assertEquals(error.kind, "down");
        await broker.start();
      }
      await sink.deliver(batch);
    }
    await listener.until(({ payload }) => JSON.parse(payload).seq === 40);
    assertEquals(seqs(listener.messages), Array.from({ length: 40 }, (_, i) => i + 1));
    // Of a reading that is delivered twice, the second says as much as the first.
    assertEquals(listener.messages.map(({ payload }) => payload), framesOf(settings.said));
    await sink.close();
  },
);

const framesOf = (said: readonly { topic: string; payload: string }[]) =>
  said.filter(({ topic }) => topic === "t/frame").map(({ payload }) => payload);

testWithMosquitto(
  "what was not acknowledged comes again, in order and the same, and its number tells",
  async () => {
    await using broker = await startMosquitto();
    await using cable = openProxy(broker.port);
    await using listener = await subscribe(broker, { topic: "t/frame" });
    const settings = testSettings(`mqtt://127.0.0.1:${cable.port}`);
    const sink = new MqttSink(settings);
    await sink.deliver([testReading(1), testReading(2)]);
    // The power is new in the third alone: said anew, the third would not have it any more.
    const batch = [testReading(3, "00100"), testReading(4, "00100")];
    cable.deaf = true;
    const lost = assertRejects(() => sink.deliver(batch), SinkError);
    await cable.swallowed();
    await listener.until(({ payload }) => JSON.parse(payload).seq === 4);
    cable.deaf = false;
    cable.cut();
    assertEquals((await lost).kind, "down");
    await sink.deliver(batch);
    await sink.deliver([testReading(5)]);
    await listener.until(({ payload }) => JSON.parse(payload).seq === 5);
    assertEquals(seqs(listener.messages), [1, 2, 3, 4, 3, 4, 5]);
    const [third, fourth] = listener.messages.slice(2, 4);
    assertEquals([third, fourth].map((message) => "PAPP" in JSON.parse(message!.payload)), [
      true,
      false,
    ]);
    assertEquals(listener.messages.slice(4, 6), [third!, fourth!]);
    await sink.close();
  },
);

testWithMosquitto("a broker that acknowledges nothing is left, and told", async () => {
  await using broker = await startMosquitto();
  await using cable = openProxy(broker.port);
  const sink = new MqttSink(testSettings(`mqtt://127.0.0.1:${cable.port}`), 100);
  await sink.deliver([testReading(1)]);
  cable.deaf = true;
  const error = await assertRejects(() => sink.deliver([testReading(2)]), SinkError);
  assertEquals([error.kind, /acknowledges nothing/.test(error.message)], ["down", true]);
  cable.deaf = false;
  await sink.deliver([testReading(2)]);
  await sink.close();
});

testWithMosquitto(
  "what the broker was asked to keep is said again when it comes back",
  async () => {
    await using broker = await startMosquitto();
    const sink = new MqttSink(testSettings(broker.url));
    await sink.deliver([testReading(1)]);
    await broker.kill();
    await assertRejects(() => sink.deliver([testReading(2)]), SinkError);
    await broker.start();
    await sink.deliver([testReading(2)]);
    await using late = await subscribe(broker);
    await late.count(2);
    assertEquals(late.messages.map(({ topic }) => topic).sort(), ["home/linky/config", "t/status"]);
    await sink.close();
  },
);

testWithMosquitto("retain=yes keeps every message, retain=no none, the will included", async () => {
  for (const [retain, kept] of [[true, 3], [false, 0]] as const) {
    await using broker = await startMosquitto();
    const sink = new MqttSink(testSettings(broker.url, { retain }));
    await sink.deliver([testReading(1)]);
    await sink.close();
    const after = new MqttSink(testSettings(broker.url, { retain: false }));
    await using late = await subscribe(broker);
    await after.deliver([testReading(2)]);
    await late.until(({ payload }) => payload.includes(`"seq":2`));
    const old = late.messages.filter(({ payload }) => !payload.includes(`"seq":2`));
    assertEquals(old.filter(({ retain }) => retain).length, kept);
    await after.close();
  }
});

testWithMosquitto("a batch far larger than the broker's window arrives in order", async () => {
  await using broker = await startMosquitto();
  await using listener = await subscribe(broker, { topic: "t/frame" });
  const sink = new MqttSink(testSettings(broker.url));
  await sink.deliver(Array.from({ length: 3_000 }, (_, i) => testReading(i + 1)));
  await listener.count(3_000);
  assertEquals(seqs(listener.messages), Array.from({ length: 3_000 }, (_, i) => i + 1));
  await sink.close();
});
