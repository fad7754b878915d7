import { assert, assertEquals, assertRejects } from "@std/assert";
import { MqttSink } from "./mqtt_sink.ts";
import { SinkError } from "./sink.ts";
import type { CertificateFault } from "./test_certificate.ts";
import { testReading, testSettings } from "./test_dialect.ts";
import { freePort } from "./test_server.ts";
import { type MosquittoOptions, startMosquitto, testWithMosquitto } from "./test_mosquitto.ts";
import { openProxy } from "./test_proxy.ts";
import { subscribe } from "./test_subscriber.ts";

const TRANSPORTS: Record<string, MosquittoOptions> = {
  mqtt: {},
  mqtts: { tls: true },
  ws: { websocket: true },
  wss: { tls: true, websocket: true },
};

const CERTIFICATES: Record<CertificateFault, string> = {
  "expired": "its certificate has expired",
  "other name": "its certificate is for another name than 127.0.0.1",
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

testWithMosquitto("a refusal says what is wrong and what to do, and no secret", async () => {
  const secret = "hunter2-of-the-test";
  const refused = async (settings: ReturnType<typeof testSettings>) => {
    const sink = new MqttSink(settings);
    const error = await assertRejects(() => sink.deliver([testReading(1)]), SinkError);
    await sink.close();
    const text = Deno.inspect(error, { depth: 10, showHidden: true }) + error.stack + error.next;
    assert(!text.includes(secret));
    return [error.kind, error.message.replace(/^\S+ /, ""), error.next];
  };
  {
    await using broker = await startMosquitto({ user: "linky", password: "right" });
    assertEquals(await refused(testSettings(broker.url, { user: "linky", password: secret })), [
      "denied",
      "cannot connect: it does not know user linky with this password",
      "Put the right one into TICLAB_MQTT_PASSWORD, or into a file that TICLAB_MQTT_PASSWORD_FILE names.",
    ]);
    const [kind, message, next] = await refused(testSettings(broker.url, { version: 4 }));
    assertEquals([kind, message], ["denied", "cannot connect: it wants a user and a password"]);
    assert(next!.startsWith("Name the user, as in mqtt://USER@HOST"));
  }
  for (const websocket of [false, true]) {
    await using broker = await startMosquitto({ tls: true, websocket });
    const [kind, message, next] = await refused(testSettings(broker.url));
    assertEquals(kind, "denied");
    assertEquals(
      message,
      "cannot connect: its certificate is signed by nobody that is trusted here",
    );
    assertEquals(next, "Name the certificate of the authority that signed it: ca=FILE.");
    const plain = broker.url.replace(/s:/, ":");
    const [, , hint] = await refused(testSettings(plain));
    assert(hint!.includes(websocket ? "write wss:" : "write mqtts:"), hint);
  }
  {
    await using broker = await startMosquitto();
    const [kind, , hint] = await refused(testSettings(broker.url.replace("mqtt", "mqtts")));
    assertEquals(kind, "down");
    assert(hint!.includes("write mqtt:"), hint);
  }
  for (const [fault, what] of Object.entries(CERTIFICATES)) {
    await using broker = await startMosquitto({ tls: true, fault: fault as CertificateFault });
    const ca = await Deno.readTextFile(broker.ca!);
    const [kind, message] = await refused(testSettings(broker.url, { ca }));
    assertEquals([kind, message], ["denied", `cannot connect: ${what}`]);
  }
  const port = freePort();
  assertEquals(await refused(testSettings(`mqtt://127.0.0.1:${port}`)), [
    "down",
    "cannot connect: nobody listens there",
    "Is the broker running, and is this its port?",
  ]);
});

testWithMosquitto("a topic without the right to publish is told, in MQTT 5", async () => {
  await using broker = await startMosquitto({ writable: "home" });
  const quiet = { say: testSettings(broker.url).speaker.say };
  const sink = new MqttSink(testSettings(broker.url, { speaker: quiet }));
  const error = await assertRejects(() => sink.deliver([testReading(1)]), SinkError);
  assertEquals(error.kind, "denied");
  assert(error.message.includes("cannot publish to t/frame"), error.message);
  await sink.close();
});

testWithMosquitto("a topic that could go elsewhere is not published", async () => {
  await using broker = await startMosquitto();
  await using listener = await subscribe(broker);
  const wrong = ["", "a/#", "a/+/b", "a\0b", "a\nb", "a\ud800", "x".repeat(70_000)];
  const speaker = {
    say: ({ seq }: { seq: number }) => [
      { topic: wrong[seq - 1] ?? "right", payload: `${seq}`, retain: false },
    ],
  };
  const sink = new MqttSink(testSettings(broker.url, { speaker }));
  for (const [i] of wrong.entries()) {
    const error = await assertRejects(() => sink.deliver([testReading(i + 1)]), SinkError);
    assertEquals(error.kind, "refused");
  }
  // What a batch that failed has delivered is not said again.
  const right = testReading(wrong.length + 1);
  await assertRejects(() => sink.deliver([testReading(1), right]), SinkError);
  await sink.deliver([right]);
  await sink.deliver([testReading(wrong.length + 2)]);
  await listener.until(({ payload }) => payload === `${wrong.length + 2}`);
  assertEquals(
    listener.messages.map(({ topic, payload }) => `${topic} ${payload}`),
    [`right ${wrong.length + 1}`, `right ${wrong.length + 2}`],
  );
  await sink.close();
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

Deno.test("a sink whose broker never answers ends at once when it is closed", async () => {
  const mute = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connected = mute.accept();
  const sink = new MqttSink(testSettings(`mqtt://127.0.0.1:${mute.addr.port}`));
  const waiting = assertRejects(() => sink.deliver([]), Error);
  const connection = await connected;
  await sink.close();
  await waiting;
  connection.close();
  mute.close();
});

testWithMosquitto("a sink that is closed while it says hello ends at once", async () => {
  await using broker = await startMosquitto();
  await using cable = openProxy(broker.port);
  await using listener = await subscribe(broker, { topic: "t/status" });
  const sink = new MqttSink(testSettings(`mqtt://127.0.0.1:${cable.port}`));
  await sink.deliver([]);
  cable.cut();
  cable.deaf = true;
  // It waits for an answer that does not come: of the connection, or of its greeting.
  const waiting = assertRejects(() => sink.deliver([testReading(1)]));
  await cable.swallowed();
  await sink.close();
  await waiting;
  await listener.until(({ payload }) => payload === "offline");
});

testWithMosquitto("a sink ends although its broker does not let go", async () => {
  await using broker = await startMosquitto();
  for (const what of ["dead", "deaf"] as const) {
    await using cable = openProxy(broker.port);
    const sink = new MqttSink(testSettings(`mqtt://127.0.0.1:${cable.port}`));
    await sink.deliver([testReading(1)]);
    cable[what] = true;
    const waiting = assertRejects(() => sink.deliver([testReading(2)]), SinkError);
    await sink.close();
    await waiting;
  }
});

testWithMosquitto(
  "a sink that has nothing to say ends although its broker does not let go",
  async () => {
    await using broker = await startMosquitto();
    await using cable = openProxy(broker.port);
    const { say } = testSettings(broker.url).speaker;
    const sink = new MqttSink(
      testSettings(`mqtt://127.0.0.1:${cable.port}`, { speaker: { say } }),
    );
    await sink.deliver([testReading(1)]);
    cable.dead = true;
    await sink.close();
  },
);
