import { assertEquals, assertRejects } from "@std/assert";
import { SinkError } from "../decoder/sinks/sink.ts";
import { MqttSink } from "../decoder/sinks/mqtt_sink.ts";
import { testReading, testSettings } from "../decoder/sinks/test_dialect.ts";
import { freePort } from "../decoder/sinks/free_port.ts";
import { startEmbeddedBroker } from "./embedded_broker.ts";
import { OutletError } from "./outlet.ts";

Deno.test("the embedded broker has no MQTT 5: a sink goes back to 3.1.1, unless 5 is asked for", async () => {
  const port = freePort();
  await using _broker = await startEmbeddedBroker(port);
  const url = `mqtt://127.0.0.1:${port}`;
  for (const qos of [0, 1, 2] as const) {
    const sink = new MqttSink(testSettings(url, { qos }));
    await sink.deliver([testReading(1)]);
    await sink.close();
  }
  const five = new MqttSink(testSettings(url, { version: 5 }));
  const error = await assertRejects(() => five.deliver([]), SinkError, "does not speak MQTT 5");
  assertEquals([error.kind, error.next], ["denied", "Write version=3.1.1."]);
  await five.close();
  await assertRejects(() => startEmbeddedBroker(port), OutletError, "the port is taken");
});
