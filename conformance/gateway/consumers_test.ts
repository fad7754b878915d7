// What the sim publishes is what AIIDA, Telegraf and Home Assistant accept, whatever the meter and its day.
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Message } from "../../decoder/dialects/dialect.ts";
import { dialectNamed } from "../../decoder/dialects/dialects.ts";
import { FrameGatherer } from "../../decoder/dialects/frame_gatherer.ts";
import type { FrameReading } from "../../decoder/dialects/frame_reading.ts";
import { Aiida } from "../../decoder/dialects/test_aiida.ts";
import { HomeAssistant } from "../../decoder/dialects/test_hass.ts";
import { telegrafPoint } from "../../decoder/dialects/test_telegraf.ts";
import { TicDecoder } from "../../decoder/decoder.ts";
import { Player } from "../../sim/player.ts";
import { readScenario } from "../../sim/scenario.ts";

const SCENARIOS = new URL("../../scenarios/", import.meta.url);
/** Most frames of a scenario that are played. */
const MOST = 100;

const names = Array.from(Deno.readDirSync(SCENARIOS), ({ name }) => name)
  .filter((name) => name.endsWith(".yaml")).sort();

interface Played {
  /** When it begins, by the meter's clock. */
  start: number;
  readings: readonly FrameReading[];
  /** Every value that the meter meant, as `label=data`. */
  meant: ReadonlySet<string>;
}

const played = new Map<string, Played>();

/** The readings of a scenario, at the times of the meter; played once for all tests. */
function play(name: string): Played {
  const before = played.get(name);
  if (before !== undefined) return before;
  const read = (path: string) => Deno.readTextFileSync(new URL(path, SCENARIOS));
  const scenario = readScenario(read(name), { file: name, readText: read });
  const player = new Player(scenario);
  const decoder = new TicDecoder({ events: ["group", "value", "frame"] });
  const gatherer = new FrameGatherer();
  const meant = new Set<string>();
  const readings: FrameReading[] = [];
  for (const { bytes, groups, instant, number } of player.frames()) {
    if (number >= MOST) break;
    for (const { label, value } of groups) meant.add(`${label}=${value}`);
    for (const event of decoder.push(bytes)) {
      const reading = gatherer.hear(event, Math.round(instant));
      if (reading !== null) readings.push(reading);
    }
  }
  const whole = { start: scenario.start, readings, meant };
  played.set(name, whole);
  return whole;
}

/** What a dialect says of a scenario. */
function said(name: string, id: string, settings: Record<string, string> = {}): Message[] {
  const dialect = dialectNamed(id);
  const speaker = dialect.speaker({ base: dialect.base, settings });
  return play(name).readings.flatMap((reading) => speaker.say(reading));
}

/** Runs that AIIDA cannot follow: it keeps the mode of the first message for ever. */
const SWITCHES = /^(mode-to-|free-calendar)/;

Deno.test("AIIDA accepts every message of teleinfo2mqtt, of every scenario", () => {
  const accepted = new Map<string, number>();
  for (const name of names.filter((name) => !SWITCHES.test(name))) {
    const { meant } = play(name);
    const aiida = new Aiida();
    let records = 0;
    for (const { topic, payload } of said(name, "teleinfo2mqtt")) {
      let record;
      try {
        record = aiida.hear(topic, payload);
      } catch (error) {
        throw new Error(`${name}: AIIDA refuses ${payload}`, { cause: error });
      }
      if (record === null) continue;
      records++;
      for (const [label, raw] of record.raw) {
        const data = /^P(REF|COUP)$/.test(label) ? raw.slice(0, -3) : raw;
        assert(meant.has(`${label}=${data}`), `${name}: ${label}=${raw} was not sent`);
      }
    }
    if (records > 0) assertEquals(aiida.status, "up", name);
    accepted.set(name, records);
  }
  const mute = [...accepted].filter(([, records]) => records === 0).map(([name]) => name);
  // Meters whose frames have neither ADCO nor ADSC have no number to publish under.
  const withoutNumber = /^(cje|ice|pme-pmi|saphir)/;
  assertEquals(mute.filter((name) => !withoutNumber.test(name)), []);
  assert([...accepted.values()].reduce((sum, records) => sum + records, 0) > 2_500);
});

Deno.test("AIIDA reads energy and power of a contract with off-peak hours", () => {
  const aiida = new Aiida();
  const records = said("hc-historique.yaml", "teleinfo2mqtt")
    .map(({ topic, payload }) => aiida.hear(topic, payload))
    .filter((record) => record !== null);
  for (const { raw, energy, power } of records) {
    assertEquals(energy, Number(raw.get("HCHC")) + Number(raw.get("HCHP")));
    assertEquals(power, 200 * Number(raw.get("IINST")));
  }
  assert(records.length > 0);
});

Deno.test("AIIDA refuses what the dialect says only if asked, and a line that changes its mode", () => {
  const all = (name: string, settings: Record<string, string>) => () => {
    const aiida = new Aiida();
    for (const { topic, payload } of said(name, "teleinfo2mqtt", settings)) {
      aiida.hear(topic, payload);
    }
  };
  assertThrows(all("overload-three-phase.yaml", { short: "yes" }), Error, "ADIR2");
  assertThrows(all("mode-to-standard.yaml", {}), Error, "IllegalArgumentException: ADSC");
  all("overload-three-phase.yaml", {})();
});

Deno.test("Telegraf keeps the energy of every scenario with a Linky, as the meter meant it", () => {
  const wanted: Readonly<Record<string, readonly string[]>> = {
    "base-historique.yaml": ["energy_consumption_total"],
    "base-historique-three-phase.yaml": ["energy_consumption_total"],
    "base-standard.yaml": ["energy_consumption_total"],
    "base-standard-three-phase.yaml": ["energy_consumption_total"],
    "hc-historique.yaml": ["energy_consumption_hc", "energy_consumption_hp"],
    "tempo-standard-three-phase.yaml": ["energy_consumption_total"],
    "producer-noon.yaml": ["energy_consumption_total", "energy_injection_total"],
    "producer-three-phase.yaml": ["energy_consumption_total", "energy_injection_total"],
  };
  for (const [name, fields] of Object.entries(wanted)) {
    const { start, meant } = play(name);
    const numbers = new Set(Array.from(meant, (text) => Number(text.split("=")[1])));
    let points = 0;
    for (const { payload } of said(name, "nodered")) {
      const point = telegrafPoint(payload)!;
      assertEquals(Object.keys(point.fields).sort(), fields, name);
      assert(point.time >= start);
      for (const value of Object.values(point.fields)) assert(numbers.has(value), name);
      points++;
    }
    assert(points > 5, name);
  }
});

Deno.test("Telegraf takes every message of every scenario, and drops the others' texts", () => {
  for (const name of names) {
    for (const { payload } of said(name, "nodered")) telegrafPoint(payload);
  }
  const [first] = said("base-historique.yaml", "edgd1er");
  assertThrows(() => telegrafPoint(first!.payload), Error, "time key");
});

Deno.test("Home Assistant takes every announcement and state of ticlab, of every scenario", () => {
  let entities = 0;
  for (const name of names) {
    const home = new HomeAssistant();
    for (const { topic, payload } of said(name, "ticlab", { discovery: "homeassistant" })) {
      try {
        if (!topic.endsWith("/status")) home.hear(topic, payload);
      } catch (error) {
        throw new Error(`${name}: ${topic} ${payload}`, { cause: error });
      }
    }
    for (const { config, states } of home.entities.values()) {
      assert(states.length > 0, `${name}: ${config.unique_id} has no state`);
    }
    assert(home.entities.size > 0, name);
    entities += home.entities.size;
  }
  assert(entities > 2_000, `${entities} entities`);
});

Deno.test("Home Assistant shows the overload of every kind of meter, and its end", () => {
  const scenarios = ["overload-single-phase.yaml", "overload-standard.yaml"];
  for (const name of scenarios) {
    const home = new HomeAssistant();
    for (const { topic, payload } of said(name, "ticlab", { discovery: "ha" })) {
      home.hear(topic, payload);
    }
    const overload = [...home.entities.values()].find(({ component }) => component !== "sensor");
    assertEquals(overload?.states, ["OFF", "ON", "OFF"], name);
  }
});

Deno.test("Home Assistant refuses what teleinfo2mqtt announces as it is, and takes it mended", () => {
  const hear = (settings: Record<string, string>) => () => {
    const home = new HomeAssistant();
    for (
      const { topic, payload } of said("producer-three-phase.yaml", "teleinfo2mqtt", settings)
    ) {
      if (!topic.endsWith("/status")) home.hear(topic, payload);
    }
    return home;
  };
  assertThrows(hear({ discovery: "ha" }), Error, "TemplateError: {{ value_json.NJOURF+1.value }}");
  const home = hear({ discovery: "ha", mend: "discovery" })();
  const index = [...home.entities.values()].find(({ config }) => config.name === "EAIT");
  assert(Number(index?.states[0]) > 0);
});
