import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { SinkError } from "./sink.ts";
import { parseSink } from "./sink_address.ts";
import { SINKS } from "./sink_table.ts";

Deno.test("the word of a sink is taken apart", () => {
  const none = { host: "", path: "", parameters: {} };
  for (
    const [word, wanted] of [
      ["-", { scheme: "-", ...none }],
      ["file:/tmp/a?b#c.jsonl", { scheme: "file", ...none, path: "/tmp/a?b#c.jsonl" }],
      ["mqtt://127.0.0.1", { scheme: "mqtt", ...none, host: "127.0.0.1" }],
      ["mqtt://[::1]:1884/a/b", { scheme: "mqtt", ...none, host: "::1", port: 1884, path: "a/b" }],
      ["WSS://h/", { scheme: "wss", ...none, host: "h" }],
      ["mqtts://l%40home@b.lan:8883/t?qos=1&dialect=jeedom", {
        scheme: "mqtts",
        user: "l@home",
        host: "b.lan",
        port: 8883,
        path: "t",
        parameters: { qos: "1", dialect: "jeedom" },
      }],
      ["mysql://u@h/home?layout=a%26b%3D", {
        scheme: "mysql",
        user: "u",
        host: "h",
        path: "home",
        parameters: { layout: "a&b=" },
      }],
      ["http://127.0.0.1:0", { scheme: "http", ...none, host: "127.0.0.1", port: 0 }],
      ["mqtt://h:1883/base@x", { scheme: "mqtt", ...none, host: "h", port: 1883, path: "base@x" }],
    ] as const
  ) assertEquals(parseSink(word), { word, ...wanted }, word);
});

Deno.test("a word that is no sink is refused with the nearest right thing", () => {
  for (
    const [word, message, next] of [
      ["mqqt://h/t", /mqqt: is no sink/, /Did you mean mqtt:\?/],
      ["readings.jsonl", /it is no sink/, /file:readings\.jsonl/],
      ["file:", /names no file/, /file:/],
      ["mqtt:///t", /names no host/, /mqtt:\/\/127/],
      ["mqtt:h", /names no host/, /mqtt:\/\/127/],
      ["mqtt://h:70000/t", /70000 is no port/, /65535/],
      ["mqtt://h:0/t", /0 is no port/, /65535/],
      ["mqtt://h/t?qos", /qos has no value/, /qos=VALUE/],
      ["mqtt://h/t?qos=1&qos=2", /qos is there twice/, /Leave one/],
      ["mqtt://h/%zz", /begins no character/, /%25/],
    ] as const
  ) {
    const error = assertThrows(() => parseSink(word), SinkError);
    assertEquals(error.kind, "usage");
    assertMatch(error.message, message);
    assertMatch(error.next, next);
  }
});

Deno.test("a secret in a word is refused, told where it belongs, and never repeated", () => {
  const words = [
    "mqtt://linky:hunter2@b.lan/t",
    "mqtts://linky:hunter2@b.lan:8883/t?qos=1",
    "mqtt://linky:123hunter2@b.lan",
    "mqtt://:hunter2@b.lan",
    "mqtt://linky:a/hunter2@b.lan/t",
    "mqtt://linky:a@hunter2@b.lan/t",
    "mysql://u:hunter2@h/db",
    "influxdb://h/db?token=hunter2",
    "mqtt://h/t?Password=hunter2",
    "mqtt://h/t?qos=1&pass=hunter2",
    "ftp://u:hunter2@h/",
  ];
  for (const word of words) {
    const error = assertThrows(() => parseSink(word), SinkError);
    assertMatch(error.next, /TICLAB_(MQTT|MYSQL|INFLUXDB)_PASSWORD/, word);
    assert(!`${error.message} ${error.next} ${error.cause ?? ""}`.includes("hunter2"), word);
  }
});

Deno.test("whatever is typed, a word is read or refused as usage", () => {
  const part = fc.constantFrom("mqtt", ":", "/", "//", "@", "?", "&", "=", "%", "#", "[", "]", "é");
  const words = fc.array(fc.oneof(part, fc.string({ maxLength: 4 })), { maxLength: 12 });
  fc.assert(fc.property(words, (parts) => {
    try {
      parseSink(parts.join(""));
    } catch (error) {
      assert(error instanceof SinkError && error.kind === "usage", String(error));
    }
  }));
});

for (const { schemes, load } of SINKS) {
  Deno.test(`the table has the schemes of the sink ${schemes[0]}`, async () => {
    assertEquals([...(await load()).schemes], [...schemes]);
  });
}
