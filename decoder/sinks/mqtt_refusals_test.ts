import { assert, assertEquals, assertRejects } from "@std/assert";
import { MqttSink } from "./mqtt_sink.ts";
import { SinkError } from "./sink.ts";
import type { CertificateFault } from "./test_certificate.ts";
import { testReading, testSettings } from "./test_dialect.ts";
import { startMosquitto, testWithMosquitto } from "./test_mosquitto.ts";
import { freePort } from "./free_port.ts";
import { subscribe } from "./test_subscriber.ts";

const CERTIFICATES: Record<CertificateFault, string> = {
  "expired": "its certificate has expired",
  "other name": "its certificate is for another name than 127.0.0.1",
};

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
