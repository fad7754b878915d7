import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseOutlet } from "./outlet.ts";

Deno.test("parseOutlet() takes a path as it stands", () => {
  assertEquals(parseOutlet("-"), { kind: "stdout" });
  assertEquals(parseOutlet("pty:"), { kind: "pty" });
  assertEquals(parseOutlet("pty:../linky 2"), { kind: "pty", path: "../linky 2" });
  assertEquals(parseOutlet("file:a:b?c#d%20"), { kind: "file", path: "a:b?c#d%20" });
  assertEquals(parseOutlet("socat:/tmp/x,y"), { kind: "socat", path: "/tmp/x,y" });
});

Deno.test("parseOutlet() listens on this machine unless another address is named", () => {
  const tcp = (hostname: string, port: number) => ({ kind: "tcp" as const, hostname, port });
  assertEquals(parseOutlet("tcp://:2000"), tcp("127.0.0.1", 2000));
  assertEquals(parseOutlet("tcp://localhost:0"), tcp("127.0.0.1", 0));
  assertEquals(parseOutlet("tcp://0.0.0.0:65535"), tcp("0.0.0.0", 65535));
  assertEquals(parseOutlet("tcp://[::1]:2000"), tcp("::1", 2000));
});

Deno.test("parseOutlet() names the nearest right word", () => {
  const says = (word: string, message: string) =>
    assertThrows(() => parseOutlet(word), SyntaxError, message);
  says("/dev/ttyV0", "did you mean serial:/dev/ttyV0 or pty:/dev/ttyV0?");
  says("localhost:2000", "did you mean tcp://localhost:2000?");
  says("tcp:localhost:2000", "did you mean tcp://localhost:2000?");
  says("tcp://localhost", "did you mean tcp://127.0.0.1:PORT?");
  says("tcp://localhost:70000", "did you mean tcp://127.0.0.1:PORT?");
  says("file=/tmp/x", "did you mean file:/tmp/x?");
  says("file:", "did you mean file:PATH?");
  says(
    "pigeon:x",
    "an outlet is one of pty:, pty:PATH, serial:PATH, socat:PATH, tcp://HOST:PORT, " +
      "mqtt://HOST/BASE?dialect=ID, file:PATH, -",
  );
  says("", "an outlet is one of pty:");
});

Deno.test("parseOutlet() takes a broker as a sink of decode does, and no password", () => {
  const word = "mqtts://linky@broker.lan:8883/home?dialect=jeedom&every=10s";
  assertEquals(parseOutlet(word), { kind: "mqtt", word, folder: "" });
  const error = assertThrows(
    () => parseOutlet("mqtt://linky:hunter2@broker.lan/home"),
    SyntaxError,
    "TICLAB_MQTT_PASSWORD",
  );
  assert(!error.message.includes("hunter2"));
});
