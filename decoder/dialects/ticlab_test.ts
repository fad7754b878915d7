import { assert, assertEquals } from "@std/assert";
import { Ajv } from "ajv";
import { outside } from "../../tools/outside.ts";
import { frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import type { Message } from "./dialect.ts";
import { dialectNamed } from "./dialects.ts";
import { HomeAssistant } from "./test_hass.ts";
import { frameWith, readingsOf, saidOf } from "./test_readings.ts";
import schema from "./ticlab.schema.json" with { type: "json" };

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

function assertValid(payload: string): void {
  const object = JSON.parse(payload);
  assert(validate(object), `${JSON.stringify(validate.errors)} in ${payload}`);
}

/** What is said under a prefix of topics, as `rest of the topic = payload`. */
function under(prefix: string, messages: readonly Message[]): string[] {
  return messages.filter(({ topic }) => topic.startsWith(prefix))
    .map(({ topic, payload }) => `${topic.slice(prefix.length)}=${payload}`);
}

Deno.test("ticlab says a frame typed, with units, quality and instants in UTC", () => {
  const line = frame(
    std("ADSC", "021976551234"),
    std("DATE", "", "h240128235218"),
    std("LTARF", "      BASE      "),
    std("EAST", "017026175"),
    std("SMAXSN", "05706", "E240728032158"),
    std("RELAIS", "001"),
  );
  assertEquals(saidOf("ticlab", readingsOf(line)), [[{
    topic: "ticlab/021976551234",
    payload: `{"v":1,"seq":1,"meter":"021976551234","time":"2026-11-22T03:35:00.000Z",` +
      `"mode":"standard","kind":"long","complete":true,"lost":0,"overload":false,` +
      `"events":["meter"],"labels":{` +
      `"ADSC":{"raw":"021976551234","value":"021976551234"},` +
      `"DATE":{"raw":"","value":"2024-01-28T22:52:18Z","at":"2024-01-28T22:52:18Z",` +
      `"clock":"degraded"},` +
      `"LTARF":{"raw":"      BASE      ","value":"BASE"},` +
      `"EAST":{"raw":"017026175","value":17026175,"unit":"Wh"},` +
      `"SMAXSN":{"raw":"05706","value":5706,"unit":"VA","at":"2024-07-28T01:21:58Z",` +
      `"clock":"ok"},` +
      `"RELAIS":{"raw":"001","value":{"closed":[1]}}}}`,
    retain: true,
  }]]);
});

const folder = outside("captures", "TICLAB_CAPTURES");
const files = folder === null
  ? []
  : Array.from(Deno.readDirSync(folder), ({ name }) => name).filter((name) =>
    name.endsWith(".tic")
  );

Deno.test({
  name: "ticlab's frames of every capture are as the schema says",
  ignore: files.length === 0,
  fn() {
    let frames = 0;
    for (const file of files) {
      const readings = readingsOf(Deno.readTextFileSync(`${folder}/${file}`));
      for (const { payload } of saidOf("ticlab", readings).flat()) {
        assertValid(payload);
        frames++;
      }
    }
    assert(frames > 300, `${frames} frames`);
  },
});

Deno.test("the frame in docs/dialects.md is as the schema says", () => {
  const page = Deno.readTextFileSync(new URL("../../docs/dialects.md", import.meta.url));
  assertValid(/```json\n([^]*?)```/.exec(page)![1]!);
});

Deno.test("the schema refuses what is no frame", () => {
  const [message] = saidOf("ticlab", readingsOf(frameWith(HIST_HC)))[0]!;
  const good = JSON.parse(message!.payload);
  for (
    const wrong of [
      { v: 2 },
      { seq: 0 },
      { meter: "12" },
      { time: "2026-11-22T04:35:00+01:00" },
      { events: ["fire"] },
      { labels: { PAPP: { value: 1 } } },
      { labels: { PAPP: { raw: "1", value: 1, clock: "ok" } } },
      { more: 1 },
    ]
  ) {
    assert(!validate({ ...good, ...wrong }), JSON.stringify(wrong));
  }
});

Deno.test("ticlab keeps whole frames for those who come later, never a part of one", () => {
  const line = frameWith(HIST_HC) + frame(hist("ADIR1", "070"), HIST_HC[0]!) +
    `${frameWith(HIST_HC).slice(0, -25)}\x03`;
  const said = saidOf("ticlab", readingsOf(line)).flat();
  assertEquals(said.map(({ retain }) => retain), [true, false, false]);
});

Deno.test("ticlab tells an overload while it lasts", () => {
  const over = frameWith(HIST_HC, hist("ADPS", "050"));
  const cut = `${over.slice(0, -25)}\x03`.replace(hist("ADPS", "050"), "");
  const readings = readingsOf(frameWith(HIST_HC) + over + cut + frameWith(HIST_HC));
  const said = saidOf("ticlab", readings).flat().map(({ payload }) => JSON.parse(payload));
  assertEquals(said.map(({ overload, events }) => [overload, ...events]), [
    [false, "meter"],
    [true, "overload"],
    [true],
    [false, "overload-end"],
  ]);
});

Deno.test("ticlab says a meter without a number under unknown, and is there or not", () => {
  const [message] = saidOf("ticlab", readingsOf(frame(hist("PAPP", "00360"))))[0]!;
  assertEquals(message!.topic, "ticlab/unknown");
  const { online, offline } = dialectNamed("ticlab").speaker({ base: "home/linky", settings: {} });
  assertEquals(online, { topic: "home/linky/status", payload: "online", retain: true });
  assertEquals(offline, { topic: "home/linky/status", payload: "offline", retain: true });
});

Deno.test("ticlab says labels on topics of their own when they change, and takes back what is gone", () => {
  const over = frameWith(HIST_HC, hist("ADPS", "050"));
  const readings = readingsOf(frameWith(HIST_HC) + over + over + frameWith(HIST_HC));
  const said = saidOf("ticlab", readings, { labels: "yes" });
  const topics = said.map((messages) => under("ticlab/021961234567/", messages));
  assertEquals(topics, [
    [
      "ADCO=021961234567",
      "OPTARIF=HC..",
      "ISOUSC=45",
      "HCHC=12345678",
      "HCHP=23456789",
      "PTEC=HP..",
      "IINST=9",
      "IMAX=90",
      "PAPP=2070",
      "HHPHC=A",
      "MOTDETAT=000000",
    ],
    ["ADPS=50"],
    [],
    ["ADPS="],
  ]);
  const labels = said.flat().filter(({ topic }) => topic.split("/").length === 3);
  assert(labels.every(({ retain }) => retain));
  assertEquals(dialectNamed("ticlab").values(labels[0]!), [
    { label: "ADCO", meter: "021961234567", value: "021961234567" },
  ]);
  const next = saidOf("ticlab", readingsOf(frameWith(STD_BASE)), { labels: "yes" }).flat()
    .find(({ topic }) => topic.endsWith("/NJOURF_plus_1"))!;
  assertEquals(dialectNamed("ticlab").values(next)[0]?.label, "NJOURF+1");
});

/** The announcements that a line brings, by what stands behind the prefix. */
// deno-lint-ignore no-explicit-any
function announced(line: string, settings: Record<string, string> = {}): Map<string, any> {
  const said = saidOf("ticlab", readingsOf(line), { discovery: "homeassistant", ...settings });
  const found = said.flat().filter(({ topic }) => topic.startsWith("homeassistant/"));
  assert(found.every(({ retain }) => retain));
  return new Map(found.map(({ topic, payload }) => [topic.slice(14), JSON.parse(payload)]));
}

Deno.test("ticlab announces to Home Assistant each label that was seen, once", () => {
  const found = announced(frameWith(HIST_HC) + frameWith(HIST_HC, hist("ADPS", "050")));
  assertEquals(
    [...found.keys()].map((topic) => topic.split("/").at(-2)),
    [
      "overload",
      ..."adco optarif isousc hchc hchp ptec iinst imax papp hhphc motdetat adps".split(" "),
    ],
  );
  assertEquals(found.get("sensor/ticlab_021961234567/hchc/config"), {
    unique_id: "ticlab_021961234567_hchc",
    name: "Index heures creuses (HCHC)",
    device_class: "energy",
    state_class: "total_increasing",
    unit_of_measurement: "Wh",
    value_template: "{% if 'HCHC' in value_json.labels %}" +
      "{{ value_json.labels['HCHC'].value }}{% else %}{% endif %}",
    state_topic: "ticlab/021961234567",
    availability_topic: "ticlab/status",
    device: {
      identifiers: ["ticlab_021961234567"],
      name: "TIC 021961234567",
      serial_number: "021961234567",
      manufacturer: "Sagemcom",
      model: "Linky monophasé 60 A, G3, arrivée par le haut",
    },
    origin: { name: "ticlab" },
  });
});

Deno.test("ticlab's announcements have the classes that Home Assistant knows", () => {
  const found = announced(frameWith(STD_BASE), { language: "en" });
  const about = (object: string) => {
    const config = found.get(`sensor/ticlab_021961234567/${object}/config`);
    return [config.device_class, config.state_class, config.unit_of_measurement]
      .map((word) => word ?? "-").join(" ");
  };
  assertEquals(
    ["east", "sinsts", "irms1", "urms1", "ccasn", "pref", "ltarf", "date"].map(about),
    [
      "energy total_increasing Wh",
      "apparent_power measurement VA",
      "current measurement A",
      "voltage measurement V",
      "power measurement W",
      "apparent_power measurement VA",
      "- - -",
      "timestamp - -",
    ],
  );
  const { name, options, device_class } = found.get(
    "sensor/ticlab_021961234567/stge_tomorrow/config",
  );
  assertEquals([name, options, device_class], [
    "Tempo colour tomorrow",
    ["none", "blue", "white", "red"],
    "enum",
  ]);
  assertEquals(
    found.get("sensor/ticlab_021961234567/pref/config").value_template.includes(".value * 1000"),
    true,
  );
  const overload = found.get("binary_sensor/ticlab_021961234567/overload/config");
  assertEquals(overload.device_class, "problem");
});

Deno.test("two meters have no identity in Home Assistant in common", () => {
  const other = std("ADSC", "041975000042");
  const found = announced(frameWith(STD_BASE) + frameWith(STD_BASE, other));
  const ids = [...found.values()].map(({ unique_id }) => unique_id);
  assertEquals(new Set(ids).size, ids.length);
  assertEquals(ids.filter((id) => id.includes("041975000042")).length, ids.length / 2);
});

Deno.test("every announced entity finds its value in the frame", () => {
  for (const line of [frameWith(HIST_HC), frameWith(STD_BASE)]) {
    const home = new HomeAssistant();
    for (
      const { topic, payload } of saidOf("ticlab", readingsOf(line), { discovery: "ha" }).flat()
    ) {
      home.hear(topic, payload);
    }
    for (const { config, states } of home.entities.values()) {
      assertEquals(states.length, 1, config.unique_id);
    }
    const state = (label: string) => home.entities.get(`ticlab_021961234567_${label}`)?.states[0];
    assertEquals(
      ["hchc", "pref", "date", "stge", "stge_today", "ltarf", "overload"].map(state),
      line.includes("HCHC")
        ? ["12345678", undefined, undefined, undefined, undefined, undefined, "OFF"]
        : [undefined, "9000", "2026-01-14T05:00:01Z", "003A0001", "none", "BASE", "OFF"],
    );
  }
});
