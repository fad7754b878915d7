import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { MQTT } from "./mqtt.ts";
import { readMqttSettings } from "./mqtt_settings.ts";
import { SinkError } from "./sink.ts";
import { parseSink } from "./sink_address.ts";

const PASSWORD = "hunter2";
const read = (word: string, folder = "/nowhere") =>
  readMqttSettings(parseSink(word), { folder, secret: () => PASSWORD });

Deno.test("a broker's word says all that is not a matter of course", () => {
  const { clientId, speaker, ...settings } = read("mqtt://127.0.0.1");
  assertMatch(clientId, /^ticlab-[0-9a-f]{8}$/);
  assertEquals(speaker.online?.topic, "ticlab/status");
  assertEquals(settings, {
    url: "mqtt://127.0.0.1:1883/ticlab?dialect=ticlab",
    protocol: "mqtt",
    host: "127.0.0.1",
    port: 1883,
    path: "/mqtt",
    user: undefined,
    // Without a user there is nobody whose password it could be (MQTT 3.1.1 §3.1.2.9).
    password: undefined,
    version: undefined,
    qos: 1,
    retain: undefined,
    keepalive: 30,
    ca: undefined,
  });
  const all = read(
    "wss://linky@broker.lan:9443/home/meter?dialect=tasmota&teleperiod=60&qos=2&retain=no" +
      "&version=3.1.1&client=box-1&keepalive=5&path=ws",
  );
  assertEquals(
    [all.url, all.user, all.password, all.clientId, all.version, all.qos, all.retain],
    [
      "wss://broker.lan:9443/home/meter?dialect=tasmota",
      "linky",
      PASSWORD,
      "box-1",
      4,
      2,
      false,
    ],
  );
  assertEquals([all.path, all.keepalive], ["/ws", 5]);
});

Deno.test("the port is that of the protocol, an IPv6 address is in brackets", () => {
  const port = (word: string) => read(word).port;
  assertEquals(
    [port("mqtt://h/t"), port("mqtts://h/t"), port("ws://h/t"), port("wss://h/t")],
    [1883, 8883, 80, 443],
  );
  assertEquals(read("mqtt://[::1]/t").url, "mqtt://[::1]:1883/t?dialect=ticlab");
});

Deno.test("an authority's certificate is read from the user's folder", async () => {
  const folder = await Deno.makeTempDir();
  const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  await Deno.writeTextFile(`${folder}/ca.pem`, certificate);
  await Deno.writeTextFile(`${folder}/key.pem`, "-----BEGIN PRIVATE KEY-----");
  assertEquals(read("mqtts://h/t?ca=ca.pem", folder).ca, certificate);
  assertEquals(read(`wss://h/t?ca=${folder}/ca.pem`).ca, certificate);
  says("mqtts://h/t?ca=key.pem", "holds no certificate", folder);
  says("mqtts://h/t?ca=other.pem", "it does not exist", folder);
  says("mqtt://h/t?ca=ca.pem", "mqtt: has no certificates", folder);
  await Deno.remove(folder, { recursive: true });
});

function says(word: string, message: string, folder?: string): void {
  const error = assertThrows(() => read(word, folder), SinkError, message);
  assertEquals(error.kind, "usage");
  assert(error.next !== "");
  assert(!Deno.inspect(error).includes(PASSWORD));
}

Deno.test("a wrong word gets the nearest right thing, and nothing to hide", () => {
  says("mqtt://linky@h/t?dialect=tasmoto", "did you mean tasmota?");
  says("mqtt://linky@h/t?qos=3", "qos=3 is none of its values");
  says("mqtt://linky@h/t?qos=toString", "qos=toString is none of its values");
  says("mqtt://linky@h/t?retain=true", "retain=true is none of its values");
  says("mqtt://linky@h/t?version=3", "version=3 is none of its values");
  says("mqtt://linky@h/t?keepalive=0", "keepalive=0 is no number of seconds");
  says("mqtt://linky@h/t?keepalive=65536", "is no number of seconds");
  says("mqtt://linky@h/t?client=%00", "this is no client id");
  says(`mqtt://linky@h/t?client=${"x".repeat(257)}`, "this is no client id");
  says("mqtt://linky@h/t?dialect=nodered&teleperiod=1", "has no setting");
  for (const base of ["%23", "a/%2B/b", "a%00b", "a%0Ab", "a//b"]) {
    says(`mqtt://linky@h/${base}`, "cannot publish under");
  }
});

Deno.test("settings of dialects are parameters of the word", () => {
  for (const name of ["discovery", "teleperiod", "qos", "ca"]) {
    assert(Object.hasOwn(MQTT.parameters, name), name);
  }
});
