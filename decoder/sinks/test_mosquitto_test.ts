import { assert, assertEquals } from "@std/assert";
import { run } from "../../serial/_programs.ts";
import { startMosquitto, testWithMosquitto } from "./test_mosquitto.ts";
import { subscribe } from "./test_subscriber.ts";

const publish = async (port: number, ...args: string[]) =>
  (await run("mosquitto_pub", "-h", "127.0.0.1", "-p", `${port}`, "-t", "a/b", ...args)).code;

testWithMosquitto(
  "the tests' broker carries messages, dies and comes back on its port",
  async () => {
    await using broker = await startMosquitto({ persistence: true });
    await using subscriber = await subscribe(broker, { session: "s" });
    assertEquals(await publish(broker.port, "-m", "é1", "-r"), 0);
    assertEquals(await subscriber.until(({ topic }) => topic === "a/b"), {
      topic: "a/b",
      payload: "é1",
      qos: 0,
      retain: true,
    });
    await broker.kill("SIGTERM");
    assert(await publish(broker.port, "-m", "2") !== 0);
    await broker.start();
    assertEquals(await publish(broker.port, "-m", "3", "-q", "1"), 0);
    await subscriber.until(({ payload }) => payload === "3");
  },
);

testWithMosquitto("the tests' broker has TLS of its own and a password", async () => {
  await using broker = await startMosquitto({ tls: true, user: "linky", password: "s3cret" });
  assert(await publish(broker.port, "-m", "1") !== 0);
  const tls = ["--cafile", broker.ca!, "-u", "linky"];
  assert(await publish(broker.port, ...tls, "-P", "wrong", "-m", "1") !== 0);
  await using subscriber = await subscribe(broker, { user: "linky", password: "s3cret" });
  assertEquals(await publish(broker.port, ...tls, "-P", "s3cret", "-m", "1"), 0);
  await subscriber.count(1);
});
