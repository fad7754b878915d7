import { assertRejects } from "@std/assert";
import { MqttSink } from "./mqtt_sink.ts";
import { SinkError } from "./sink.ts";
import { testReading, testSettings } from "./test_dialect.ts";
import { startMosquitto, testWithMosquitto } from "./test_mosquitto.ts";
import { openProxy } from "./test_proxy.ts";
import { subscribe } from "./test_subscriber.ts";

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
